"""Whether the books of a branch come out even: every sum reckoned twice, the difference must be zero (DU-18)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Sum

from branches.models import Organization
from members.choices_dues import Account, EntryKind
from members.models import DuesBill, DuesPosting
from members.rules.dues_months import month_text
from partywork.common.money import yuan_text

A = Account


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


def faults_of(branch: Organization | None) -> list[str]:
    """What does not come out even, in words; nothing when the books are right. Five queries, for one or for all."""
    place = {"branch": branch.pk if branch else None}
    found = {name: _asked(sql, place) for name, sql in _CHECKS.items()}
    said = [sentence.format(found[name][0][0]) for name, sentence in _SAID.items() if found[name][0][0]]
    return said + [
        f"{month_text(month)}结账时实点{yuan_text(counted)}元，账上是{yuan_text(booked)}元"
        for month, counted, booked in found["months"]
    ]


_CHECKS = {
    "uneven": """
        SELECT count(*) FROM (
            SELECT entry_id FROM members_duesposting WHERE (%(branch)s IS NULL OR branch_id = %(branch)s)
            GROUP BY entry_id HAVING sum(fen) <> 0
        ) bad""",
    # Nobody is owed money: what was paid too much stands as his credit.
    "over": """
        SELECT count(*) FROM (
            SELECT member_id, month, sum(fen) AS paid FROM members_duesposting
            WHERE account = 'member' AND (%(branch)s IS NULL OR branch_id = %(branch)s) GROUP BY member_id, month
        ) settled LEFT JOIN members_duesbill bill USING (member_id, month)
        WHERE settled.paid + COALESCE(bill.amount_fen, 0) < 0""",
    "spent": """
        SELECT count(*) FROM (
            SELECT member_id FROM members_duesposting
            WHERE account = 'credit' AND (%(branch)s IS NULL OR branch_id = %(branch)s)
            GROUP BY member_id, branch_id HAVING sum(fen) > 0
        ) bad""",
    # What a closed month came to, reckoned once more from its bookings.
    "months": """
        SELECT closed.month, closed.counted_fen, COALESCE(sum(line.fen), 0)
        FROM (
            SELECT * FROM members_duesmonth
            WHERE state = 'closed' AND (%(branch)s IS NULL OR branch_id = %(branch)s)
        ) closed
        LEFT JOIN (
            members_duesposting line JOIN members_duesentry entry
              ON entry.id = line.entry_id AND entry.kind <> 'remittance'
        ) ON line.branch_id = closed.branch_id AND line.booked = closed.month AND line.account = 'cash'
        GROUP BY closed.id, closed.month, closed.counted_fen
        HAVING COALESCE(sum(line.fen), 0) <> closed.counted_fen
        ORDER BY closed.month LIMIT 20""",
}
_SAID = {
    "uneven": "有 {} 笔记账借贷不等",
    "over": "有 {} 个人月收的多于应交",
    "spent": "有 {} 名党员的余额用过了头",
}


def _asked(sql: str, place: dict[str, int | None]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, place)
        return cursor.fetchall()
