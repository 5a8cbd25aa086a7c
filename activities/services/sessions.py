"""Sign-ins day by day at an event of several days, and what they come to when it ends (PD-30, AT-02, ED-03)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from activities.choices import LEAVE_STATUS, PRESENT_STATUSES, AttendanceStatus, LeaveReason
from activities.models import Activity, Attendance, LeaveRequest, SessionMark
from activities.reports.sessions import sessions_at
from activities.rules.sessions import HalfDay, half_day_of, share_of
from branches.reports.parameters import in_force
from members.models import User


def note(
    activity: Activity,
    members: Iterable[int],
    moment: datetime,
    *,
    method: str,
    by: User | None,
    half: HalfDay | None = None,
) -> None:
    """Somebody was there in that half day; on an event of one day nothing is kept besides the mark itself."""
    if not activity.spans_days:
        return
    when = half or half_day_of(moment)
    SessionMark.objects.bulk_create(
        [
            SessionMark(
                activity=activity,
                member_id=member,
                on=when.on,
                half=when.half,
                method=method,
                marked_at=moment,
                marked_by=by,
            )
            for member in members
        ],
        ignore_conflicts=True,
    )


def judge_sessions(
    activity: Activity, rows: Iterable[Attendance], leaves: Mapping[int, LeaveRequest]
) -> None:
    """At closing: who was there for enough of it counts as present, with the hours of what he was at.

    Enough is the share that counts for who leaves early (AT-02). With less he was away, on leave where he had
    asked; the sheet says at how many days he was.
    """
    mode, sessions = sessions_at(activity)
    if not sessions:
        return
    limits = in_force(activity.branch, activity.day)
    marks: dict[int, list[HalfDay]] = defaultdict(list)
    for mark in activity.session_marks.all():
        marks[mark.member_id].append(mark.half_day)
    for row in rows:
        if row.status not in (*PRESENT_STATUSES, AttendanceStatus.LEFT_SHORT):
            continue
        share = share_of(
            sessions,
            marks[row.member_id],
            per_half_day=int(limits["ed.hour_per_half_day"]),
            per_day=int(limits["ed.hour_per_day"]),
        )
        row.hours = share.hours
        row.remark = "；".join(part for part in (row.remark, share.text(mode)) if part)[:200]
        if share.is_whole and row.status in PRESENT_STATUSES:
            continue
        leave = leaves.get(row.member_id)
        if share.reaches(int(limits["at.early_leave_min_share"])):
            row.status = AttendanceStatus.LEFT_EARLY
        elif leave is not None:
            row.status = LEAVE_STATUS[LeaveReason(leave.reason)]
        else:
            row.status = AttendanceStatus.LEFT_SHORT
