"""The year's register F-17 as a spreadsheet for the accountant: months, sums, no bases (DU-17)."""

from datetime import date, datetime

from django.db.models import Sum

from branches.models import Organization
from members.choices_dues import Account, EntryKind
from members.models import DuesBill, DuesPosting
from members.rules.dues_months import month_text
from partywork.common.money import to_yuan
from partywork.common.spreadsheets import Cell, write_sheet

A = Account
MONTHS = tuple(f"{month}月" for month in range(1, 13))
HEAD = ("序号", "姓名", *MONTHS, "全年应交", "全年实交", "自愿多交", "欠交", "备注")


def year_xlsx(branch: Organization, year: int, *, exporter: str, at: datetime) -> bytes:
    """Each member's months as they were paid, the sums below; five queries."""
    bills = DuesBill.objects.filter(branch=branch, month__year=year).select_related("member")
    amounts: dict[int, dict[date, int]] = {}
    names: dict[int, tuple[str, str]] = {}
    for bill in bills:
        amounts.setdefault(bill.member_id, {})[bill.month] = bill.amount_fen
        names[bill.member_id] = (bill.member.name_key, bill.member.name)
    paid = _paid(list(amounts), year)
    changed = _sums(list(amounts), year, EntryKind.ADJUSTMENT)
    extra = _extra(branch, year)
    rows: list[list[Cell]] = []
    for number, pk in enumerate(sorted(amounts, key=lambda pk: names[pk]), start=1):
        rows.append(
            _row(number, names[pk][1], amounts[pk], paid.get(pk, {}), changed.get(pk, {}), extra.get(pk, 0))
        )
    rows.append(_total(rows))
    notes = [
        f"{branch.name}，{year}年党费收缴登记表，单位：元。月份栏是实交数。",
        f"由 {exporter} 于 {at:%Y-%m-%d %H:%M} 导出。不含计算基数和证件号码。",
    ]
    return write_sheet(f"{year}年党费", HEAD, rows, notes=notes)


def _row(
    number: int,
    name: str,
    amounts: dict[date, int],
    paid: dict[date, int],
    changed: dict[date, int],
    extra: int,
) -> list[Cell]:
    year = next(iter(amounts)).year
    months: list[Cell] = [_money(paid.get(date(year, month, 1), 0)) for month in range(1, 13)]
    owed = sum(amounts.values()) + sum(changed.values())
    came = sum(paid.values())
    open_months = [
        month_text(month)
        for month, fen in sorted(amounts.items())
        if fen + changed.get(month, 0) > paid.get(month, 0)
    ]
    note = f"未交：{'、'.join(open_months)}" if open_months else ""
    return [number, name, *months, _money(owed), _money(came), _money(extra), _money(owed - came), note]


def _total(rows: list[list[Cell]]) -> list[Cell]:
    columns = zip(*(row[2:-1] for row in rows), strict=True) if rows else iter(())
    sums: list[Cell] = [
        round(sum(cell for cell in column if isinstance(cell, float)), 2) for column in columns
    ]
    return ["", "合计", *sums, ""]


def _money(fen: int) -> Cell:
    return float(to_yuan(fen)) if fen else None


def _paid(members: list[int], year: int) -> dict[int, dict[date, int]]:
    found: dict[int, dict[date, int]] = {}
    lines = DuesPosting.objects.filter(member__in=members, account=A.MEMBER, month__year=year)
    lines = lines.exclude(entry__kind=EntryKind.ADJUSTMENT)
    for member, month, fen in lines.values_list("member", "month").annotate(total=Sum("fen")):
        found.setdefault(member, {})[month] = -fen
    return found


def _sums(members: list[int], year: int, kind: str) -> dict[int, dict[date, int]]:
    """What corrections added to (or took from) a month."""
    found: dict[int, dict[date, int]] = {}
    lines = DuesPosting.objects.filter(entry__member__in=members, account=A.DUES, month__year=year)
    lines = lines.filter(entry__kind=kind)
    for member, month, fen in lines.values_list("entry__member", "month").annotate(total=Sum("fen")):
        found.setdefault(member, {})[month] = -fen
    return found


def _extra(branch: Organization, year: int) -> dict[int, int]:
    lines = DuesPosting.objects.filter(branch=branch, account__in=(A.EXTRA, A.LARGE), booked__year=year)
    return {member: -fen for member, fen in lines.values_list("member").annotate(total=Sum("fen"))}
