"""Who in the branch has taken no part for three months and longer: for the secretary alone (MEM-14)."""

from dataclasses import dataclass
from datetime import date, timedelta

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


@dataclass(frozen=True)
class SilentMember:
    member: Member
    silence: Silence


def silent_members(branch: Organization, today: date) -> list[SilentMember]:
    """Four queries for any number of members."""
    spells = MembershipSpell.objects.filter(branch=branch, period__contains=today).select_related("member")
    joined = {spell.member_id: spell for spell in spells.order_by("member__name_key", "member_id")}
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
    excused = {*LEAVE_STATUS.values(), AttendanceStatus.EXEMPT, AttendanceStatus.NOT_YET}
    open_ones = {AttendanceStatus.UNSETTLED}
    found: dict[int, list[Mark]] = {}
    columns = rows.values_list("member", "activity__starts_at", "status", "make_up__state")
    for member, starts_at, status, made_up in columns:
        took_part = status in PRESENT_STATUSES or made_up == MakeUpState.CONFIRMED
        if status in open_ones and not took_part:
            continue
        found.setdefault(member, []).append(Mark(clock.local_day(starts_at), took_part, status in excused))
    return found


def _reasons(members: list[int]) -> dict[int, list[Reason]]:
    found: dict[int, list[Reason]] = {}
    exempt = ExemptionSpell.objects.filter(member__in=members)
    away = AwaySpell.objects.filter(member__in=members)
    for rows, last in ((exempt, "until"), (away, "ended_on")):
        for member, since, until in rows.values_list("member", "since", last):
            found.setdefault(member, []).append(Reason(since, until))
    return found
