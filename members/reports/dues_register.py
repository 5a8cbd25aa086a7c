"""The year's register F-17 from the books: each member's months as they were paid, and what went up (DU-17, DU-18)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from branches.models import Organization
from members.choices_dues import Account, EntryKind
from members.models import DuesBill, DuesPosting, DuesRemittance
from members.reports.dues_sums import owed_in_all, settled_by_month
from members.rules.dues_months import span_text

A = Account
PAYING = (EntryKind.PAYMENT, EntryKind.HOST, EntryKind.CREDIT, EntryKind.IMPORTED)


@dataclass(frozen=True)
class Paid:
    """What one month of one member came to: the money, the day it came, who took it."""

    fen: int
    on: date | None = None
    collector: str = ""


@dataclass(frozen=True)
class RegisterLine:
    """One member's year in fen. `back` is what was paid this year for months of earlier years."""

    member_id: int
    name: str
    owed: Mapping[date, int]
    paid: Mapping[date, Paid]
    back_fen: int = 0
    extra_fen: int = 0

    @property
    def monthly(self) -> list[int]:
        """The amounts a month in their order: one, or the old and the new one."""
        return list(dict.fromkeys(fen for _, fen in sorted(self.owed.items())))

    @property
    def owed_fen(self) -> int:
        return sum(self.owed.values())

    @property
    def paid_fen(self) -> int:
        return sum(each.fen for each in self.paid.values())

    @property
    def open_months(self) -> list[date]:
        return [month for month, fen in sorted(self.owed.items()) if fen > self._paid(month)]

    @property
    def note(self) -> str:
        return f"未交：{span_text(self.open_months)}" if self.open_months else ""

    def _paid(self, month: date) -> int:
        return self.paid[month].fen if month in self.paid else 0


@dataclass(frozen=True)
class Register:
    branch: Organization
    year: int
    lines: tuple[RegisterLine, ...]
    remittances: tuple[DuesRemittance, ...] = ()
    collectors: Mapping[date, tuple[str, ...]] = field(default_factory=dict)

    def month_fen(self, month: date) -> int:
        return sum(line.paid[month].fen for line in self.lines if month in line.paid)


def register_of(branch: Organization, year: int) -> Register:
    """Members in pinyin order, months of the year that were this branch's; seven queries for any number."""
    bills = DuesBill.objects.filter(branch=branch, month__year=year).select_related("member")
    names: dict[int, tuple[str, str]] = {}
    own: dict[int, set[date]] = defaultdict(set)
    for bill in bills:
        own[bill.member_id].add(bill.month)
        names[bill.member_id] = (bill.member.name_key, bill.member.name)
    months = {month for each in own.values() for month in each}
    owed, came = owed_in_all(own, months), settled_by_month(own, months)
    days, back = _payments(list(own), months), _back(branch, year)
    extra = _extra(branch, year)
    lines = []
    for pk in sorted(names, key=lambda pk: (names[pk], pk)):
        paid = {
            month: Paid(came[pk, month], *days.get((pk, month), (None, "")))
            for month in sorted(own[pk])
            if came.get((pk, month))
        }
        lines.append(
            RegisterLine(
                member_id=pk,
                name=names[pk][1],
                owed={month: owed.get((pk, month), 0) for month in sorted(own[pk])},
                paid=paid,
                back_fen=back.get(pk, 0),
                extra_fen=extra.get(pk, 0),
            )
        )
    handed = DuesRemittance.objects.filter(branch=branch, last__year=year).select_related("handed_by")
    return Register(
        branch=branch,
        year=year,
        lines=tuple(lines),
        remittances=tuple(handed.order_by("first")),
        collectors=_collectors(lines),
    )


def _payments(members: list[int], months: set[date]) -> dict[tuple[int, date], tuple[date, str]]:
    """The last payment of each month that has not been taken back."""
    rows = DuesPosting.objects.filter(
        member__in=members,
        month__in=months,
        account=A.MEMBER,
        entry__kind__in=PAYING,
        entry__reversed_by__isnull=True,
    ).select_related("entry__recorded_by")
    found = {}
    for row in rows.order_by("pk"):
        assert row.member_id is not None and row.month is not None
        entry = row.entry
        found[row.member_id, row.month] = (entry.on, str(entry.recorded_by) if entry.recorded_by else "")
    return found


def _back(branch: Organization, year: int) -> dict[int, int]:
    rows = DuesPosting.objects.filter(
        branch=branch, booked__year=year, month__year__lt=year, account=A.MEMBER
    )
    paid = rows.exclude(entry__kind__in=(EntryKind.ADJUSTMENT, EntryKind.IMPORTED))
    sums = paid.values_list("member").annotate(total=Sum("fen"))
    return {member: -fen for member, fen in sums if member is not None}


def _extra(branch: Organization, year: int) -> dict[int, int]:
    lines = DuesPosting.objects.filter(branch=branch, account__in=(A.EXTRA, A.LARGE), booked__year=year)
    sums = lines.values_list("member").annotate(total=Sum("fen"))
    return {member: -fen for member, fen in sums if member is not None}


def _collectors(lines: list[RegisterLine]) -> dict[date, tuple[str, ...]]:
    """Who took the money of each month, each named once."""
    found: dict[date, dict[str, None]] = defaultdict(dict)
    for line in lines:
        for month, paid in line.paid.items():
            if paid.collector:
                found[month][paid.collector] = None
    return {month: tuple(names) for month, names in found.items()}
