"""The annual plan, live or as it was handed in, as the printed form F-01 wants it."""

from datetime import date
from typing import Any

from activities.documents.annual_plan import AnnualPlanContent, AnnualPlanDocument, PlanLine
from activities.models import AnnualPlan, FilingRound
from activities.reports.plan_content import plan_content
from branches.reports.parameters import in_force
from partywork.common import clock


def annual_plan(plan: AnnualPlan) -> dict[str, Any]:
    """What was handed in prints from its frozen round, with the answer; a draft from the rows of now (N19)."""
    filing = getattr(plan, "filing", None)
    last = (
        filing.rounds.order_by("-number").first()
        if filing and plan.state in ("submitted", "approved")
        else None
    )
    facts = last.content if last is not None else plan_content(plan)
    return AnnualPlanDocument(_content(plan, facts, last)).to_json()


def _content(plan: AnnualPlan, facts: dict[str, Any], round_: FilingRound | None) -> AnnualPlanContent:
    answered = round_ is not None and round_.answered_at is not None
    return AnnualPlanContent(
        branch=facts["branch"],
        superior=facts["superior"],
        year=facts["year"],
        made_on=clock.local_day(round_.submitted_at if round_ else plan.updated_at),
        rows=tuple(_line(row) for row in facts["rows"]),
        fixed_day=in_force(plan.branch, date(plan.year, 1, 1)).text("pd.day_rule"),
        note=facts["note"],
        discussed_on=date.fromisoformat(facts["discussed_on"]) if facts["discussed_on"] else None,
        made_by=str(round_.submitted_by) if round_ else "",
        answered_on=clock.local_day(round_.answered_at) if round_ and round_.answered_at else None,
        answer=round_.answer if round_ and answered else "",
        accepted=round_ is not None and round_.outcome == FilingRound.Outcome.ACCEPTED,
    )


def _line(row: dict[str, Any]) -> PlanLine:
    return PlanLine(
        when=_when(row),
        mode=row["mode"],
        content=row["content"],
        category=row["requirement_label"],
        responsible=row["responsible"],
        remark=row["remark"],
    )


def _when(row: dict[str, Any]) -> str:
    """6月26日 / 7月1日至3日 / 7月30日至8月1日 / 6月"""
    if not row["start"]:
        return f"{row['month']}月"
    start = date.fromisoformat(row["start"])
    end = date.fromisoformat(row["end"]) if row["end"] else start
    if end == start:
        return f"{start.month}月{start.day}日"
    until = f"{end.day}日" if end.month == start.month else f"{end.month}月{end.day}日"
    return f"{start.month}月{start.day}日至{until}"
