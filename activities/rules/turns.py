"""Whose turn it is: while the committee has a filing, the branch's clock stands still (N20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Turn:
    """One time the filing was handed in, and when it was answered (None: the committee still has it)."""

    submitted_at: datetime
    answered_at: datetime | None


def rework_due(due_at: datetime, turns: Sequence[Turn], *, least: timedelta = timedelta(days=1)) -> datetime:
    """When a returned filing should be handed in again.

    What was left of the time when it was handed in is left again after the answer, but a day at the least: nobody
    can mend a paper in the hour that happened to remain. Whether the filing was late is judged by the first
    handing-in alone (RC-02).
    """
    answered = [turn for turn in turns if turn.answered_at is not None]
    if not answered:
        return due_at
    with_committee = sum(
        (turn.answered_at - turn.submitted_at for turn in answered if turn.answered_at), timedelta()
    )
    last = max(turn.answered_at for turn in answered if turn.answered_at)
    return max(due_at + with_committee, last + least)


@dataclass(frozen=True)
class Clocks:
    """Both clocks of one filing on one line (N20): what each side has used, and which of them runs now.

    `allowed` is what the branch had from the beginning to its deadline; None where nothing set a beginning.
    """

    branch_used: timedelta
    committee_used: timedelta
    allowed: timedelta | None
    answer_allowed: timedelta | None
    with_committee: bool
    is_over: bool

    @property
    def branch_runs(self) -> bool:
        return not self.with_committee and not self.is_over

    @property
    def branch_minutes(self) -> tuple[int, int] | None:
        """Used and allowed, for the bar; a bar is never more than full."""
        return _bar(self.branch_used, self.allowed)

    @property
    def committee_minutes(self) -> tuple[int, int] | None:
        return _bar(self.committee_used, self.answer_allowed)


def clocks(
    turns: Sequence[Turn],
    now: datetime,
    *,
    began_at: datetime | None,
    due_at: datetime | None,
    answer_due_at: datetime | None,
    is_accepted: bool,
) -> Clocks:
    """Worked out on reading, from when it was handed in and when it was answered, each time.

    The branch's clock runs from the beginning to the first handing-in, and again from each answer to the next
    handing-in; while the committee has the filing it stands still. The committee's runs meanwhile.
    """
    branch, committee = timedelta(), timedelta()
    left_at = began_at
    for turn in turns:
        if left_at is not None:
            branch += max(turn.submitted_at - left_at, timedelta())
        committee += (turn.answered_at or now) - turn.submitted_at
        left_at = turn.answered_at
    waits = bool(turns) and turns[-1].answered_at is None
    if not waits and not is_accepted and left_at is not None:
        branch += max(now - left_at, timedelta())
    allowed = due_at - began_at if due_at is not None and began_at is not None else None
    answer = answer_due_at - turns[-1].submitted_at if answer_due_at is not None and turns else None
    return Clocks(branch, committee, allowed, answer, waits, is_accepted)


def _bar(used: timedelta, allowed: timedelta | None) -> tuple[int, int] | None:
    if allowed is None or allowed <= timedelta():
        return None
    most = int(allowed.total_seconds() // 60)
    return min(int(used.total_seconds() // 60), most), most
