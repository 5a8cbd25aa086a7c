"""F-22 转接台账 as a spreadsheet: who took it out, when and why stands on it (PI-13)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from branches.models import Organization
from members.choices import Standing
from members.models import PersonalFile
from members.reports.letters import LetterLine, way_text
from members.rules.dues_months import month_text
from members.rules.masking import masked_item
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = (
    "编号",
    "转出/转入",
    "姓名",
    "身份证号",
    "类别",
    "转出组织",
    "转入组织",
    "开具日期",
    "有效期至",
    "党费交至",
    "方式",
    "状态",
    "回执日期",
    "报到日期",
    "经办人",
    "备注",
)


def letters_xlsx(
    branch: Organization, year: int, lines: Sequence[LetterLine], *, exporter: str, reason: str, at: datetime
) -> bytes:
    notes = [
        f"{branch.name}{year}年组织关系转接台账，{len(lines)} 份。",
        f"由 {exporter} 于 {at:%Y-%m-%d %H:%M} 导出，用途：{reason}。含个人信息，用完删除，不得外传。",
    ]
    numbers = masked_numbers(lines)
    return write_sheet("转接台账", HEAD, [_row(line, numbers) for line in lines], notes=notes)


def masked_numbers(lines: Sequence[LetterLine]) -> dict[int, str]:
    """身份证（掩码） by member, as the form asks (F-22): enough to see that one is kept. One query."""
    members = {line.letter.member_id for line in lines}
    files = PersonalFile.objects.filter(member__in=members).only("member", "id_number")
    return {file.member_id: masked_item("id_number", file.id_number or "") for file in files}


def remarks_of(line: LetterLine) -> str:
    letter = line.letter
    parts = (letter.remark, letter.late_word and f"过期接收：{letter.late_word}", letter.void_reason)
    return "；".join(part for part in parts if part)


def _row(line: LetterLine, numbers: Mapping[int, str]) -> list[Cell]:
    letter = line.letter
    return [
        letter.number,
        line.direction,
        letter.member.name,
        numbers.get(letter.member_id, ""),
        Standing(letter.standing).label,
        letter.source_name,
        letter.target_name,
        letter.issued_on,
        letter.valid_until,
        month_text(letter.paid_until) if letter.paid_until else "",
        way_text(letter),
        line.state_text,
        letter.receipt_on,
        letter.accepted_on,
        line.handled_by,
        remarks_of(line),
    ]
