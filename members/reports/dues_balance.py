"""Whether the books of a branch come out even: every sum reckoned twice, the difference must be zero (DU-18)."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, Sum

from branches.models import Organization
from members.choices_dues import Account, EntryKind
from members.models import DuesBill, DuesMonth, DuesPosting
from members.rules.dues_months import month_text
from partywork.common.money import yuan_text

A = Account
# Of the money in the box: dues of the month, of earlier and of later ones, more than owed, kept for later.
PARTS = ("current", "back", "ahead", "extra", "credit")


def figures_of(branch: Organization, month: date) -> dict[str, int]:
    """What a month comes to, in fen; `counted` is the money that has to be there. Two queries.

    A corrected payment of an earlier month stands in the month of its correction, with the opposite sign.
    """
    lines = DuesPosting.objects.filter(branch=branch, booked=month)
    rows = lines.values_list("account", "month", "entry__kind", "entry__reverses__kind").annotate(
        total=Sum("fen")
    )
    sums = dict.fromkeys(
        ("current", "back", "ahead", "extra", "credit", "adjusted", "host", "large", "counted", "remitted"), 0
    )
    for account, of_month, kind, reversed_kind, fen in rows:
        for name, value in _named(account, of_month, reversed_kind or kind, fen, month):
            sums[name] += value
    billed = DuesBill.objects.filter(branch=branch, booked=month).aggregate(total=Sum("amount_fen"))
    sums["billed"] = billed["total"] or 0
    return sums


def _named(account: str, of_month: date | None, kind: str, fen: int, month: date) -> list[tuple[str, int]]:
    if account == A.MEMBER and kind in (EntryKind.PAYMENT, EntryKind.CREDIT) and of_month is not None:
        name = "current" if of_month == month else "back" if of_month < month else "ahead"
        return [(name, -fen)]
    if account == A.CREDIT and kind in (EntryKind.PAYMENT, EntryKind.CREDIT):
        return [("credit", -fen)]
    plain: Mapping[str, tuple[str, int]] = {
        A.EXTRA: ("extra", -1),
        A.HOST: ("host", 1),
        A.LARGE: ("large", -1),
        A.DUES: ("adjusted", -1),
        A.REMITTED: ("remitted", 1),
    }
    if account == A.CASH:
        return [("counted", fen)] if kind != EntryKind.REMITTANCE else []
    if account in plain:
        name, sign = plain[account]
        return [(name, sign * fen)]
    return []


def faults_of(branch: Organization) -> list[str]:
    """What does not come out even, in words; nothing when the books are right. Five queries."""
    return [*_uneven(branch), *_negative(branch), *_months(branch)]


def _uneven(branch: Organization) -> list[str]:
    postings = DuesPosting.objects.filter(branch=branch)
    total = postings.aggregate(total=Sum("fen"))["total"] or 0
    bad = postings.values("entry").annotate(total=Sum("fen")).exclude(total=0).count()
    if total or bad:
        return [f"有 {bad} 笔记账借贷不等，合计差{yuan_text(total)}元"]
    return []


def _negative(branch: Organization) -> list[str]:
    """Nobody is owed money: what was paid too much stands as his credit, and no credit is spent twice."""
    owed = (
        DuesPosting.objects.filter(branch=branch, account=A.MEMBER)
        .values("member", "month")
        .annotate(total=Sum("fen"))
        .filter(total__lt=0)
    )
    paid = {(row["member"], row["month"]): row["total"] for row in owed}
    billed = {
        (member, month): fen
        for member, month, fen in DuesBill.objects.filter(
            member__in=[member for member, _ in paid], month__in=[month for _, month in paid]
        ).values_list("member", "month", "amount_fen")
    }
    over = sum(fen + billed.get(key, 0) < 0 for key, fen in paid.items())
    credit = DuesPosting.objects.filter(branch=branch, account=A.CREDIT)
    spent = credit.values("member").annotate(total=Sum("fen")).filter(total__gt=0).count()
    said = [f"有 {over} 个人月收的多于应交"] if over else []
    return [*said, *([f"有 {spent} 名党员的余额用过了头"] if spent else [])]


def _months(branch: Organization) -> list[str]:
    """What a closed month came to, reckoned once more from its bookings."""
    closed = DuesMonth.objects.filter(branch=branch, state=DuesMonth.State.CLOSED)
    counted = dict(closed.values_list("month", "counted_fen"))
    booked = DuesPosting.objects.filter(branch=branch, account=A.CASH, booked__in=list(counted)).filter(
        ~Q(entry__kind=EntryKind.REMITTANCE)
    )
    sums = dict(booked.values_list("booked").annotate(total=Sum("fen")))
    return [
        f"{month_text(month)}结账时实点{yuan_text(fen)}元，账上是{yuan_text(sums.get(month, 0))}元"
        for month, fen in counted.items()
        if sums.get(month, 0) != fen
    ]
