"""What was wrong is booked back, dated and with its reason; it is never changed or removed (DU-25)."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from members.choices_dues import Account, EntryKind
from members.models import DuesEntry
from members.reports.dues_sums import credits_of
from members.services.dues_booking import Line, book, lock_branch, open_month
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.money import yuan_text
from partywork.common.verbs import journal, lock, require

REVERSIBLE = frozenset({EntryKind.PAYMENT, EntryKind.HOST, EntryKind.CREDIT})


@transaction.atomic
def reverse(entry: DuesEntry, *, by: AbstractBaseUser, reason: str) -> DuesEntry:
    """The opposite of a booking, in the first open month: a receipt in red with a number of its own."""
    branch = lock_branch(entry.branch)
    held = lock(entry)
    require(reason.strip(), "请写明冲销的原因。", field="reason")
    require(held.kind in REVERSIBLE, f"{held.get_kind_display()}不能这样冲销。", code="not_reversible")
    before = DuesEntry.objects.filter(reverses=held).first()
    if before is not None:
        raise DomainError(f"这一笔已经冲销过（{before.receipt_number}）。", code="reversed_before")
    lines = [Line(line.account, -line.fen, line.member_id, line.month) for line in held.postings.all()]
    spent = sum(line.fen for line in lines if line.account == Account.CREDIT)
    if spent > 0 and held.member_id is not None:
        left = credits_of([held.member_id], branch).get(held.member_id, 0)
        require(
            left >= spent,
            f"这一笔多交的{yuan_text(spent)}元已经抵了以后的月份，请先冲销后面那一笔。",
            code="credit_spent",
        )
    made = book(
        branch,
        EntryKind.REVERSAL,
        lines,
        booked=open_month(branch),
        on=clock.today(),
        by=by,
        member=held.member,
        method=held.method,
        paid_by=held.paid_by,
        reason=reason.strip(),
        reverses=held,
    )
    journal(made, "reverse_dues", by=by, reason=reason.strip(), before=held.receipt_number)
    return made
