"""Leaving before the end, told by the member himself or by the recorder (M09, AT-02)."""

from datetime import datetime

from django.db import transaction

from activities.choices import AttendanceStatus
from activities.models import Activity, Attendance
from activities.rules.early_leave import minutes_between, status_after
from activities.rules.sign_in_window import is_late
from activities.services import together
from branches.reports.parameters import in_force
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, require, save


@transaction.atomic
def leave_early(activity: Activity, member: Member, *, by: User, at: datetime | None = None) -> Attendance:
    """He goes now, or went at an hour the recorder knows. Said twice, the first hour stays unless another is named."""
    parts = together.lock_parts(activity)
    activity = together.own_of(parts, activity)
    now = clock.now()
    moment = at or now
    require(activity.is_open, "活动已结束，签到册已固定；有误请在名单上更正。", code="closed")
    begun = min(part.starts_at for part in parts)
    require(now >= begun, "活动还没有开始；来不了请用请假。", code="too_early")
    row = activity.attendances.filter(member=member).first()
    here = row is not None and (row.is_present or row.left_at is not None)
    require(row is not None and here, f"{member.name}还没有签到，不能登记早退。", code="not_here")
    assert row is not None
    if row.left_at is not None and at is None:
        return row
    require(begun <= moment <= now, "离开时间要在活动开始以后、现在以前。", field="at")
    missed = [part for part in parts if part.is_open and moment < part.ends_at]
    require(missed, "活动时间已到，这时离开不算早退。", field="at", code="too_late")
    for part in missed:
        _went(part, member, moment, by=by)
    return Attendance.objects.get(pk=row.pk)


def _went(activity: Activity, member: Member, moment: datetime, *, by: User) -> None:
    """What is left of this part; of one that had not begun yet, nothing (N06)."""
    row = activity.attendances.filter(member=member).first()
    if row is None or not (row.is_present or row.left_at is not None):
        return
    before = row.status
    row.left_at = moment
    row.minutes = minutes_between(activity.starts_at, max(moment, activity.starts_at))
    row.status = status_after(row.minutes, activity.minutes, _share(activity))
    save(row, "left_at", "minutes", "status")
    journal(row, "leave_early", by=by, before=before, after=row.status)


@transaction.atomic
def come_back(activity: Activity, member: Member, *, by: User) -> Attendance:
    """It was a slip, or he came back: on time or late, as when he signed in."""
    parts = together.lock_parts(activity)
    activity = together.own_of(parts, activity)
    require(activity.is_open, "活动已结束，签到册已固定；有误请在名单上更正。", code="closed")
    rows = Attendance.objects.filter(
        activity__in=[part.pk for part in parts if part.is_open], member=member, left_at__isnull=False
    ).select_related("activity")
    require(rows, f"{member.name}没有登记早退。", code="not_left")
    for row in rows:
        before = row.status
        late = is_late(row.activity.starts_at, row.marked_at)
        row.left_at, row.minutes = None, None
        row.status = AttendanceStatus.LATE if late else AttendanceStatus.PRESENT
        save(row, "left_at", "minutes", "status")
        journal(row, "come_back", by=by, before=before, after=row.status)
    return next((row for row in rows if row.activity_id == activity.pk), rows[0])


def _share(activity: Activity) -> int:
    return int(in_force(activity.branch, activity.day)["at.early_leave_min_share"])
