"""Who came and who went between two days, and whether the sums meet (ST-01, ST-02, ST-04)."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Way(StrEnum):
    """In or out, by the lines of the comparison of two years."""

    DEVELOPED = "developed"
    CAME = "came"
    RESTORED = "restored"
    OTHER_IN = "other_in"
    WENT = "went"
    DIED = "died"
    EXPELLED = "expelled"
    SUSPENDED = "suspended"
    OTHER_OUT = "other_out"


WAYS_IN = (Way.DEVELOPED, Way.CAME, Way.RESTORED, Way.OTHER_IN)
WAYS_OUT = (Way.WENT, Way.DIED, Way.EXPELLED, Way.SUSPENDED, Way.OTHER_OUT)
WAY_LABELS = {
    Way.DEVELOPED: "新发展",
    Way.CAME: "转入",
    Way.RESTORED: "恢复党籍",
    Way.OTHER_IN: "其他增加",
    Way.WENT: "转出",
    Way.DIED: "去世",
    Way.EXPELLED: "出党",
    Way.SUSPENDED: "停止党籍",
    Way.OTHER_OUT: "其他减少",
}


@dataclass(frozen=True)
class Stay:
    """One spell of a member in a branch: from `since` on, until the day before `until`; `inside`: of those counted."""

    member: int
    inside: bool
    since: date
    until: date | None
    began: Way
    ended: Way


@dataclass(frozen=True)
class Move:
    """A member came in or went out on a day."""

    member: int
    way: Way
    on: date


def moves(stays: Iterable[Stay], first: date, last: date) -> list[Move]:
    """Every coming and going of `first` to `last`, both in; from one branch inside to the next is neither.

    Who goes on a day is no longer counted that day, who comes is.
    """
    found: list[Move] = []
    for one in _by_member(stays):
        gone: date | None = None
        for number, stay in enumerate(one):
            if stay.since != gone and first <= stay.since <= last:
                found.append(Move(stay.member, stay.began, stay.since))
            gone = stay.until
            follows = one[number + 1].since if number + 1 < len(one) else None
            if gone is not None and gone != follows and first <= gone <= last:
                found.append(Move(stay.member, stay.ended, gone))
    return found


def counted_on(stays: Iterable[Stay], day: date) -> set[int]:
    """Who is a member inside at the end of the day (ST-02)."""
    return {
        stay.member
        for stay in stays
        if stay.inside and stay.since <= day and (stay.until is None or stay.until > day)
    }


def _by_member(stays: Iterable[Stay]) -> list[list[Stay]]:
    members: dict[int, list[Stay]] = {}
    for stay in stays:
        if stay.inside:
            members.setdefault(stay.member, []).append(stay)
    return [sorted(rows, key=lambda stay: stay.since) for rows in members.values()]


@dataclass(frozen=True)
class Balance:
    """Last period's end + in − out = this period's end, or who makes it not fit.

    `lost` stood in the last frozen table and do not count for its day any more, `found` count now and did not
    stand in it: both by later corrections, each to be explained by name.
    """

    before: int
    came: int
    went: int
    after: int
    lost: frozenset[int] = frozenset()
    found: frozenset[int] = frozenset()

    @property
    def reckoned(self) -> int:
        return self.before + self.came - self.went

    @property
    def fits(self) -> bool:
        return self.reckoned == self.after and not self.lost and not self.found

    @property
    def sentence(self) -> str:
        sum_text = f"上期末{self.before}人＋增加{self.came}人－减少{self.went}人＝{self.reckoned}人"
        if self.fits:
            return f"{sum_text}，与期末{self.after}人一致。"
        if self.reckoned != self.after:
            gap = f"期末实有{self.after}人，相差{abs(self.reckoned - self.after)}人。"
        else:
            gap = f"期末也是{self.after}人，但人员与上期定稿不一致。"
        return f"{sum_text}，{gap}"


def balance(
    moved: Collection[Move], before: Collection[int], after: Collection[int], frozen: Collection[int] | None
) -> Balance:
    """`frozen`: who stood in the table of the last period, None when there was none."""
    ways = Counter(move.way in WAYS_IN for move in moved)
    start = set(before) if frozen is None else set(frozen)
    return Balance(
        before=len(start),
        came=ways[True],
        went=ways[False],
        after=len(after),
        lost=frozenset(start - set(before)),
        found=frozenset(set(before) - start),
    )
