"""F-23 流动党员台账 as a spreadsheet: who took it out, when and why stands on it (PI-13)."""

from collections.abc import Sequence
from datetime import date, datetime

from branches.models import Organization
from members.reports.away import AwayLine
from members.reports.dues_member import paid_until_of
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = (
    "序号",
    "姓名",
    "类别",
    "外出原因",
    "外出地",
    "流入党组织",
    "本支部联系人",
    "外出日期",
    "预计返回",
    "活动证号",
    "上次联系",
    "联系方式",
    "党费交至",
    "参加组织生活情况",
    "返回日期",
)


def away_rows(lines: Sequence[AwayLine]) -> list[list[Cell]]:
    """The columns of F-23, the telephone left out: it is read one by one, with a reason (PI-06). Two queries."""
    paid = paid_until_of([line.spell.member_id for line in lines])
    return [_row(number, line, paid.get(line.spell.member_id)) for number, line in enumerate(lines, start=1)]


def away_xlsx(
    branch: Organization, lines: Sequence[AwayLine], *, exporter: str, reason: str, at: datetime
) -> bytes:
    notes = [
        f"{branch.name}流动党员台账，截至 {at:%Y-%m-%d}，{len(lines)} 人。",
        f"由 {exporter} 于 {at:%Y-%m-%d %H:%M} 导出，用途：{reason}。含个人信息，用完删除，不得外传。",
    ]
    return write_sheet("流动党员台账", HEAD, away_rows(lines), notes=notes)


def _row(number: int, line: AwayLine, paid_until: date | None) -> list[Cell]:
    spell = line.spell
    return [
        number,
        spell.member.name,
        str(spell.get_kind_display()),
        str(spell.get_reason_display()),
        spell.place,
        spell.host,
        spell.contact.name if spell.contact else "",
        spell.since,
        spell.expected_back,
        spell.card_number,
        line.heard_on,
        line.heard_by,
        f"{paid_until:%Y-%m}" if paid_until else "",
        spell.life,
        spell.ended_on,
    ]
