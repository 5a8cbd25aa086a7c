"""A roster file taken into a branch: first what it would change, then only what was ticked (A01, N38).

Importing the same file twice changes nothing. Nobody is put into two branches (E-13), and whoever is missing
from the file stays until somebody says that he left, and on which day.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization, PartyGroup
from branches.services.grouping import form_group
from members.choices import Sex, SpellEnd, Standing
from members.importing.roster import LABELS, Person, Reading, Refusal
from members.models import Member, MembershipSpell
from members.services.enrolling import MemberFacts, change_group, correct, enrol, leave_branch
from members.services.exempting import latest_end
from partywork.common import clock
from partywork.common.verbs import journal, lock


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


@dataclass(frozen=True)
class Applied:
    enrolled: int
    corrected: int
    left: int


def preview(branch: Organization, reading: Reading) -> Preview:
    """Compare the file with the roster of today; writes nothing. Four queries, however long the file is."""
    today = clock.today()
    known = _Known(branch, today, {person.name for person in reading.people})
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
            result.refused.append(
                _refuse(person, "name", f"一人一行；一人一行（第 {seen[member.pk].row} 行已有）")
            )
        else:
            seen[member.pk] = person
            _compare(person, member, known, result)
    result.missing = [member for member in known.members if member.pk not in seen]
    # Whoever stands in a row that was not taken is in the file all the same.
    doubtful = {cell for refusal in result.refused for cell in refusal.cells}
    result.missing = [member for member in result.missing if member.name not in doubtful]
    groups = {p.group for p in reading.people if p.group} - set(known.groups)
    result.new_groups = sorted(groups)
    return result


@transaction.atomic
def apply(
    branch: Organization,
    reading: Reading,
    *,
    chosen: Collection[str],
    since: date,
    leaving: Collection[int] = (),
    leave_day: date | None = None,
    by: AbstractBaseUser | None,
) -> Applied:
    """Take the ticked lines. What changed meanwhile is looked at again: nothing is done twice."""
    held: Organization = lock(branch)
    found = preview(held, reading)
    new = [line for line in found.new if line.key in chosen]
    changed = [line for line in found.changed if line.key in chosen]
    people = [*(line.person for line in new), *(line.person for line in changed)]
    groups = _groups(held, [person.group for person in people], by)
    for line in new:
        day = max(since, line.facts.joined_on)
        enrol(held, line.facts, since=day, group=groups.get(line.person.group), by=by, another_person=True)
    for changed_line in changed:
        correct(changed_line.member, changed_line.facts, by=by, reason="按导入的名册更正")
        if changed_line.person.group:
            group = groups[changed_line.person.group]
            change_group(changed_line.member, group, day=clock.today(), by=by)
    left = [member for member in found.missing if member.pk in leaving]
    for member in left:
        leave_branch(
            member,
            day=leave_day or clock.today(),
            ended_by=SpellEnd.TRANSFERRED,
            by=by,
            reason="导入的名册中没有",
        )
    applied = Applied(len(new), len(changed), len(left))
    if any((new, changed, left)):
        counts = f"新增 {applied.enrolled}，更正 {applied.corrected}，转出 {applied.left}"
        journal(held, "import_roster", by=by, reason=counts)
    return applied


class _Known:
    """The branch's members of today, and the telephone numbers that are taken elsewhere."""

    def __init__(self, branch: Organization, today: date, names: set[str]) -> None:
        spells = MembershipSpell.objects.filter(branch=branch, period__contains=today)
        self.spells = {s.member_id: s for s in spells.select_related("member", "group")}
        self.members = sorted((s.member for s in self.spells.values()), key=lambda m: (m.name_key, m.pk))
        self.by_phone = {member.phone: member for member in self.members if member.phone}
        self.by_name: dict[str, list[Member]] = defaultdict(list)
        for member in self.members:
            self.by_name[member.name].append(member)
        others = Member.objects.exclude(phone="").exclude(pk__in=self.spells)
        self.phones_elsewhere = set(others.values_list("phone", flat=True))
        self.people_elsewhere = _elsewhere(branch, names)
        groups = PartyGroup.objects.filter(branch=branch, dissolved_on=None)
        self.groups = {group.name: group for group in groups}

    def match(self, person: Person, *, alone: bool) -> tuple[Member | None, str]:
        """The member the row is about (None: a new one), and a doubt that only a person can settle."""
        if person.phone and person.phone in self.by_phone:
            return self.by_phone[person.phone], ""
        if person.phone in self.phones_elsewhere:
            return None, "本支部的人；手机号码已登记给别的支部的党员，转来的请办组织关系转接"
        same = self.by_name.get(person.name, [])
        if person.phone and len(same) == 1 and not alone:
            same = [member for member in same if not member.phone]
        if not same or (len(same) == 1 and alone):
            return (same[0] if same else None), ""
        exact = [member for member in same if person.same_day("joined_on", member.joined_on)]
        if len(exact) == 1:
            return exact[0], ""
        if not exact and person.joined_on and len(same) == 1:
            return None, ""
        return None, "能分清是谁的手机或入党时间；本支部有同名的党员"

    def group_name(self, member: Member) -> str:
        group = self.spells[member.pk].group
        return group.name if group else ""


def _elsewhere(branch: Organization, names: set[str]) -> set[tuple[str, str, date]]:
    """Name, sex and date of people of these names who belong to another branch today (E-13)."""
    spells = MembershipSpell.objects.filter(member__name__in=names, period__endswith__isnull=True)
    rows = spells.exclude(branch=branch)
    return set(rows.values_list("member__name", "member__sex", "member__joined_on"))


def _new(person: Person, known: _Known, result: Preview) -> None:
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
        first_day_full = latest_end(person.joined_on, 12)
        if person.standing == Standing.FULL or first_day_full < clock.today():
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


def _compare(person: Person, member: Member, known: _Known, result: Preview) -> None:
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


def _groups(branch: Organization, names: Iterable[str], by: AbstractBaseUser | None) -> dict[str, PartyGroup]:
    existing = {group.name: group for group in PartyGroup.objects.filter(branch=branch, dissolved_on=None)}
    for name in names:
        if name and name not in existing:
            existing[name] = form_group(branch, name, by=by)
    return existing


def _year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return date(day.year + 1, 3, 1)
