"""What one row of a roster file would do: a new member, changed items, or nothing (A01, N38)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from branches.models import Organization
from members.choices import Sex, Standing
from members.importing.items import LABELS, OF_FILE
from members.importing.reading import Person, Refusal
from members.models import Member, PersonalFile
from members.reports.personal_file import text_of_open
from members.reports.roster_matching import KnownMembers
from members.rules.facts import MemberFacts
from members.rules.masking import masked_item
from members.rules.personal_items import BY_NAME
from partywork.common import clock


@dataclass(frozen=True)
class Change:
    """One item that the file says otherwise; sealed ones masked (MEM-21)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class NewLine:
    """Somebody to be enrolled, with what is kept about him or her."""

    key: str
    person: Person
    facts: MemberFacts
    branch: Organization
    items: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def phone(self) -> str:
        return masked_item("phone", self.facts.phone or "")

    @property
    def more(self) -> str:
        """Which other items the row fills: their names, the identity number masked."""
        said = [BY_NAME[name].label for name in self.items if name != "id_number"]
        number = masked_item("id_number", self.person.id_number)
        return "、".join([f"身份证 {number}", *said] if number else said)


@dataclass(frozen=True)
class ChangedLine:
    """A member to be corrected; `items` are those of the personal file that change."""

    key: str
    person: Person
    member: Member
    facts: MemberFacts
    branch: Organization
    items: Mapping[str, Any]
    changes: tuple[Change, ...]


def new_line(person: Person, branch: Organization, known: KnownMembers) -> NewLine | Refusal:
    """The row as a new member; a Refusal when something is missing that cannot be worked out."""
    for name, value, needed in (
        ("sex", person.sex, "男或女"),
        ("joined_on", person.joined_on, "日期，如 1998-07-01"),
    ):
        if not value:
            return refuse(person, name, needed)
    assert person.joined_on is not None
    if not person.id_number and known.is_elsewhere(person, branch):
        needed = "本支部的人；别的党支部有同名、同性别、同日入党的党员，转来的请办组织关系转接，确是另一人请单独登记"
        return refuse(person, "name", needed)
    full_on, notes = person.full_on, list(person.notes)
    if full_on is None and person.standing != Standing.PROBATIONARY:
        a_year_on = year_later(person.joined_on)
        if a_year_on > clock.today() and person.standing == Standing.FULL:
            return refuse(person, "full_on", "转正日期；入党还不满一年")
        if a_year_on <= clock.today():
            full_on = a_year_on
            notes.append(f"没有转正日期，按入党满一年推算为 {full_on}")
    facts = MemberFacts(
        name=person.name,
        sex=person.sex or "",
        joined_on=person.joined_on,
        full_on=full_on,
        phone=person.phone,
    )
    if (branch.pk, person.name) in known.by_name:
        notes.append("本支部另有一位同名的党员")
    if known.is_elsewhere(person, branch):
        notes.append("别的党支部有同名、同性别、同日入党的党员，请核对不是同一个人")
    notes += _not_kept(person)
    return NewLine(key_of(person), person, facts, branch, items_of(person), tuple(notes))


def changed_line(
    person: Person, member: Member, branch: Organization, known: KnownMembers
) -> ChangedLine | Refusal | None:
    """What the file says otherwise, None when nothing: an empty cell takes nothing away."""
    full_on = member.full_on
    if person.standing == Standing.PROBATIONARY:
        full_on = None
    elif person.full_on and not person.same_day("full_on", member.full_on):
        full_on = person.full_on
    facts = MemberFacts(
        name=person.name,
        sex=person.sex or member.sex,
        joined_on=_kept_or_read(person, member),
        full_on=full_on,
        phone=person.phone or member.phone,
    )
    if facts.full_on and facts.full_on < facts.joined_on:
        return refuse(person, "joined_on", f"不晚于转正日期（{facts.full_on}）的日期")
    owner = known.by_phone.get(person.phone) if person.phone else None
    if owner is not None and owner.pk != member.pk:
        return refuse(person, "phone", f"本人的手机号码；这个号码已登记给{owner.name}")
    if person.phone in known.phones_elsewhere:
        return refuse(person, "phone", "本人的手机号码；这个号码已登记给别的支部的党员")
    file = getattr(member, "file", None) or PersonalFile()
    items = {name: value for name, value in items_of(person).items() if _differs(person, file, name, value)}
    changes = (*_changes(member, facts, known.group_name(member), person.group), *_in_file(file, items))
    if not changes:
        return None
    return ChangedLine(key_of(person), person, member, facts, branch, items, changes)


def items_of(person: Person) -> dict[str, Any]:
    """What of the row is kept in the personal file."""
    return {name: person.items[name] for name in OF_FILE if name in person.items}


def key_of(person: Person) -> str:
    return f"{person.sheet}:{person.row}"


def refuse(person: Person, name: str, needed: str) -> Refusal:
    read = {
        "name": person.name,
        "sex": person.sex or "",
        "joined_on": str(person.joined_on or ""),
        "phone": person.phone,
        "id_number": person.id_number,
        "branch": person.branch,
    }
    return Refusal(person.sheet, person.row, LABELS[name], read.get(name, ""), needed, person.cells)


def year_later(day: date) -> date:
    """The first day after a year of probation."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return date(day.year + 1, 3, 1)


def _not_kept(person: Person) -> list[str]:
    """Lost contact and floating have their own dated records: the importer is told, nobody is marked by a file."""
    notes = []
    if person.items.get("lost"):
        notes.append("文件说是失联党员，请在本人页面登记")
    if person.items.get("floating"):
        notes.append("文件说是流动党员，请在本人页面登记外出")
    return notes


def _kept_or_read(person: Person, member: Member) -> date:
    if person.joined_on is None or person.same_day("joined_on", member.joined_on):
        return member.joined_on
    return person.joined_on


def _changes(member: Member, facts: MemberFacts, group: str, new_group: str) -> Iterable[Change]:
    pairs: list[tuple[str, object, object]] = [
        ("name", member.name, facts.name),
        ("sex", Sex(member.sex).label, Sex(facts.sex).label),
        ("joined_on", member.joined_on, facts.joined_on),
        ("full_on", member.full_on, facts.full_on),
        ("group", group, new_group or group),
    ]
    for name, before, after in pairs:
        if before != after:
            yield Change(LABELS[name], str(before or "空"), str(after or "空"))
    if member.phone != facts.phone:
        yield _sealed("phone", member.phone, facts.phone or "")


def _differs(person: Person, file: PersonalFile, name: str, value: Any) -> bool:
    known = getattr(file, name)
    if isinstance(value, date):
        return not person.same_day(name, known)
    return bool(value != known)


def _in_file(file: PersonalFile, items: Mapping[str, Any]) -> Iterable[Change]:
    after = PersonalFile(**items)
    for name in items:
        item = BY_NAME[name]
        if item.is_sealed:
            yield _sealed(name, getattr(file, name) or "", getattr(after, name))
        else:
            yield Change(item.label, text_of_open(file, item) or "空", text_of_open(after, item))


def _sealed(name: str, before: str, after: str) -> Change:
    shown, new = masked_item(name, before) or "空", masked_item(name, after) or "空"
    return Change(LABELS[name], shown, new if new != shown else f"{new}（不同）")
