"""One sign-in, one leave, one end for all parts of a gathering (N06): what is done to one reaches the others.

Locks are taken in the order of keys everywhere, so that two people who close at once wait for each other.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from activities.choices import AttendanceStatus, SignInMethod
from activities.models import Activity, Attendance
from activities.reports.expected import expected_at
from activities.reports.gathering import span_of
from activities.rules.gathering import reached_by
from activities.rules.sign_in_window import is_late
from members.models import Member
from partywork.common.verbs import lock

AS_THERE = ("status", "method", "remark", "marked_at", "marked_by", "entered_at", "proxy", "left_at")


def lock_parts(activity: Activity) -> list[Activity]:
    """The open parts in the order of keys, the activity itself among them whatever its state; it alone where it is
    no part of anything.
    """
    if activity.gathering_id is None:
        return [lock(activity)]
    rows = Activity.objects.select_for_update(of=("self",), no_key=True).filter(
        gathering=activity.gathering_id
    )
    parts = [part for part in rows.order_by("pk") if part.is_open or part.pk == activity.pk]
    # Somebody took it out since the page was opened.
    return parts if any(part.pk == activity.pk for part in parts) else [lock(activity)]


def own_of(parts: Iterable[Activity], activity: Activity) -> Activity:
    return next(part for part in parts if part.pk == activity.pk)


def spread(activity: Activity, members: Collection[int], moment: datetime) -> None:
    """Who was marked on one part is marked on every other one he is expected at, that is not over and says nothing
    of him yet. A mark that stands there stays: somebody put it for that part.
    """
    if activity.gathering_id is None or not members:
        return
    others = [part for part in lock_parts(activity) if part.pk != activity.pk]
    reached = reached_by(moment, activity.pk, [span_of(activity), *(span_of(part) for part in others)])
    rows = list(activity.attendances.filter(member__in=members))
    for part in others:
        if part.pk in reached:
            _copy(part, rows)


def withdraw(activity: Activity, mark: Attendance) -> None:
    """A mark taken back is taken back where it was spread to, as long as nobody has put another there."""
    if activity.gathering_id is None:
        return
    others = [part.pk for part in lock_parts(activity) if part.pk != activity.pk]
    Attendance.objects.filter(
        activity__in=others, member=mark.member_id, marked_at=mark.marked_at, method=mark.method
    ).delete()


def expected_parts(parts: Iterable[Activity], member: Member) -> list[Activity]:
    """Those of the parts the member is expected at."""
    return [part for part in parts if any(e.member_id == member.pk for e in expected_at(part))]


def _copy(part: Activity, rows: Iterable[Attendance]) -> None:
    expected = {entry.member_id: entry for entry in expected_at(part)}
    Attendance.objects.bulk_create(
        (
            Attendance(
                activity=part,
                member_id=row.member_id,
                standing=row.standing,
                group_name=expected[row.member_id].group_name,
                **{name: getattr(row, name) for name in AS_THERE} | {"status": _status(part, row)},
            )
            for row in rows
            if row.member_id in expected
        ),
        ignore_conflicts=True,
    )


def _status(part: Activity, row: Attendance) -> str:
    """Late for the first part is not late for the second, and the other way round; by the hour of coming, where
    that is what was written down.
    """
    if row.status not in (AttendanceStatus.PRESENT, AttendanceStatus.LATE):
        return str(row.status)
    knows_hour = row.status == AttendanceStatus.LATE or (
        row.method not in (SignInMethod.LIST, SignInMethod.ROLL_CALL) and row.entered_at != row.marked_at
    )
    late = knows_hour and is_late(part.starts_at, row.marked_at)
    return AttendanceStatus.LATE if late else AttendanceStatus.PRESENT
