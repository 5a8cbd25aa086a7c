"""What is owed and what is kept for later, by member: the two sums that everything else asks for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from branches.models import Organization
from members.choices_dues import Account, EntryKind
from members.models import DuesBill, DuesPosting


def outstanding(members: Iterable[int], months: Iterable[date] | None = None) -> dict[tuple[int, date], int]:
    """What is still owed in fen, by member and month, settled months included as 0: two queries."""
    people = list(members)
    bills = DuesBill.objects.filter(member__in=people)
    settled = DuesPosting.objects.filter(member__in=people, account=Account.MEMBER)
    if months is not None:
        wanted = list(months)
        bills, settled = bills.filter(month__in=wanted), settled.filter(month__in=wanted)
    owed = {(member, month): fen for member, month, fen in bills.values_list("member", "month", "amount_fen")}
    for member, month, fen in settled.values_list("member", "month").annotate(total=Sum("fen")):
        owed[member, month] = owed.get((member, month), 0) + fen
    return owed


def credits_of(members: Iterable[int], branch: Organization) -> dict[int, int]:
    """What members have paid this branch beyond what they owed, kept for their next months (E-63); one query.

    The money lies in this branch's hands: another branch cannot reckon with it.
    """
    rows = DuesPosting.objects.filter(member__in=list(members), branch=branch, account=Account.CREDIT)
    return {member: -fen for member, fen in rows.values_list("member").annotate(total=Sum("fen")) if fen}


def owed_in_all(members: Iterable[int], months: Iterable[date]) -> dict[tuple[int, date], int]:
    """What the months come to with every correction, paid or not, by member and month: two queries."""
    people, wanted = list(members), list(months)
    bills = DuesBill.objects.filter(member__in=people, month__in=wanted)
    sums = {(member, month): fen for member, month, fen in bills.values_list("member", "month", "amount_fen")}
    changed = DuesPosting.objects.filter(
        entry__member__in=people,
        entry__kind=EntryKind.ADJUSTMENT,
        account=Account.DUES,
        month__in=wanted,
    )
    rows = changed.values_list("entry__member", "month").annotate(total=Sum("fen"))
    for member, month, fen in rows:
        sums[member, month] = sums.get((member, month), 0) - fen
    return sums


def settled_by_month(members: Iterable[int], months: Iterable[date]) -> dict[tuple[int, date], int]:
    """What was paid for each month and stayed there: what a correction made credit is money of later months."""
    people, wanted = list(members), list(months)
    still = outstanding(people, wanted)
    return {key: fen - still.get(key, 0) for key, fen in owed_in_all(people, wanted).items()}
