"""Ending an activity: the denominator of the day is frozen here (PD-12, N01, N14)."""

from datetime import datetime

from django.db import transaction

from activities.choices import (
    LEAVE_STATUS,
    ActivityState,
    AttendanceStatus,
    LeaveReason,
    LeaveState,
    SignInMethod,
)
from activities.choices_votes import BallotState
from activities.models import Activity, Attendance, LeaveRequest
from activities.reports.expected import expected_at
from activities.reports.steps import limits_of
from activities.rules.early_leave import status_after
from activities.rules.kind_limits import asks_make_up
from activities.rules.sign_in_window import is_late
from activities.services import sessions, together
from activities.services.attending.register import row_of
from activities.services.attending.settling import count
from activities.services.opening_make_ups import open_make_ups
from activities.services.rating import prepare_round
from activities.services.recording import open_record
from activities.services.study_hours import keep_hours
from activities.states import ACTIVITY
from branches.reports.parameters import in_force
from members.models import User
from members.reports.roster import RosterEntry
from partywork.common import clock
from partywork.common.verbs import advance, require, save

LEFT_STATUSES = (AttendanceStatus.LEFT_EARLY, AttendanceStatus.LEFT_SHORT)
FROZEN = ["exempt", "basis", "standing", "group_name", "status", "remark", "hours"]


@transaction.atomic
def close(activity: Activity, *, by: User, low_reason: str = "") -> Activity:
    """End it: everybody on the roster gets a row, counters and parameters are frozen, make-ups and rating open.

    Who has no mark is 待核, not absent (N14). Under 80 % it is held all the same, with a reason (PD-12).
    A second click changes nothing. The parts of a gathering end together, once the last of them has begun (N06).
    """
    parts = together.lock_parts(activity)
    activity = together.own_of(parts, activity)
    if activity.state == ActivityState.HELD:
        return activity
    require(activity.is_open, f"活动{activity.get_state_display()}，不能结束。", code="wrong_state")
    now = clock.now()
    require(now >= activity.starts_at, "活动还没有开始，不能结束。", code="too_early")
    for part in parts:
        require(
            now >= part.starts_at,
            f"同一次集中后面还有{part.sort.label}（{clock.due_text(part.starts_at)}），开完再一起结束；"
            f"不开了的，请先把它移出或者取消。",
            code="part_ahead",
        )
    for part in parts:
        if part.is_open:
            _close(part, now, by=by, low_reason=low_reason if part.sort.needs_rate else "")
    return activity


def _close(activity: Activity, now: datetime, *, by: User, low_reason: str) -> None:
    voting = activity.ballots.filter(state=BallotState.OPEN).count()
    require(not voting, f"还有{voting}项表决没有结束，请先由主持人和监票人结束表决。", code="still_voting")
    _freeze_register(activity, now, by)
    activity.low_reason = low_reason.strip()
    activity.closed_at, activity.closed_by = now, by
    activity.judged_by = in_force(activity.branch, activity.day).frozen()
    _judge_early_leave(activity)
    count(activity)
    advance(
        activity,
        ACTIVITY,
        "close",
        by=by,
        reason=low_reason,
        fields=(
            "closed_at",
            "closed_by",
            "low_reason",
            "judged_by",
            "total",
            "expected",
            "present",
            "unsettled",
        ),
    )
    if asks_make_up(activity.sort, limits_of(activity)):
        open_make_ups(activity)
    if activity.sort.is_rated:
        prepare_round(activity)
    open_record(activity)
    keep_hours(activity)


def _freeze_register(activity: Activity, now: datetime, by: User) -> None:
    marks = {mark.member_id: mark for mark in activity.attendances.all()}
    leaves = {leave.member_id: leave for leave in activity.leaves.filter(state=LeaveState.APPROVED)}
    new, known = [], []
    for entry in expected_at(activity):
        basis = _basis(entry)
        found = marks.pop(entry.member_id, None)
        if found is None:
            status = _status_without_mark(entry, leaves.get(entry.member_id))
            row = row_of(activity, entry, status, SignInMethod.CLOSE, now, by)
            new.append(row)
        else:
            row = found
            known.append(row)
        row.exempt, row.basis = bool(entry.exemption), basis
        row.standing, row.group_name = entry.standing, entry.group_name
    for stray in marks.values():  # marked, but by now no longer on the roster of that day
        stray.status, stray.basis = AttendanceStatus.NOT_YET, "当日不在本支部名册"
        known.append(stray)
    sessions.judge_sessions(activity, known, leaves)
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(known, FROZEN)


def _judge_early_leave(activity: Activity) -> None:
    """Once more, by the hours as they are now: the end may have been moved after somebody left (AT-02)."""
    pct = int(activity.judged_by["at.early_leave_min_share"])
    left = activity.attendances.filter(minutes__isnull=False, status__in=LEFT_STATUSES)
    for row in left:
        status = status_after(row.minutes or 0, activity.minutes, pct)
        if row.left_at is not None and row.left_at >= activity.ends_at:
            status = (
                AttendanceStatus.LATE
                if is_late(activity.starts_at, row.marked_at)
                else AttendanceStatus.PRESENT
            )
        row.status = status
        save(row, "status")


def _status_without_mark(entry: RosterEntry, leave: LeaveRequest | None) -> AttendanceStatus:
    if leave is not None:
        return LEAVE_STATUS[LeaveReason(leave.reason)]
    return AttendanceStatus.EXEMPT if entry.exemption else AttendanceStatus.UNSETTLED


def _basis(entry: RosterEntry) -> str:
    since = f"{entry.since:%Y-%m-%d}起在本支部"
    if entry.exemption:
        return f"{since}；{entry.exemption}，豁免至{entry.exempt_until:%Y-%m-%d}"
    return since
