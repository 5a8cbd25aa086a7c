"""What a branch has to hand up, and what a committee has from its branches (DU-18, S35)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Sum

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices_dues import Account
from members.models import DuesFundEntry, DuesMonth, DuesPosting, DuesRemittance
from members.rules.dues_months import months_until
from members.rules.dues_remitting import due_day, period_end
from partywork.common import clock

A = Account
PARTS = {
    "current": "当月党费",
    "back": "补交",
    "ahead": "预交",
    "extra": "自愿多交",
    "credit": "留作以后月份",
}


@dataclass(frozen=True)
class Proposal:
    """The closed months of one period that have not gone up: part by part, and their sum."""

    first: date
    last: date
    tally: dict[str, int]
    expected_fen: int
    large_fen: int
    due_on: date

    @property
    def months(self) -> Iterable[date]:
        return months_until(self.first, self.last)

    @property
    def parts(self) -> list[tuple[str, int]]:
        return [(label, self.tally[name]) for name, label in PARTS.items() if self.tally.get(name)]

    @property
    def is_late(self) -> bool:
        return clock.today() > self.due_on


def proposal(branch: Organization) -> Proposal | None:
    """The next period: by month or by quarter as the committee asks; None while nothing closed is waiting."""
    done = DuesRemittance.objects.filter(branch=branch).aggregate(last=Max("last"))["last"]
    closed = DuesMonth.objects.filter(branch=branch, state=DuesMonth.State.CLOSED).order_by("month")
    waiting = list(closed.filter(month__gt=done) if done else closed)
    if not waiting:
        return None
    limits = in_force(branch, clock.today())
    first = waiting[0].month
    end = period_end(first, limits["du.remit_cycle"])
    taken = [row for row in waiting if row.month <= end]
    tally = {name: sum(row.figures.get(name, 0) for row in taken) for name in (*PARTS, "host", "adjusted")}
    return Proposal(
        first=first,
        last=taken[-1].month,
        tally=tally,
        expected_fen=sum(row.counted_fen or 0 for row in taken),
        large_fen=_large(branch),
        due_on=due_day(end, limits["du.remit_cycle"], limits["du.remit_day"]),
    )


def _large(branch: Organization) -> int:
    """What lies there for the centre."""
    rows = DuesPosting.objects.filter(branch=branch, account=A.LARGE_CASH)
    return rows.aggregate(total=Sum("fen"))["total"] or 0


def in_hand(branch: Organization) -> int:
    """What lies with the branch now: everything counted, less what went up."""
    rows = DuesPosting.objects.filter(branch=branch, account=A.CASH)
    return rows.aggregate(total=Sum("fen"))["total"] or 0


@dataclass(frozen=True)
class FundRow:
    """A line of the committee's book with the balance after it."""

    entry: DuesFundEntry
    balance_fen: int
    is_reversed: bool


@dataclass(frozen=True)
class FundBook:
    rows: tuple[FundRow, ...]
    received_fen: int
    handed_up_fen: int
    spent_fen: int
    balance_fen: int


def fund_book(organization: Organization, year: int) -> FundBook:
    """The year's lines, the balance carried over from before first in mind; two queries."""
    entries = DuesFundEntry.objects.filter(organization=organization)
    before = entries.filter(on__year__lt=year).aggregate(total=Sum("fen"))["total"] or 0
    lines = list(entries.filter(on__year=year).select_related("recorded_by").order_by("on", "pk"))
    reversed_ones = {line.reverses_id for line in lines}
    rows, running = [], before
    for line in lines:
        running += line.fen
        rows.append(FundRow(line, running, line.pk in reversed_ones))
    kept = [line for line in lines if line.pk not in reversed_ones and line.reverses_id is None]
    return FundBook(
        rows=tuple(rows),
        received_fen=sum(line.fen for line in kept if line.kind in ("received", "granted")),
        handed_up_fen=-sum(line.fen for line in kept if line.kind == "handed_up"),
        spent_fen=-sum(line.fen for line in kept if line.kind == "spent"),
        balance_fen=running,
    )
