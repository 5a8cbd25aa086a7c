"""Which member of the branches a row of a roster file is about (E-13, E-73)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from branches.models import Organization, PartyGroup
from members.importing.reading import Person
from members.models import Member, MembershipSpell, PersonalFile
from partywork.common.blind import digesters

_AT_ONCE = 5000  # so many values in one question to the database
T = TypeVar("T")

FOREIGN_PHONE = "本支部的人；手机号码已登记给别的支部的党员，转来的请办组织关系转接"
FOREIGN_NUMBER = "本支部的人；身份证号已登记给别处的党员或已离开的党员，转来的请办组织关系转接"
NOT_CLEAR = "能分清是谁的身份证号、手机或入党时间；本支部有同名的党员"


class KnownMembers:
    """The members of today in the branches, and what of the file's people is known elsewhere.

    Five queries for any file an office uploads, and for any number of branches.
    """

    def __init__(self, branches: Sequence[Organization], today: date, people: Sequence[Person]) -> None:
        spells = MembershipSpell.objects.filter(branch__in=branches, period__contains=today)
        rows = spells.select_related("member", "member__file", "group")
        self.places = {branch.pk: branch.called for branch in branches}
        self.spells = {spell.member_id: spell for spell in rows}
        self.members = sorted((s.member for s in self.spells.values()), key=lambda m: (m.name_key, m.pk))
        self.by_phone = {member.phone: member for member in self.members if member.phone}
        self.by_number: dict[str, Member] = {}
        self.by_name: dict[tuple[int, str], list[Member]] = defaultdict(list)
        for member in self.members:
            number = number_of(member)
            if number:
                self.by_number[number] = member
            self.by_name[self.branch_id(member), member.name].append(member)
        self.phones_elsewhere = _phones(people, self.by_phone)
        self.numbers_elsewhere = _numbers(people, self.by_number)
        self.people_elsewhere = _where(people)
        groups = PartyGroup.objects.filter(branch__in=branches, dissolved_on=None)
        self.groups = {(group.branch_id, group.name) for group in groups}

    def branch_id(self, member: Member) -> int:
        return self.spells[member.pk].branch_id

    def group_name(self, member: Member) -> str:
        group = self.spells[member.pk].group
        return group.name if group else ""

    def match(self, person: Person, branch: Organization, *, alone: bool) -> tuple[Member | None, str]:
        """The member the row is about (None: a new one), and a doubt that only a person can settle."""
        found = self.by_number.get(person.id_number) if person.id_number else None
        if found is not None:
            return self._here(found, branch)
        if person.id_number in self.numbers_elsewhere:
            return None, FOREIGN_NUMBER
        if person.phone and person.phone in self.by_phone:
            found = self.by_phone[person.phone]
            if found.name != person.name and not person.same_day("joined_on", found.joined_on):
                return None, f"本人的手机号码；这个号码已登记给{found.name}"
            if not self._other_number(person, found):
                return self._here(found, branch)
        if person.phone in self.phones_elsewhere:
            return None, FOREIGN_PHONE
        return self._by_name(person, branch, alone=alone)

    def is_elsewhere(self, person: Person, branch: Organization) -> bool:
        """Whether somebody of this name, sex and date is in another branch: taken for the same person (E-13)."""
        if person.joined_on is None or person.sex is None:
            return False
        return bool(
            self.people_elsewhere.get((person.name, person.sex, person.joined_on), set()) - {branch.pk}
        )

    def _here(self, found: Member, branch: Organization) -> tuple[Member | None, str]:
        if self.branch_id(found) == branch.pk:
            return found, ""
        return (
            None,
            f"本支部的人；{found.name}现在编在{self.places[self.branch_id(found)]}，转支部请办组织关系转接",
        )

    def _by_name(self, person: Person, branch: Organization, *, alone: bool) -> tuple[Member | None, str]:
        same = [
            m for m in self.by_name.get((branch.pk, person.name), []) if not self._other_number(person, m)
        ]
        if person.phone and len(same) == 1 and not alone:
            same = [member for member in same if not member.phone]
        if not same or (len(same) == 1 and alone):
            return (same[0] if same else None), ""
        exact = [member for member in same if person.same_day("joined_on", member.joined_on)]
        if len(exact) == 1:
            return exact[0], ""
        if not exact and person.joined_on and len(same) == 1:
            return None, ""
        return None, NOT_CLEAR

    @staticmethod
    def _other_number(person: Person, member: Member) -> bool:
        """Whether both have an identity number, and not the same one: then they are two people."""
        known = number_of(member)
        return bool(known and person.id_number and known != person.id_number)


def number_of(member: Member) -> str:
    file = getattr(member, "file", None)
    return file.id_number or "" if file is not None else ""


def _phones(people: Sequence[Person], here: dict[str, Member]) -> set[str]:
    return _indexed("phone", {person.phone for person in people if person.phone} - here.keys())


def _numbers(people: Sequence[Person], here: dict[str, Member]) -> set[str]:
    return _indexed("id_number", {person.id_number for person in people if person.id_number} - here.keys())


def _indexed(item: str, asked: set[str]) -> set[str]:
    """Which of the texts stand in somebody's file, by the blind index: nothing is decrypted."""
    by_digest = {digest(text): text for digest in digesters(item) for text in asked}
    found: set[str] = set()
    for some in _pieces(by_digest):
        known = PersonalFile.objects.filter(**{f"{item}_index__any_of": some})
        found.update(by_digest[digest] for digest in known.values_list(f"{item}_index", flat=True))
    return found


def _where(people: Sequence[Person]) -> dict[tuple[str, str, date], set[int]]:
    """In which branches people of these names are today, by name, sex and date of joining (E-13)."""
    found: dict[tuple[str, str, date], set[int]] = defaultdict(set)
    for some in _pieces({person.name for person in people}):
        spells = MembershipSpell.objects.filter(member__name__any_of=some, period__endswith__isnull=True)
        rows = spells.values_list("member__name", "member__sex", "member__joined_on", "branch_id")
        for name, sex, joined, branch_id in rows:
            found[name, sex, joined].add(branch_id)
    return found


def _pieces(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(sorted(values))  # type: ignore[type-var]
    while piece := list(islice(rest, _AT_ONCE)):
        yield piece
