"""The result of a vote as its printed sheet wants it."""

from typing import Any

from activities.documents.ballot_result import BallotResultContent, BallotResultDocument
from activities.models import Ballot
from activities.reports.ballot_page import result_of
from partywork.common import clock


def ballot_result(ballot: Ballot) -> dict[str, Any] | None:
    """None until chair and teller have closed it."""
    result = result_of(ballot)
    if result is None or ballot.closed_at is None:
        return None
    activity, closed = ballot.activity, ballot.closed_at.astimezone(clock.OFFICE)
    content = BallotResultContent(
        branch=activity.branch.name_on(activity.day),
        meeting=f"{activity.get_kind_display()}：{activity.theme}",
        held_on=activity.day,
        title=ballot.title,
        kind=f"{ballot.get_kind_display()}（{ballot.kind}）",
        method=str(ballot.get_method_display()),
        lines=result.lines,
        formulas=result.formulas,
        sentence=result.sentence,
        conclusion="通过" if result.passed else "不通过",
        chair=ballot.chair.name,
        teller=ballot.teller.name,
        counted_at=f"{clock.long_date(closed.date())}{closed:%H:%M}",
        repeats=ballot.repeats.void_reason if ballot.repeats else "",
    )
    return BallotResultDocument(content).to_json()
