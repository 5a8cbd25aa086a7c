"""The year's register F-17 as a spreadsheet for the accountant: months, sums, no bases (DU-17)."""

from datetime import date, datetime

from branches.models import Organization
from members.reports.dues_register import RegisterLine, register_of
from partywork.common.money import to_yuan
from partywork.common.spreadsheets import Cell, write_sheet

MONTHS = tuple(f"{month}月" for month in range(1, 13))
HEAD = ("序号", "姓名", *MONTHS, "全年应交", "全年实交", "补交以前年度", "自愿多交", "欠交", "备注")


def year_xlsx(branch: Organization, year: int, *, exporter: str, at: datetime) -> bytes:
    """Each member's months as they were paid, the sums below; the queries of the register."""
    register = register_of(branch, year)
    rows = [_row(number, line, year) for number, line in enumerate(register.lines, start=1)]
    rows.append(_total(rows))
    notes = [
        f"{branch.name}，{year}年党费收缴登记表，单位：元。月份栏是实交数。",
        f"由 {exporter} 于 {at:%Y-%m-%d %H:%M} 导出。不含计算基数和证件号码。",
    ]
    return write_sheet(f"{year}年党费", HEAD, rows, notes=notes)


def _row(number: int, line: RegisterLine, year: int) -> list[Cell]:
    months = [date(year, month, 1) for month in range(1, 13)]
    return [
        number,
        line.name,
        *(_money(line.paid[month].fen if month in line.paid else 0) for month in months),
        _money(line.owed_fen),
        _money(line.paid_fen),
        _money(line.back_fen),
        _money(line.extra_fen),
        _money(line.owed_fen - line.paid_fen),
        line.note,
    ]


def _total(rows: list[list[Cell]]) -> list[Cell]:
    columns = zip(*(row[2:-1] for row in rows), strict=True) if rows else iter(())
    sums: list[Cell] = [
        round(sum(cell for cell in column if isinstance(cell, float)), 2) for column in columns
    ]
    return ["", "合计", *sums, ""]


def _money(fen: int) -> Cell:
    return float(to_yuan(fen)) if fen else None
