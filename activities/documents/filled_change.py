"""A change as it was handed in, and its answer, as the printed form F-40 wants them."""

from datetime import date, datetime
from typing import Any

from activities.choices import FilingKind
from activities.documents.change_report import ChangeReportContent, ChangeReportDocument
from activities.models import Filing, FilingRound
from partywork.common import clock


def change_report(filing: Filing) -> dict[str, Any]:
    """From the frozen last round, never from the activity as it stands now (N19)."""
    round_ = filing.rounds.select_related("answered_by").order_by("-number")[0]
    return ChangeReportDocument(_content(filing, round_)).to_json()


def _content(filing: Filing, round_: FilingRound) -> ChangeReportContent:
    facts = round_.content
    old = datetime.fromisoformat(facts["old_starts_at"]).astimezone(clock.OFFICE)
    new_on, new_time = _new(facts)
    answered = round_.answered_at is not None
    return ChangeReportContent(
        branch=facts["branch"],
        theme=facts["theme"],
        asks=filing.kind == FilingKind.MOVE,
        kind=facts["kind"],
        old_on=old.date(),
        old_time=f"{old:%H:%M}",
        old_place=facts.get("old_place", ""),
        new_on=new_on,
        new_time=new_time,
        new_place=facts.get("new_place", ""),
        same_month=facts["same_month"],
        reason=facts["reason"],
        reported_by=facts["reported_by"],
        reported_at=datetime.fromisoformat(facts["reported_at"]).astimezone(clock.OFFICE),
        superior=filing.to.name,
        answer=(round_.answer or _word(filing, round_)) if answered else "",
        answered_by=str(round_.answered_by) if answered else "",
        answered_on=clock.local_day(round_.answered_at) if round_.answered_at else None,
    )


def _new(facts: dict[str, Any]) -> tuple[date | None, str]:
    if "new_day" in facts:
        return date.fromisoformat(facts["new_day"]), ""
    if not facts["new_starts_at"]:
        return None, ""
    new = datetime.fromisoformat(facts["new_starts_at"]).astimezone(clock.OFFICE)
    return new.date(), f"{new:%H:%M}"


def _word(filing: Filing, round_: FilingRound) -> str:
    """An answer without words still says what it was."""
    if round_.outcome == FilingRound.Outcome.RETURNED:
        return "退回。"
    return "同意。" if filing.kind == FilingKind.MOVE else "已收悉。"
