"""How many hours are asked of somebody in a year, and how far he is: three words, no order (ED-01, ED-02, ED-12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from activities.choices_education import Band
from partywork.common.months import months_after

MONTHS = 12


@dataclass(frozen=True)
class Asked:
    """What the committee asks for by the year, in hours; never less than the regulations (ED-01)."""

    member: int = 32
    committee: int = 56


@dataclass(frozen=True)
class Target:
    """`hours` of the whole year, and `by_now` those of the months that are over.

    Each month is asked by what somebody was on its last day: a member, one of the committee, or nothing, because he
    was not in the Party yet or was exempt (MEM-16). Twelve months as a member are exactly the year's 32 hours.
    """

    hours: int
    by_now: int
    months: int

    @property
    def tenths(self) -> int:
        return self.hours * 10


def target_of(roles: Sequence[bool | None], asked: Asked, *, over: int) -> Target:
    """`roles` by month: True in the committee, False a member, None not asked. `over`: how many months have ended.

    A part of an hour is asked whole: seven months of 32 hours are 18.67 and so 19.
    """
    by_month = [asked.committee if role else asked.member if role is False else 0 for role in roles]
    return Target(
        hours=_whole(sum(by_month)),
        by_now=_whole(sum(by_month[:over])),
        months=sum(role is not None for role in roles),
    )


def band_of(tenths: int, target: Target, *, is_exempt: bool) -> Band:
    """Exempt on the day of judging, or asked for nothing: not judged."""
    if is_exempt or target.months == 0:
        return Band.NOT_JUDGED
    if tenths >= target.tenths:
        return Band.DONE
    return Band.ON_WAY if tenths >= target.by_now * 10 else Band.BEHIND


def months_over(year: int, today: date) -> int:
    """How many months of the year have ended; the running one has not."""
    if today.year != year:
        return MONTHS if today.year > year else 0
    return today.month - 1


@dataclass(frozen=True)
class FirstTraining:
    """New since that day, to be trained within so many months; the first such training after that day."""

    since: date
    months: int
    trained_on: date | None = None

    @property
    def due_on(self) -> date:
        """The last day: from 31 August half a year is until the last of February."""
        return months_after(self.since, self.months)

    def is_met(self, today: date) -> bool | None:
        """None while there is time."""
        if self.trained_on is not None and self.trained_on <= self.due_on:
            return True
        return False if today > self.due_on else None


class NewSecretary(FirstTraining):
    """For the first time in office (ED-02)."""


class NewMember(FirstTraining):
    """Admitted that day; the regulations name intensive training for the year of probation (DV-19, ED-01)."""


def _whole(twelfths: int) -> int:
    return -(-twelfths // MONTHS)
