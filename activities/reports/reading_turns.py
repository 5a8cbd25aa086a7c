"""Who leads the reading next, with everybody who cannot and why (MT-15)."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Max, Q, QuerySet

from activities.choices import ActivityState, LeaveState, PartOfDay
from activities.models import Activity, LeaveRequest, StandingAbsence, Study
from activities.reports.expected import expected_at
from activities.rules.rotation import Reader, in_turn
from partywork.common import clock


def readers_for(activity: Activity) -> list[Reader]:
    """Everybody expected, with the day of the last turn and what keeps him away. Six queries."""
    led, asked, cannot = _led(activity), _on_leave(activity), _standing(activity)
    return [
        Reader(
            key=entry.member_id,
            name=entry.name,
            name_key=entry.name_key,
            last=led.get(entry.member_id),
            away="豁免" if entry.exemption else "已请假" if entry.member_id in asked else "",
            is_unlikely=entry.member_id in cannot,
        )
        for entry in expected_at(activity)
    ]


def turns_for(activity: Activity) -> list[Reader]:
    return in_turn(readers_for(activity))


def coming_turn(member: int) -> Study | None:
    """The next evening the member leads, if any: 轮到您领学."""
    return coming_turns(member).first()


def coming_turns(member: int) -> QuerySet[Study]:
    """The evenings the member leads, soonest first."""
    rows = Study.objects.filter(
        reader=member, activity__starts_at__gt=clock.now(), activity__state="announced"
    )
    return rows.select_related("activity").order_by("activity__starts_at")


def _led(activity: Activity) -> Mapping[int, date]:
    """Also who leads an evening still to come has had his turn; cancelled ones do not count."""
    rows = Study.objects.filter(activity__branch=activity.branch_id, reader__isnull=False)
    rows = rows.exclude(activity=activity).exclude(activity__state=ActivityState.CANCELLED)
    found = rows.order_by().values_list("reader").annotate(last=Max("activity__starts_at"))
    return {key: clock.local_day(last) for key, last in found}


def _on_leave(activity: Activity) -> set[int]:
    rows = LeaveRequest.objects.filter(activity=activity, state__in=[LeaveState.ASKED, LeaveState.APPROVED])
    return set(rows.values_list("member_id", flat=True))


def _standing(activity: Activity) -> set[int]:
    """Those who said once a term that they cannot at this time (S08): they are not proposed, and nobody reads why."""
    start = activity.starts_at.astimezone(clock.OFFICE)
    part = (
        PartOfDay.MORNING
        if start.hour < 12
        else PartOfDay.AFTERNOON
        if start.hour < 18
        else PartOfDay.EVENING
    )
    rows = StandingAbsence.objects.filter(
        Q(part=part) | Q(part=PartOfDay.ALL_DAY),
        weekday=activity.day.weekday(),
        since__lte=activity.day,
        until__gte=activity.day,
    )
    return set(rows.values_list("member_id", flat=True))
