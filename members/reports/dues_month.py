"""One month of a branch as its keeper sees it: who owes what, what came in, what is still to be counted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from branches.models import Organization
from members.choices_dues import Account, EntryKind
from members.models import DuesAssessment, DuesBill, DuesEntry, DuesMonth, DuesPosting, MembershipSpell
from members.reports.dues_balance import figures_of
from members.reports.dues_sums import credits_of, outstanding
from members.rules.dues_months import later, span_text

A = Account
SHARE = 2  # one payer for more than half of those who paid is looked at (DU-14, E-64)
FEW = 3


@dataclass(frozen=True)
class MonthRow:
    """One member's month. `due_fen` is what the hand has to receive: owed, less what was paid too much before."""

    member_id: int
    name: str
    amount_fen: int
    owed_fen: int
    credit_fen: int
    relieved: bool
    entry: DuesEntry | None

    @property
    def is_settled(self) -> bool:
        return self.owed_fen <= 0

    @property
    def due_fen(self) -> int:
        return max(self.owed_fen - self.credit_fen, 0)


@dataclass(frozen=True)
class Booking:
    """One booking of the month, with the months it is for and what it brought into the box."""

    entry: DuesEntry
    months: str
    cash_fen: int
    settled_fen: int
    is_reversed: bool


@dataclass(frozen=True)
class MonthPage:
    branch: Organization
    month: date
    row: DuesMonth | None
    rows: tuple[MonthRow, ...]
    bookings: tuple[Booking, ...]
    figures: dict[str, int]
    not_assessed: tuple[tuple[int, str], ...]
    one_payer: str

    @property
    def is_closed(self) -> bool:
        return self.row is not None and self.row.is_closed

    @property
    def open_rows(self) -> list[MonthRow]:
        return [row for row in self.rows if not row.is_settled]

    @property
    def owed_fen(self) -> int:
        return sum(row.amount_fen for row in self.rows)

    @property
    def open_fen(self) -> int:
        return sum(row.due_fen for row in self.open_rows)

    @property
    def has_money(self) -> bool:
        return any(booking.cash_fen for booking in self.bookings)


def month_page(branch: Organization, month: date) -> MonthPage:
    """The page in a fixed number of queries, however many members the branch has."""
    bills = list(
        DuesBill.objects.filter(branch=branch, month=month)
        .select_related("member")
        .order_by("member__name_key", "member_id")
    )
    members = [bill.member_id for bill in bills]
    owed, credits = outstanding(members, [month]), credits_of(members, branch)
    entries = _entries(branch, month)
    paid = {
        entry.member_id: entry
        for entry, months, _, _ in entries
        if month in months and entry.kind in (EntryKind.PAYMENT, EntryKind.HOST, EntryKind.CREDIT)
    }
    earlier = _paid_before(members, month) if bills else {}
    reversed_ones = {entry.reverses_id for entry, *_ in entries}
    return MonthPage(
        branch=branch,
        month=month,
        row=DuesMonth.objects.filter(branch=branch, month=month).select_related("closed_by").first(),
        rows=tuple(
            MonthRow(
                member_id=bill.member_id,
                name=bill.member.name,
                amount_fen=bill.amount_fen,
                owed_fen=owed.get((bill.member_id, month), 0),
                credit_fen=credits.get(bill.member_id, 0),
                relieved=bill.relief_id is not None,
                entry=paid.get(bill.member_id) or earlier.get(bill.member_id),
            )
            for bill in bills
        ),
        bookings=tuple(
            Booking(entry, span_text(months), cash, settled, entry.pk in reversed_ones)
            for entry, months, cash, settled in entries
        ),
        figures=figures_of(branch, month),
        not_assessed=_not_assessed(branch, month),
        one_payer=_one_payer([entry for entry, *_ in entries]),
    )


def _entries(branch: Organization, month: date) -> list[tuple[DuesEntry, list[date], int, int]]:
    """The bookings of the month with their months, the cash they brought and what they settled: two queries."""
    entries = DuesEntry.objects.filter(branch=branch, booked=month).select_related("member", "recorded_by")
    sums: dict[int, list[int]] = {}
    months: dict[int, list[date]] = {}
    lines = DuesPosting.objects.filter(branch=branch, booked=month)
    for entry, account, of_month, fen in lines.values_list("entry", "account", "month", "fen"):
        cash, settled = sums.setdefault(entry, [0, 0])
        if account in (A.CASH, A.LARGE_CASH):
            sums[entry][0] = cash + fen
        if account == A.MEMBER:
            sums[entry][1] = settled - fen
            months.setdefault(entry, []).append(of_month)
    return [(e, months.get(e.pk, []), *sums.get(e.pk, (0, 0))) for e in entries.order_by("pk")]


def _paid_before(members: list[int], month: date) -> dict[int, DuesEntry]:
    """Paid in another month: in advance, or behind; the latest booking of it."""
    lines = DuesPosting.objects.filter(
        member__in=members,
        month=month,
        account=A.MEMBER,
        entry__kind__in=(EntryKind.PAYMENT, EntryKind.HOST, EntryKind.CREDIT, EntryKind.IMPORTED),
    ).exclude(booked=month)
    return {
        line.member_id: line.entry for line in lines.select_related("entry").order_by("pk") if line.member_id
    }


def _not_assessed(branch: Organization, month: date) -> tuple[tuple[int, str], ...]:
    """Members of the month for whom no amount has been confirmed: they owe, but have no bill."""
    spells = MembershipSpell.objects.filter(branch=branch, period__startswith__lt=later(month)).filter(
        Q(period__endswith__isnull=True) | Q(period__endswith__gt=month)
    )
    known = DuesAssessment.objects.filter(period__contains=month).values("member")
    billed = DuesBill.objects.filter(month=month).values("member")
    missing = spells.exclude(member__in=known).exclude(member__in=billed)
    rows = missing.order_by("member__name_key").values_list("member_id", "member__name")
    return tuple(dict(rows).items())


def _one_payer(entries: list[DuesEntry]) -> str:
    """Somebody who paid for more than half of all: members pay themselves, nobody pays for them (DU-14, E-64)."""
    paying = [entry for entry in entries if entry.kind == EntryKind.PAYMENT]
    names = Counter(entry.paid_by for entry in paying if entry.paid_by)
    if not names:
        return ""
    name, times = names.most_common(1)[0]
    return name if times >= FEW and times * SHARE > len(paying) else ""


def received_by_month(branch: Organization, year: int) -> dict[date, int]:
    """The money of each month of a year, for the strip of months; one query."""
    lines = DuesPosting.objects.filter(branch=branch, account=A.CASH, booked__year=year)
    lines = lines.exclude(entry__kind=EntryKind.REMITTANCE)
    return dict(lines.values_list("booked").annotate(total=Sum("fen")))
