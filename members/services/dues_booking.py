"""How money is written down: bookings of lines that come to zero, in the first open month of a branch (DU-25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Max

from branches.models import Organization
from members.choices_dues import EntryKind
from members.models import DuesEntry, DuesMonth, DuesPosting, Member
from members.rules.dues_months import later, month_of, month_text
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import lock, require

NUMBERED = frozenset({EntryKind.PAYMENT, EntryKind.REVERSAL})


@dataclass(frozen=True)
class Line:
    account: str
    fen: int
    member_id: int | None = None
    month: date | None = None


def lock_branch(branch: Organization) -> Organization:
    """Numbers and balances of a branch are given out one after the other."""
    held = lock(branch)
    require(held.is_branch, "党费按党支部收缴，请选择党支部。")
    require(held.domain != "temporary", "临时党支部一般不收缴党费，党员在正式关系所在的支部交纳。")
    return held


def is_closed(branch: Organization, month: date) -> bool:
    return DuesMonth.objects.filter(branch=branch, month=month, state=DuesMonth.State.CLOSED).exists()


def open_month(branch: Organization, today: date | None = None) -> date:
    """Where a correction of today is booked: this month, or the next when this one is closed already."""
    month = month_of(today or clock.today())
    closed = DuesMonth.objects.filter(branch=branch, state=DuesMonth.State.CLOSED, month__gte=month)
    latest = closed.aggregate(latest=Max("month"))["latest"]
    return later(latest) if latest else month


def require_open(branch: Organization, month: date) -> None:
    if is_closed(branch, month):
        onward = month_text(open_month(branch))
        raise DomainError(
            f"{month_text(month)}已经结账，不能再改；更正和补交请记在{onward}。",
            code="closed_month",
            field="month",
        )


def book(
    branch: Organization,
    kind: str,
    lines: Iterable[Line],
    *,
    booked: date,
    on: date,
    by: AbstractBaseUser | None,
    member: Member | None = None,
    numbers: "Numbers | None" = None,
    **fields: Any,
) -> DuesEntry:
    """One booking with its lines. The caller holds the branch (`lock_branch`)."""
    kept = [line for line in lines if line.fen]
    assert sum(line.fen for line in kept) == 0, "a booking comes to zero"
    entry: DuesEntry = DuesEntry.objects.create(
        branch=branch,
        kind=kind,
        booked=booked,
        member=member,
        year=on.year,
        number=(numbers or Numbers(branch)).next(on.year) if kind in NUMBERED else None,
        on=on,
        recorded_by_id=by.pk if by else None,
        recorded_at=clock.now(),
        **fields,
    )
    DuesPosting.objects.bulk_create(
        DuesPosting(
            entry=entry,
            branch=branch,
            booked=booked,
            account=line.account,
            member_id=line.member_id,
            month=line.month,
            fen=line.fen,
        )
        for line in kept
    )
    return entry


class Numbers:
    """Receipt numbers of a branch, without gaps, while the branch is held."""

    def __init__(self, branch: Organization) -> None:
        self._branch = branch
        self._last: dict[int, int] = {}

    def next(self, year: int) -> int:
        if year not in self._last:
            given = DuesEntry.objects.filter(branch=self._branch, year=year)
            self._last[year] = given.aggregate(last=Max("number"))["last"] or 0
        self._last[year] += 1
        return self._last[year]


def already(once: UUID | None) -> DuesEntry | None:
    """What the same form has booked before: a second click books nothing."""
    found: DuesEntry | None = DuesEntry.objects.filter(once=once).first() if once else None
    return found
