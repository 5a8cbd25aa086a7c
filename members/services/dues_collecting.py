"""Taking dues: by month, in advance, behind, for somebody else, more than owed, or at the host (DU-10..DU-15)."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices_dues import Account, EntryKind, PayMethod
from members.models import DuesEntry, Member
from members.reports.dues_sums import outstanding
from members.rules.dues_months import between, month_of, month_text, months_until, quarter_end, span_text
from members.services.dues_billing import bill_member, credit_of
from members.services.dues_booking import Line, Numbers, already, book, lock_branch, require_open
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.money import yuan_text
from partywork.common.verbs import journal, lock, require

A = Account
LARGE_FEN = 100_000  # 1000.00 yuan at once, that sum included, goes wholly to the centre (DU-15, E-69)
EXTRA, CREDIT = "extra", "credit"


@dataclass(frozen=True)
class Payment:
    """What one member paid: for which months, and how much in all (None: exactly what is owed).

    `surplus` says what more than owed is: 自愿多交, or kept for the next months (E-63).
    """

    member: Member
    months: tuple[date, ...]
    paid_fen: int | None = None
    surplus: str = ""
    paid_by: str = ""
    reason: str = ""
    superior_view: str = ""
    method: str = PayMethod.CASH
    on: date | None = None


@dataclass
class Split:
    """How the money of one payment falls apart."""

    months: dict[date, int]
    from_credit: int = 0
    extra: int = 0
    to_credit: int = 0
    lines: list[Line] = field(default_factory=list)


@transaction.atomic
def receive(
    branch: Organization,
    month: date,
    payment: Payment,
    *,
    by: AbstractBaseUser,
    once: UUID | None = None,
) -> DuesEntry:
    """One payment with its receipt, in the books of an open month. Only whole months are settled."""
    held = lock_branch(branch)
    before = already(once)
    if before is not None:
        return before
    require_open(held, month)
    member = lock(payment.member)
    return take(held, month, payment, by=by, owed=_owed(held, member, month, payment), once=once)


def take(
    branch: Organization,
    month: date,
    payment: Payment,
    *,
    by: AbstractBaseUser,
    owed: dict[date, int],
    credit: int | None = None,
    numbers: Numbers | None = None,
    once: UUID | None = None,
) -> DuesEntry:
    """Book a payment whose months are known to be owed; the branch is held by the caller."""
    on = payment.on or clock.today()
    require(on <= clock.today(), "交纳日期不能晚于今天。", field="on")
    member = payment.member
    split = _split(payment, owed, credit_of(member, branch) if credit is None else credit)
    cash = sum(owed.values()) - split.from_credit + split.extra + split.to_credit
    large = split.extra >= LARGE_FEN
    lines = [Line(A.MEMBER, -fen, member.pk, each) for each, fen in owed.items()]
    lines += [
        Line(A.CREDIT, split.from_credit, member.pk),
        Line(A.CREDIT, -split.to_credit, member.pk),
        Line(A.CASH, cash - (split.extra if large else 0)),
        Line(A.LARGE_CASH, split.extra if large else 0),
        Line(A.LARGE if large else A.EXTRA, -split.extra, member.pk),
    ]
    entry = book(
        branch,
        EntryKind.PAYMENT if cash else EntryKind.CREDIT,
        lines,
        booked=month,
        on=on,
        by=by,
        member=member,
        numbers=numbers,
        method=payment.method if cash else "",
        paid_by=payment.paid_by.strip(),
        reason="；".join(part for part in (payment.reason.strip(), payment.superior_view.strip()) if part),
        once=once,
    )
    journal(entry, "receive_dues", by=by, after=span_text(list(owed))[:30])
    return entry


@transaction.atomic
def record_host_payment(
    branch: Organization,
    month: date,
    member: Member,
    months: tuple[date, ...],
    *,
    on: date,
    proof: File,  # type: ignore[type-arg]
    host: str,
    by: AbstractBaseUser,
    once: UUID | None = None,
) -> DuesEntry:
    """Paid to the branch of the place where the member is staying: settled, but none of our money (E-67)."""
    held = lock_branch(branch)
    before = already(once)
    if before is not None:
        return before
    require_open(held, month)
    require(host.strip(), "请写明在哪个党组织交纳。", field="host")
    require(on <= clock.today(), "交纳日期不能晚于今天。", field="on")
    person = lock(member)
    reason = f"在{host.strip()}交纳"
    owed = _owed(held, person, month, Payment(person, months, reason=reason, superior_view=reason))
    entry = book(
        held,
        EntryKind.HOST,
        [Line(A.MEMBER, -fen, person.pk, each) for each, fen in owed.items()]
        + [Line(A.HOST, sum(owed.values()))],
        booked=month,
        on=on,
        by=by,
        member=person,
        reason=reason,
        proof=proof,
        once=once,
    )
    journal(entry, "host_dues", by=by, after=span_text(list(owed))[:30])
    return entry


def _owed(branch: Organization, member: Member, month: date, payment: Payment) -> dict[date, int]:
    """The months paid for with what each still costs; DomainError for a month that is not owed here."""
    months = sorted(set(payment.months))
    if not months and not payment.paid_fen:
        raise DomainError("请选择交哪几个月的党费。", field="months")
    _require_not_too_early(branch, month, months)
    _require_reasons(branch, month, months, payment)
    bill_member(member, branch, [each for each in months if each > month])
    open_sums = outstanding([member.pk], months)
    owed = {}
    for each in months:
        fen = open_sums.get((member.pk, each))
        if fen is None:
            raise DomainError(
                f"{month_text(each)}{member.name}在本支部没有应交的党费（入党以前、转出以后或还没有核定）。",
                field="months",
                code="not_owed",
            )
        require(fen > 0, f"{member.name}{month_text(each)}的党费已经交了。", field="months", code="settled")
        owed[each] = fen
    _require_ours(branch, member, months)
    return owed


def _require_ours(branch: Organization, member: Member, months: list[date]) -> None:
    elsewhere = member.dues_bills.filter(month__in=months).exclude(branch=branch).select_related("branch")
    for bill in elsewhere:
        raise DomainError(
            f"{month_text(bill.month)}的党费由{bill.branch.called}收取。", field="months", code="other_branch"
        )


def _require_not_too_early(branch: Organization, month: date, months: list[date]) -> None:
    ahead = [each for each in months if each > month]
    if not ahead:
        return
    by_quarter = in_force(branch, clock.today())["du.quarterly_payment"]
    require(by_quarter, "党费按月交纳；经支部同意按季交纳的，请先在参数里开通“按季交纳”。", field="months")
    last = quarter_end(month)
    require(
        ahead[-1] <= last,
        f"按季预交最多交到本季度末（{month_text(last)}）；现在选到{month_text(ahead[-1])}。",
        field="months",
    )
    gap = [each for each in months_until(month, ahead[-1]) if each > month and each not in ahead]
    require(not gap, "预交请从下个月起连续交。", field="months")


def _require_reasons(branch: Organization, month: date, months: list[date], payment: Payment) -> None:
    behind = [each for each in months if each < month]
    if not behind:
        return
    require(
        payment.reason.strip(),
        f"补交{span_text(behind)}的党费，请写明原因，如“出差”。",
        field="reason",
        code="reason_needed",
    )
    limit = in_force(branch, clock.today())["du.backpay_limit_months"]
    require(
        between(behind[0], month_of(clock.today())) <= limit or payment.superior_view.strip(),
        f"补交一般不超过 {limit} 个月；{month_text(behind[0])}已超过，请另写明上级党组织的意见。",
        field="superior_view",
        code="superior_needed",
    )


def _split(payment: Payment, owed: dict[date, int], credit: int) -> Split:
    total = sum(owed.values())
    from_credit = min(credit, total)
    due = total - from_credit
    paid = due if payment.paid_fen is None else payment.paid_fen
    require(
        paid >= due,
        f"应交{yuan_text(due)}元，实交{yuan_text(paid)}元，少{yuan_text(due - paid)}元；党费按月交足，可以少选几个月。",
        field="paid",
        code="too_little",
    )
    over = paid - due
    if over and payment.surplus not in (EXTRA, CREDIT):
        raise DomainError(
            f"比应交的{yuan_text(due)}元多{yuan_text(over)}元，请选择是自愿多交，还是留作以后月份。",
            field="surplus",
            code="surplus",
        )
    extra = over if payment.surplus == EXTRA else 0
    return Split(owed, from_credit, extra, over - extra)
