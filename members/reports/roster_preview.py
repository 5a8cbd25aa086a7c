"""What a roster file would change, compared with the roster of today; nothing is written (A01, N38)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from branches.models import Organization
from members.choices import Sex, Standing
from members.importing.columns import LABELS
from members.importing.reading import Person, Reading, Refusal
from members.models import Member
from members.reports.roster_matching import KnownMembers
from members.rules.facts import MemberFacts
from partywork.common import clock


@dataclass(frozen=True)
class Change:
    """One item that the file says otherwise."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class NewLine:
    key: str
    person: Person
    facts: MemberFacts
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangedLine:
    key: str
    person: Person
    member: Member
    facts: MemberFacts
    changes: tuple[Change, ...]


@dataclass
class Preview:
    """What the file would do: new people, changed people, people missing from it, and rows not taken."""

    new: list[NewLine] = field(default_factory=list)
    changed: list[ChangedLine] = field(default_factory=list)
    same: int = 0
    missing: list[Member] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    new_groups: list[str] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed or self.missing)


def preview(branch: Organization, reading: Reading) -> Preview:
    """Compare the file with the roster of today; writes nothing. Four queries, however long the file is."""
    today = clock.today()
    known = KnownMembers(branch, today, {p.name for p in reading.people}, {p.phone for p in reading.people})
    result = Preview(refused=list(reading.refused))
    seen: dict[int, Person] = {}
    twins = Counter(person.name for person in reading.people)
    earlier: dict[tuple[object, ...], Person] = {}
    for person in reading.people:
        twin = earlier.setdefault(_identity(person), person)
        if twin is not person:
            result.refused.append(_refuse(person, "name", f"一人一行；这一行与第 {twin.row} 行重复"))
            continue
        member, doubt = known.match(person, alone=twins[person.name] == 1)
        if doubt:
            result.refused.append(_refuse(person, "name", doubt))
        elif member is None:
            _new(person, known, result)
        elif member.pk in seen:
            result.refused.append(_refuse(person, "name", f"一人一行（第 {seen[member.pk].row} 行已有）"))
        else:
            seen[member.pk] = person
            _compare(person, member, known, result)
    result.missing = [member for member in known.members if member.pk not in seen]
    # Whoever stands in a row that was not taken is in the file all the same.
    doubtful = {cell for refusal in result.refused for cell in refusal.cells}
    result.missing = [member for member in result.missing if member.name not in doubtful]
    result.refused.sort(key=lambda refusal: (refusal.sheet, refusal.row))
    groups = {p.group for p in reading.people if p.group} - set(known.groups)
    result.new_groups = sorted(groups)
    return result


def _new(person: Person, known: KnownMembers, result: Preview) -> None:
    for name, value in (("sex", person.sex), ("joined_on", person.joined_on)):
        if not value:
            result.refused.append(
                _refuse(person, name, "男 或 女" if name == "sex" else "日期，如 1998-07-01")
            )
            return
    assert person.joined_on is not None
    if (person.name, person.sex, person.joined_on) in known.people_elsewhere:
        needed = "本支部的人；别的党支部有同名、同性别、同日入党的党员，转来的请办组织关系转接，确是另一人请单独登记"
        result.refused.append(_refuse(person, "name", needed))
        return
    full_on, notes = person.full_on, list(person.notes)
    if full_on is None and person.standing != Standing.PROBATIONARY:
        first_day_full = _year_later(person.joined_on)
        if person.standing == Standing.FULL or first_day_full <= clock.today():
            full_on = _year_later(person.joined_on)
            notes.append(f"没有转正日期，按入党满一年推算为 {full_on}")
            if full_on > clock.today():
                result.refused.append(_refuse(person, "full_on", "转正日期；入党还不满一年"))
                return
    facts = MemberFacts(
        name=person.name,
        sex=person.sex or "",
        joined_on=person.joined_on,
        full_on=full_on,
        phone=person.phone,
    )
    if person.name in known.by_name:
        notes.append("本支部另有一位同名的党员")
    result.new.append(NewLine(_key(person), person, facts, tuple(notes)))


def _compare(person: Person, member: Member, known: KnownMembers, result: Preview) -> None:
    """Only what the file says is compared; an empty cell takes nothing away."""
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
        result.refused.append(_refuse(person, "joined_on", f"不晚于转正日期（{facts.full_on}）的日期"))
        return
    changes = tuple(_changes(member, facts, known.group_name(member), person.group))
    if changes:
        result.changed.append(ChangedLine(_key(person), person, member, facts, changes))
    else:
        result.same += 1


def _kept_or_read(person: Person, member: Member) -> date:
    if person.joined_on is None or person.same_day("joined_on", member.joined_on):
        return member.joined_on
    return person.joined_on


def _changes(member: Member, facts: MemberFacts, group: str, new_group: str) -> Iterable[Change]:
    pairs: list[tuple[str, object, object]] = [
        (LABELS["name"], member.name, facts.name),
        (LABELS["sex"], Sex(member.sex).label, Sex(facts.sex).label),
        (LABELS["joined_on"], member.joined_on, facts.joined_on),
        (LABELS["full_on"], member.full_on, facts.full_on),
        (LABELS["phone"], member.phone, facts.phone),
        (LABELS["group"], group, new_group or group),
    ]
    for label, before, after in pairs:
        if before != after:
            yield Change(label, str(before or "空"), str(after or "空"))


def _identity(person: Person) -> tuple[object, ...]:
    return person.name, person.phone, person.joined_on, person.sex


def _key(person: Person) -> str:
    return f"{person.sheet}:{person.row}"


def _refuse(person: Person, name: str, needed: str) -> Refusal:
    read = {"name": person.name, "sex": person.sex or "", "joined_on": str(person.joined_on or "")}.get(
        name, ""
    )
    return Refusal(person.sheet, person.row, LABELS[name], read, needed, person.cells)


def _year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return date(day.year + 1, 3, 1)
