"""The cells of the year in sentences: which period, what is there, what is missing, until when."""

from datetime import date

from activities.kinds import Rhythm, kind_of
from activities.rules.duties import Cell, DutyState
from partywork.common.clock import full_date


def period_name(cell: Cell, year: int) -> str:
    """6月 · 第2季度 · 2026年"""
    if cell.first == cell.last:
        return f"{cell.first}月"
    return f"第{cell.last // 3}季度" if cell.last - cell.first == 2 else f"{year}年"


def duty_name(cell: Cell, year: int, group: str = "") -> str:
    """6月第一党小组会 · 第2季度支部党员大会"""
    kind = kind_of(cell.kind)
    label = f"{group}{'的会' if group.endswith('组') else kind.label}" if group else kind.label
    return f"{period_name(cell, year)}{label}"


def sentence(cell: Cell, year: int, group: str = "") -> str:
    name = duty_name(cell, year, group)
    if cell.state is DutyState.HELD:
        return f"{name}已登记{cell.held}次"
    if cell.state is DutyState.PLANNED:
        days = "、".join(_day(entry.day) for entry in cell.arranged)
        return f"{name}已安排在{days}"
    if cell.state is DutyState.NOW:
        return f"{name}{_so_far(cell)}，{_day(cell.ends, year)}前开即可"
    if cell.state is DutyState.BEHIND:
        return f"{name}没有登记，年底前补上即可"
    if cell.state is DutyState.MISSING:
        return f"{name}登记{cell.held}次，应不少于{cell.asked}次" if cell.held else f"{name}没有登记"
    if cell.state is DutyState.AHEAD:
        return f"{name}还没有到"
    return f"{name}：{cell.why}"


def how_often(rhythm: Rhythm, asked: int) -> str:
    """每月1次 · 每季度1次 · 每年4次"""
    spans = {Rhythm.MONTH: "每月", Rhythm.QUARTER: "每季度", Rhythm.YEAR: "每年"}
    return f"{spans[rhythm]}{asked}次" if asked else "没有要求"


def _so_far(cell: Cell) -> str:
    return f"登记{cell.held}次，还差{cell.asked - cell.held}次" if cell.held else "还没有登记"


def _day(day: date, year: int = 0) -> str:
    return full_date(day) if year and day.year != year else f"{day.month}月{day.day}日"
