"""One member's dues: the card 党费证, what is owed and why, and until when it is paid (DU-17, M21, MEM-08)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from members.choices_dues import Account, DuesKind, EntryKind
from members.models import DuesAssessment, DuesBill, DuesPosting, DuesReminder, Member
from members.rules.dues_explained import STEPS, Asked, Explanation, explain
from members.rules.dues_months import between, later, month_of, month_text
from members.rules.dues_scale import FIXED_KINDS

A = Account


@dataclass(frozen=True)
class CardLine:
    """One month of the card: 年月 · 金额 · 交纳日期 · 收款人 (F-19)."""

    month: date
    amount_fen: int
    owed_fen: int
    branch: str
    paid_on: date | None
    collector: str
    receipt: str
    entry_id: int | None
    note: str
    proof_id: int | None = None  # paid at the host: the entry whose proof can be opened (E-67)

    @property
    def is_settled(self) -> bool:
        return self.owed_fen <= 0


@dataclass(frozen=True)
class Extra:
    """Given beyond what was owed; a large sum has a receipt from the centre, once it has come (DU-15)."""

    on: date
    fen: int
    is_large: bool
    number: str


@dataclass(frozen=True)
class DuesCard:
    """All that the member's own page shows; `explanation` reads the base, which belongs into the journal."""

    member: Member
    assessment: DuesAssessment | None
    lines: tuple[CardLine, ...]
    credit_fen: int
    paid_until: date | None
    reminder: DuesReminder | None
    extras: tuple[Extra, ...] = ()

    @property
    def behind(self) -> list[CardLine]:
        return [line for line in self.lines if not line.is_settled]

    @property
    def behind_fen(self) -> int:
        return sum(line.owed_fen for line in self.behind)

    @property
    def years(self) -> list[int]:
        return sorted({line.month.year for line in self.lines}, reverse=True)


def account_of(member: Member, today: date) -> DuesCard:
    """The whole card, newest month first: seven queries for any number of months."""
    bills = list(DuesBill.objects.filter(member=member).select_related("branch", "relief").order_by("-month"))
    postings = (
        DuesPosting.objects.filter(member=member, account=A.MEMBER)
        .select_related("entry__recorded_by")
        .order_by("pk")
    )
    moves: dict[date, list[DuesPosting]] = {}
    for posting in postings:
        if posting.month is not None:
            moves.setdefault(posting.month, []).append(posting)
    lines = tuple(_line(bill, moves.get(bill.month, [])) for bill in bills)
    credit = DuesPosting.objects.filter(member=member, account=A.CREDIT)
    assessment = DuesAssessment.objects.filter(member=member, period__contains=month_of(today)).first()
    return DuesCard(
        member=member,
        assessment=assessment,
        lines=lines,
        credit_fen=-(credit.aggregate(total=Sum("fen"))["total"] or 0),
        paid_until=_until({line.month for line in lines if line.is_settled}, {line.month for line in lines}),
        reminder=DuesReminder.objects.filter(member=member, month=month_of(today)).first(),
        extras=_extras(member),
    )


def _extras(member: Member) -> tuple[Extra, ...]:
    rows = DuesPosting.objects.filter(
        member=member, account__in=(A.EXTRA, A.LARGE), fen__lt=0, entry__reversed_by__isnull=True
    ).select_related("entry__large_receipt")
    return tuple(
        Extra(
            on=row.entry.on,
            fen=-row.fen,
            is_large=row.account == A.LARGE,
            number=row.entry.large_receipt.number if hasattr(row.entry, "large_receipt") else "",
        )
        for row in rows.order_by("-pk")
    )


def paid_until(member: Member) -> date | None:
    """党费交至: the last month up to which every month is settled, prepaid ones included (MEM-08, E-61)."""
    bills = dict(DuesBill.objects.filter(member=member).values_list("month", "amount_fen"))
    postings = DuesPosting.objects.filter(member=member, account=A.MEMBER).values_list("month", "fen")
    for month, fen in postings:
        if month in bills:
            bills[month] += fen
    return _until({month for month, fen in bills.items() if fen <= 0}, set(bills))


def paid_until_of(members: Collection[int]) -> dict[int, date | None]:
    """The same for many at once, in two queries."""
    owed: dict[int, dict[date, int]] = {pk: {} for pk in members}
    for pk, month, fen in DuesBill.objects.filter(member__in=members).values_list(
        "member", "month", "amount_fen"
    ):
        owed[pk][month] = fen
    postings = DuesPosting.objects.filter(member__in=members, account=A.MEMBER)
    for pk, month, fen in postings.values_list("member", "month", "fen"):
        if month in owed[pk]:
            owed[pk][month] += fen
    return {
        pk: _until({month for month, fen in bills.items() if fen <= 0}, set(bills))
        for pk, bills in owed.items()
    }


def letter_text(member: Member, today: date) -> str:
    """What the letter of introduction says about dues (MEM-08): until when, and months paid ahead (E-61)."""
    until = paid_until(member)
    if until is None:
        return ""
    ahead = between(month_of(today), until)
    more = f"，其中预交 {ahead} 个月，由新支部接着算，不退" if ahead > 0 else ""
    return f"党费交至{month_text(until)}{more}。"


def explanation_of(assessment: DuesAssessment, month: date | None = None) -> Explanation | None:
    """The working-out behind an assessment; None where a former sum is kept by its basis (DU-05).

    It reads the base: whoever shows it notes the reading.
    """
    if assessment.is_manual:
        return None
    fixed = assessment.kind in FIXED_KINDS
    return explain(
        Asked(
            kind=DuesKind(assessment.kind),
            month=month or assessment.since,
            base=assessment.base,
            round_to=step_of(assessment.round_to),
            agreed=Decimal(assessment.monthly_fen) / 100 if fixed else None,
        )
    )


def step_of(stored: Decimal) -> Decimal:
    return next(step for step in STEPS if step == stored)


def _until(settled: set[date], billed: set[date]) -> date | None:
    if not billed:
        return None
    month, last = min(billed), None
    while month in settled or (month not in billed and month < max(billed)):
        last = month if month in settled else last
        month = later(month)
    return last


def _line(bill: DuesBill, moves: list[DuesPosting]) -> CardLine:
    owed = bill.amount_fen + sum(move.fen for move in moves)
    taken = [
        move.entry
        for move in moves
        if move.entry.kind in (EntryKind.PAYMENT, EntryKind.HOST, EntryKind.CREDIT, EntryKind.IMPORTED)
        and owed <= 0
    ]
    changed = sum(move.fen for move in moves if move.entry.kind == EntryKind.ADJUSTMENT)
    entry = taken[-1] if taken else None
    notes = []
    if bill.relief_id:
        notes.append("经批准减免")
    if changed:
        notes.append(f"更正{'多' if changed > 0 else '少'}交{abs(changed) / 100:.2f}元")
    if entry is not None and entry.kind != EntryKind.PAYMENT:
        notes.append(entry.reason or entry.get_kind_display())
    if entry is not None and entry.paid_by:
        notes.append(f"由{entry.paid_by}代交")
    return CardLine(
        month=bill.month,
        amount_fen=bill.amount_fen + changed,
        owed_fen=owed,
        branch=bill.branch.called,
        paid_on=entry.on if entry else None,
        collector=str(entry.recorded_by) if entry and entry.recorded_by else "",
        receipt=entry.receipt_number if entry else "",
        entry_id=entry.pk if entry and entry.number else None,
        note="；".join(notes),
        proof_id=entry.pk if entry and entry.proof else None,
    )
