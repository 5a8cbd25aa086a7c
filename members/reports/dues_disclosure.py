"""F-18 from the books: names, months and sums; no base, no ID (PB-04)."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Sum

from branches.models import Organization
from members.choices_dues import Account
from members.documents.dues_disclosure import DisclosureLine, DisclosureSheet
from members.models import DuesBill, DuesPosting, DuesRemittance
from members.reports.dues_sums import owed_in_all, settled_by_month
from members.rules.dues_months import months_until, span_text
from partywork.common.clock import full_date
from partywork.common.money import yuan_text

A = Account


def disclosure_of(
    branch: Organization, first: date, last: date, *, published_on: date, until: date, phone: str
) -> DisclosureSheet:
    """The sheet of a period, in pinyin order; a fixed number of queries."""
    months = list(months_until(first, last))
    bills = DuesBill.objects.filter(branch=branch, month__in=months).select_related("member")
    amounts: dict[int, dict[date, int]] = {}
    names: dict[int, tuple[str, str]] = {}
    for bill in bills:
        amounts.setdefault(bill.member_id, {})[bill.month] = bill.amount_fen
        names[bill.member_id] = (bill.member.name_key, bill.member.name)
    in_all, settled = owed_in_all(amounts, months), settled_by_month(amounts, months)
    lines, total, owed_total = [], 0, 0
    for number, pk in enumerate(sorted(amounts, key=lambda pk: names[pk]), start=1):
        owed = {month: in_all[pk, month] for month in amounts[pk]}
        came = {month: settled[pk, month] for month in amounts[pk] if settled[pk, month]}
        total += sum(came.values())
        owed_total += sum(owed.values())
        lines.append(
            DisclosureLine(
                number=number,
                name=names[pk][1],
                monthly="、".join(dict.fromkeys(yuan_text(fen) for _, fen in sorted(owed.items()))),
                months=span_text(list(came)),
                paid=yuan_text(sum(came.values())),
                # Who is behind is no public list (N28): the months that were paid are what F-18 asks for.
                note="",
            )
        )
    return DisclosureSheet(
        branch=branch.name_on(published_on),
        year=first.year,
        period=span_text(months),
        lines=tuple(lines),
        owed=yuan_text(owed_total),
        paid=yuan_text(total),
        remitted=_remitted(branch, first, last),
        extra=yuan_text(_extra(branch, first, last)),
        published_on=published_on,
        until=until,
        phone=phone,
    )


def as_json(sheet: DisclosureSheet) -> dict[str, Any]:
    plain = asdict(sheet)
    return {**plain, "published_on": str(sheet.published_on), "until": str(sheet.until)}


def _remitted(branch: Organization, first: date, last: date) -> str:
    rows = DuesRemittance.objects.filter(branch=branch, last__gte=first, first__lte=last).order_by("first")
    said = [
        f"{full_date(row.handed_on)}上缴{yuan_text(row.remitted_fen)}元"
        + (f"，收据号{row.receipt_number}" if row.receipt_number else "")
        for row in rows.select_related("to")
    ]
    sums = yuan_text(sum(row.remitted_fen for row in rows))
    return "；".join(said) + f"。合计{sums}元" if said else "还没有上缴"


def _extra(branch: Organization, first: date, last: date) -> int:
    lines = DuesPosting.objects.filter(
        branch=branch, account__in=(A.EXTRA, A.LARGE), booked__gte=first, booked__lte=last
    )
    return -(lines.aggregate(total=Sum("fen"))["total"] or 0)
