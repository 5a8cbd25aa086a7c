"""The roster as a spreadsheet: who took it out, when and why stands on it (PI-13)."""

from datetime import date, datetime

from branches.models import Organization
from members.choices import Sex
from members.importing.reading import Refusal
from members.models import MembershipSpell
from partywork.common.spreadsheets import write_sheet

HEAD = ("姓名", "性别", "人员类别", "入党日期", "转正日期", "手机", "党小组")


def roster_xlsx(branch: Organization, day: date, *, exporter: str, reason: str, at: datetime) -> bytes:
    """The roster of the day, one query; text that a spreadsheet would run is defused."""
    spells = MembershipSpell.objects.filter(branch=branch, period__contains=day)
    rows = [
        (
            spell.member.name,
            Sex(spell.member.sex).label,
            f"{spell.member.standing_on(day).label}党员",
            spell.member.joined_on,
            spell.member.full_on if spell.member.full_on and spell.member.full_on <= day else None,
            spell.member.phone,
            spell.group.name if spell.group else "",
        )
        for spell in spells.select_related("member__file", "group").order_by("member__name_key", "member_id")
    ]
    notes = [
        f"{branch.name}，截至 {day}，{len(rows)} 人。",
        f"由 {exporter} 于 {at:%Y-%m-%d %H:%M} 导出，用途：{reason}。含个人信息，用完删除，不得外传。",
    ]
    return write_sheet("党员名册", HEAD, rows, notes=notes)


def refused_xlsx(head: list[str], refused: list[Refusal]) -> bytes:
    """The rows that were not taken, as they were, with the reason in the last column."""
    width = max([len(head), *(len(refusal.cells) for refusal in refused)], default=0)
    padded = [*head, *[""] * (width - len(head))]
    rows = [[*_padded(refusal.cells, width), refusal.text] for refusal in refused]
    return write_sheet("没有导入的行", [*padded, "原因"], rows)


def _padded(cells: tuple[str, ...], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
