"""A personal file in words: the open items as they stand, the sealed ones masked (F-20, MEM-21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Field

from members.models import Member, PersonalFile
from members.rules.id_numbers import birth_note
from members.rules.masking import masked_item
from members.rules.personal_items import BY_NAME, OPEN, SEALED, Item, Kind
from partywork.common.clock import full_date


@dataclass(frozen=True)
class FileLine:
    """One item: its name, its words, what stands in it ("" nothing yet), and what must be said with it."""

    name: str
    label: str
    text: str
    note: str = ""


def open_lines(member: Member, file: PersonalFile) -> list[FileLine]:
    """Sex and dates of the Party first, then what has been entered; the items of the national form always (MEM-21)."""
    shown = [
        FileLine("sex", "性别", member.get_sex_display()),
        FileLine("standing", "类别", f"{member.standing.label}党员"),
        FileLine("joined_on", "入党日期", day_text(member.joined_on)),
        FileLine("full_on", "转正日期", day_text(member.full_on) or "还没有转正"),
    ]
    for name in OPEN:
        line = open_line(file, BY_NAME[name])
        if line.text or BY_NAME[name].is_national:
            shown.append(line)
    return shown


def open_line(file: PersonalFile, item: Item) -> FileLine:
    note = birth_note(file.birth_date, file.birth_by_id) if item.name == "birth_date" else ""
    return FileLine(item.name, item.label, text_of_open(file, item), note)


def text_of_open(file: PersonalFile, item: Item) -> str:
    """An item that is not sealed, as the office writes it."""
    value = getattr(file, item.name)
    if value is None or value == "":
        return ""
    if item.kind == Kind.CHOICE:
        return str(getattr(file, f"get_{item.name}_display")())
    if item.kind == Kind.YES_NO:
        return "是" if value else "否"
    if item.kind == Kind.DATE:
        return day_text(value)
    if item.kind == Kind.MONTHS:
        return f"{value} 个月"
    return str(value)


def choices_of(item: str) -> list[tuple[str, str]]:
    """Value and words of an item that is chosen from a list."""
    field = PersonalFile._meta.get_field(item)
    assert isinstance(field, Field)
    return [(str(value), str(label)) for value, label in field.flatchoices]


def sealed_lines(member: Member) -> list[FileLine]:
    """The sealed items, masked: for one person's page, not for lists."""
    file = file_of(member)
    return [
        FileLine(name, BY_NAME[name].label, masked_item(name, text_of(member, name, file))) for name in SEALED
    ]


def file_of(member: Member) -> PersonalFile:
    """The member's file; an empty one where nothing has been entered yet."""
    found: PersonalFile | None = PersonalFile.objects.filter(member=member).first()
    return found or PersonalFile(member=member)


def text_of(member: Member, item: str, file: PersonalFile | None = None) -> str:
    """The text of a sealed item for the program's own use; for people it is `services.reading_personal.read_item`."""
    return getattr(file or file_of(member), item) or ""


def phones_of(members: Iterable[int]) -> dict[int, str]:
    """The numbers of these members by their keys, for a sheet to call by; those without one are left out. One query."""
    files = PersonalFile.objects.filter(member__in=list(members), phone_index__isnull=False).only("phone")
    return {file.pk: file.phone for file in files}


def day_text(day: date | None) -> str:
    return full_date(day) if day else ""
