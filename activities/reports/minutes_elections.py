"""What the minutes say about elections: each ballot with its names, its figures and what came of it (F-09, F-27)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from activities.choices_elections import RoundMethod, RoundState
from activities.models import Activity, ElectionRound

IN_THE_RECORD = (RoundState.COUNTED, RoundState.ANNOUNCED, RoundState.VOID)
Lines = list[dict[str, Any]]


class ElectionsHeld:
    """The ballots of elections at several meetings, the branch's and the new committee's first.

    Two queries, however many meetings are asked about; none where no meeting of theirs could elect.
    """

    def __init__(self, activities: Iterable[Activity]) -> None:
        self._lines: defaultdict[int, Lines] = defaultdict(list)
        meetings = {activity.pk for activity in activities if activity.sort.decides}
        if not meetings:
            return
        held = Q(election__meeting__in=meetings) | Q(election__first_meeting__in=meetings)
        rounds = ElectionRound.objects.filter(held, state__in=IN_THE_RECORD)
        for round_ in rounds.select_related("election", "teller").prefetch_related("lines").order_by("pk"):
            election = round_.election
            in_committee = round_.office in election.committee_offices
            meeting = election.first_meeting_id if in_committee else election.meeting_id
            if meeting in meetings:
                self._lines[meeting] += _lines(round_)

    def at(self, activity: Activity) -> Lines:
        return self._lines[activity.pk]


def still_counting(activity: Activity) -> bool:
    """Whether ballots of an election went out at this meeting and are not counted yet."""
    if not activity.sort.decides:
        return False
    held = Q(election__meeting=activity) | Q(election__first_meeting=activity)
    return ElectionRound.objects.filter(held, state=RoundState.OPEN).exists()


def _lines(round_: ElectionRound) -> Lines:
    """A line for each name; the figures of the whole ballot stand under the last of them."""
    title = f"选举{round_.get_office_display()}"
    if round_.number > 1:
        title = f"{title}（第{round_.number}次投票）"
    if round_.state == RoundState.VOID:
        return [_line(title, round_, result="作废", sentence=f"作废：{round_.void_reason}")]
    names = list(round_.lines.all())
    return [
        _line(
            f"{title}：{line.name}{'（另选）' if line.is_write_in else ''}",
            round_,
            votes=(line.in_favour, line.against, line.abstained),
            result="当选" if line.is_elected else "未当选",
            sentence=_figures(round_) if line is names[-1] else "",
        )
        for line in names
    ]


def _line(
    matter: str,
    round_: ElectionRound,
    *,
    result: str,
    sentence: str,
    votes: tuple[int, int, int] | None = None,
) -> dict[str, Any]:
    in_favour, against, abstained = map(str, votes) if votes is not None else ("", "", "")
    return {
        "matter": matter,
        "method": "手机无记名" if round_.method == RoundMethod.PHONE else "无记名选票",
        "in_favour": in_favour,
        "against": against,
        "abstained": abstained,
        "result": result,
        "sentence": sentence,
    }


def _figures(round_: ElectionRound) -> str:
    papers = (
        f"发出选票{round_.issued}张，收回{round_.returned}张，有效{round_.valid}张，无效{round_.void}张。"
    )
    teller = f"监票人{round_.teller.name}。" if round_.teller is not None else ""
    return "".join([papers, *round_.outcome.get("sentences", ()), teller])
