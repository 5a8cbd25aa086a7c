"""Which member of the branch a row of a roster file is about (E-13, E-73)."""

from collections import defaultdict
from datetime import date

from branches.models import Organization, PartyGroup
from members.importing.reading import Person
from members.models import Member, MembershipSpell, PersonalFile


class KnownMembers:
    """The branch's members of today, and the telephone numbers that are taken elsewhere."""

    def __init__(self, branch: Organization, today: date, names: set[str], phones: set[str]) -> None:
        spells = MembershipSpell.objects.filter(branch=branch, period__contains=today)
        self.spells = {s.member_id: s for s in spells.select_related("member__file", "group")}
        self.members = sorted((s.member for s in self.spells.values()), key=lambda m: (m.name_key, m.pk))
        self.by_phone = {member.phone: member for member in self.members if member.phone}
        self.by_name: dict[str, list[Member]] = defaultdict(list)
        for member in self.members:
            self.by_name[member.name].append(member)
        others = PersonalFile.objects.with_phone(*phones).exclude(pk__in=self.spells)
        self.phones_elsewhere = {file.phone for file in others.only("phone")}
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
