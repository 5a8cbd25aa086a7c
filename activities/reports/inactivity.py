"""Who in the branch has taken no part for three months and longer: for the secretary alone (MEM-14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from activities.choices import (
    LEAVE_STATUS,
    PRESENT_STATUSES,
    ActivityState,
    AttendanceStatus,
    MakeUpState,
)
from activities.models import Attendance
from activities.rules.inactivity import Mark, Reason, Silence, silence
from branches.models import Organization
from members.models import AwaySpell, ExemptionSpell, Member, MembershipSpell
from partywork.common import clock

# Longer ago than this nothing can matter: six months, and the year before them for a last sign of life.
LOOK_BACK = timedelta(days=550)
# Three months, the first bell, are never fewer days than February, March and April.
SHORTEST_SILENCE = timedelta(days=89)
EXCUSED = (*LEAVE_STATUS.values(), AttendanceStatus.EXEMPT, AttendanceStatus.NOT_YET)


# Took part, made it up, or had a reason that was accepted.
_SIGN = Q(status__in=(*PRESENT_STATUSES, *EXCUSED)) | Q(make_up__state=MakeUpState.CONFIRMED)


@dataclass(frozen=True)
class SilentMember:
    member: Member
    silence: Silence


def perhaps_silent(branch: Organization, today: date) -> QuerySet[MembershipSpell]:
    """Members of today who missed something and gave no sign in the shortest three months there are: all of whom a
    bell can ring for, and some more.
    """
    held = Attendance.objects.filter(member=OuterRef("member"), activity__state=ActivityState.HELD)
    missed = held.filter(activity__starts_at__gte=clock.start_of(today - LOOK_BACK)).exclude(_SIGN)
    lately = held.filter(_SIGN, activity__starts_at__gte=clock.end_of(today - SHORTEST_SILENCE))
    spells = MembershipSpell.objects.filter(
        Exists(missed.exclude(status=AttendanceStatus.UNSETTLED)),
        ~Exists(lately),
        branch=branch,
        period__contains=today,
        period__startswith__lte=today - SHORTEST_SILENCE,
    )
    return spells.select_related("member").order_by("member__name_key", "member_id")


def silent_members(spells: Iterable[MembershipSpell], today: date) -> list[SilentMember]:
    """Of these the ones a bell rings for, the longest first. Four queries for any number of members."""
    joined = {spell.member_id: spell for spell in spells}
    marks = _marks(list(joined), today - LOOK_BACK)
    reasons = _reasons(list(joined))
    found = []
    for pk, spell in joined.items():
        since = max(spell.period.lower, today - LOOK_BACK)
        quiet = silence(marks.get(pk, []), reasons.get(pk, []), joined=since, today=today)
        if quiet.alert:
            found.append(SilentMember(spell.member, quiet))
    return sorted(found, key=lambda each: each.silence.since)


def _marks(members: list[int], since: date) -> dict[int, list[Mark]]:
    rows = Attendance.objects.filter(
        member__in=members, activity__state=ActivityState.HELD, activity__starts_at__gte=clock.start_of(since)
    )
    open_ones = {AttendanceStatus.UNSETTLED}
    found: dict[int, list[Mark]] = {}
    columns = rows.values_list("member", "activity__starts_at", "status", "make_up__state")
    for member, starts_at, status, made_up in columns:
        took_part = status in PRESENT_STATUSES or made_up == MakeUpState.CONFIRMED
        if status in open_ones and not took_part:
            continue
        found.setdefault(member, []).append(Mark(clock.local_day(starts_at), took_part, status in EXCUSED))
    return found


def _reasons(members: list[int]) -> dict[int, list[Reason]]:
    found: dict[int, list[Reason]] = {}
    exempt = ExemptionSpell.objects.filter(member__in=members)
    away = AwaySpell.objects.filter(member__in=members)
    for rows, last in ((exempt, "until"), (away, "ended_on")):
        for member, since, until in rows.values_list("member", "since", last):
            found.setdefault(member, []).append(Reason(since, until))
    return found
