"""What happens to dues when a member goes: the month of the transfer, prepaid months, death (DU-13, E-61, E-66)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import SpellEnd
from members.choices_dues import Account
from members.choices_standing import PRIVATE_ENDS
from members.models import DuesBill, DuesPosting, Member
from members.reports.dues_sums import outstanding
from members.rules.dues_months import first_month_of_new, month_of
from members.services.dues_billing import adjust, effective
from partywork.common.verbs import journal

NOT_OWED = frozenset({SpellEnd.DIED, SpellEnd.EXPELLED, SpellEnd.SUSPENDED})


def follow_transfer(
    member: Member,
    old: Organization,
    new: Organization,
    day: date,
    *,
    by: AbstractBaseUser | None,
    paid_until: date | None = None,
) -> None:
    """Unpaid bills of months that the new branch collects go over to it; what is paid stays where it was paid."""
    first = first_month_of_new(in_force(old, day)["du.transfer_month_payee"], day, paid_until)
    _move(DuesBill.objects.filter(member=member, branch=old, month__gte=first), member, old, new, by=by)


def follow_correction(
    member: Member,
    old: Organization,
    new: Organization,
    before: date,
    day: date,
    *,
    by: AbstractBaseUser | None,
    paid_until: date | None = None,
) -> None:
    """The acceptance was not on `before` but on `day`: months in between that nobody paid change hands again."""
    follow_transfer(member, old, new, day, by=by, paid_until=paid_until)
    payee = in_force(old, day)["du.transfer_month_payee"]
    wrongly_from = first_month_of_new(payee, before, paid_until)
    rightly_from = first_month_of_new(payee, day, paid_until)
    back = DuesBill.objects.filter(member=member, branch=new, month__gte=wrongly_from, month__lt=rightly_from)
    _move(back, member, new, old, by=by)


def _move(
    bills: QuerySet[DuesBill],
    member: Member,
    old: Organization,
    new: Organization,
    *,
    by: AbstractBaseUser | None,
) -> None:
    paid = DuesPosting.objects.filter(member=member, account=Account.MEMBER, month__in=bills.values("month"))
    moving = list(bills.exclude(month__in=paid.values("month")))
    if not moving:
        return
    DuesBill.objects.filter(pk__in=[bill.pk for bill in moving]).update(branch=new)
    journal(member, "move_bills", by=by, before=old.called[:30], after=new.called[:30])


def follow_departure(
    member: Member, branch: Organization, day: date, ended_by: str, *, by: AbstractBaseUser | None
) -> None:
    """Months after the departure are not owed; after death or removal not even the month itself (E-66)."""
    month = month_of(day)
    unpaid = outstanding([member.pk])
    gone = {
        each
        for (_, each), fen in unpaid.items()
        if fen > 0 and (each > month or (each == month and ended_by in NOT_OWED))
    }
    if not gone:
        return
    owed = effective(member, gone)
    said = "离开" if ended_by in PRIVATE_ENDS else SpellEnd(ended_by).label
    wanted = {each: owed[each] - unpaid[member.pk, each] for each in gone}
    adjust(branch, member, wanted, by=by, reason=f"{said}，不再应交")
