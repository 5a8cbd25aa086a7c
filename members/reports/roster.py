"""Who belongs to a branch on a day: the denominator every meeting starts from (MEM-22, N01)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q

from branches.choices import BranchDomain
from branches.models import Organization
from members.choices import ExemptionReason, Standing
from members.models import ExemptionSpell, Member, MembershipSpell, TemporaryStay
from members.models.member import MemberQuerySet


@dataclass(frozen=True)
class RosterEntry:
    """One member of the branch as of a day.

    `since` is the first day of the present spell in the branch; `exemption` the reason's label, "" when the
    member is expected; `exempt_until` the last exempt day, included (E-10); `has_phone`:
    a number is kept; which one is nobody's business in a list (MEM-21).
    """

    member_id: int
    name: str
    name_key: str
    standing: Standing
    group_name: str
    since: date
    exemption: str
    exempt_until: date | None
    user_id: int | None
    has_phone: bool
    group_id: int | None = None
    has_vote: bool = True  # by standing and by the day the vote began (E-05)


def roster_on(branch: Organization, day: date) -> list[RosterEntry]:
    """The roster in pinyin order; probationary members are in (PD-09). Two queries.

    Whom the branch meeting admitted but no committee approved yet has no spell, and so is not in (E-06).
    """
    return roster_many([branch], day)[branch.pk]


def roster_many(branches: Iterable[Organization], day: date) -> dict[int, list[RosterEntry]]:
    """`roster_on` for many branches, by their key: two queries, however many they are; a third where a temporary
    branch is among them, whose members keep their relation elsewhere and vote here all the same (MEM-15).
    """
    asked = list(branches)
    ids = [branch.pk for branch in asked]
    exemptions = _exemptions(ids, day)
    rosters: dict[int, list[RosterEntry]] = {pk: [] for pk in ids}
    spells = (
        MembershipSpell.objects.filter(branch__in=ids, period__contains=day)
        .select_related("member", "group")
        .annotate(phone_index=F("member__file__phone_index"))
        .order_by("member__name_key", "member_id")
    )
    for spell in spells:
        exemption = exemptions.get((spell.branch_id, spell.member_id))
        rosters[spell.branch_id].append(_entry(spell, exemption, day))
    temporary = [branch.pk for branch in asked if branch.domain == BranchDomain.TEMPORARY]
    if temporary:
        _add_stays(rosters, temporary, day)
    return rosters


def on_roster(branch: int, day: date) -> MemberQuerySet:
    """Who is on the roster of the branch with this key that day, to be chosen from or counted."""
    spells = MembershipSpell.objects.filter(branch=branch, period__contains=day)
    stays = TemporaryStay.objects.counted().running_on(day).filter(branch=branch)
    here = Q(pk__in=spells.values("member")) | Q(pk__in=stays.values("member"))
    found: MemberQuerySet = Member.objects.filter(here)
    return found


@dataclass(frozen=True)
class Belonging:
    """On the roster of a branch, and in this Party group there, on these days."""

    branch_id: int
    group_id: int | None
    period: DateRange

    def holds_on(self, day: date) -> bool:
        return day in self.period


def belongings(member: Member | int) -> list[Belonging]:
    """Where somebody was and is a member, temporary branches included; one query (MEM-03, MEM-15)."""
    spells = MembershipSpell.objects.filter(member=member).order_by()
    stays = TemporaryStay.objects.counted().filter(member=member).order_by().as_belonging()
    rows = spells.values_list("branch_id", "group_id", "period").union(stays, all=True)
    return [Belonging(*row) for row in rows]


def _add_stays(rosters: dict[int, list[RosterEntry]], branch_ids: list[int], day: date) -> None:
    stays = TemporaryStay.objects.running_on(day).filter(branch__in=branch_ids, member__isnull=False)
    for stay in stays.select_related("member").annotate(phone_index=F("member__file__phone_index")):
        assert stay.member is not None
        entries, member = rosters[stay.branch_id], stay.member
        if any(entry.member_id == member.pk for entry in entries):
            continue
        entries.append(_line(member, day, since=stay.since, has_phone=bool(stay.phone_index)))
        entries.sort(key=lambda entry: (entry.name_key, entry.member_id))


def _exemptions(branch_ids: list[int], day: date) -> dict[tuple[int, int], ExemptionSpell]:
    """Exemptions in force that day, by branch and member: only the member's own branch can grant one."""
    running = ExemptionSpell.objects.filter(branch__in=branch_ids, since__lte=day, until__gte=day)
    return {(spell.branch_id, spell.member_id): spell for spell in running.order_by("until")}


def _entry(spell: MembershipSpell, exemption: ExemptionSpell | None, day: date) -> RosterEntry:
    known = _line(
        spell.member, day, since=spell.period.lower, has_phone=bool(getattr(spell, "phone_index", None))
    )
    return replace(
        known,
        group_name=spell.group.name if spell.group else "",
        exemption=str(ExemptionReason(exemption.reason).label) if exemption else "",
        exempt_until=exemption.until if exemption else None,
        group_id=spell.group_id,
    )


def _line(member: Member, day: date, *, since: date, has_phone: bool) -> RosterEntry:
    return RosterEntry(
        member_id=member.pk,
        name=member.name,
        name_key=member.name_key,
        standing=member.standing_on(day),
        group_name="",
        since=since,
        exemption="",
        exempt_until=None,
        user_id=member.user_id,
        has_phone=has_phone,
        has_vote=member.has_vote_on(day),
    )
