"""Everybody who is expected at one activity, with why, and what is known of each (N01, N14, AT-02)."""

from collections.abc import Iterable
from typing import Any

from activities.choices import LEAVE_STATUS, AttendanceStatus, LeaveReason, LeaveState
from activities.models import Activity, Attendance, LeaveRequest
from activities.reports.expected import expected_at
from activities.reports.marks import how_marked
from activities.reports.register_lines import Line, Register
from activities.reports.sheet import verdict_of
from activities.reports.steps import limits_of
from activities.rules.attendance import AttendanceVerdict, Mark, count_heads, judge_attendance
from members.choices import Standing
from members.reports.roster import RosterEntry
from partywork.common import clock


def register_of(activity: Activity, limits: dict[str, Any] | None = None) -> Register:
    """The register of the activity: frozen once it is closed, else from the roster of its day. A fixed number
    of queries; `limits` are those of `limits_of`, where the caller has them already.
    """
    limits = limits or limits_of(activity)
    leaves = {leave.member_id: leave for leave in activity.leaves.exclude(state=LeaveState.WITHDRAWN)}
    rows = list(
        activity.attendances.select_related("member", "make_up", "marked_by", "proxy").order_by(
            "member__name_key", "member_id"
        )
    )
    if not activity.is_open:
        counted = [row for row in rows if row.status != AttendanceStatus.NOT_YET]
        frozen = tuple(_frozen(row, leaves.get(row.member_id)) for row in counted)
        return Register(frozen, _judged(activity, counted, frozen, limits), closed=True)
    marks = {row.member_id: row for row in rows}
    answered = set(activity.answers.values_list("member_id", flat=True))
    lines = tuple(
        _expected(entry, marks.get(entry.member_id), leaves.get(entry.member_id), entry.member_id in answered)
        for entry in expected_at(activity)
    )
    return Register(lines, _verdict(lines, limits), closed=False)


def _judged(
    activity: Activity, rows: list[Attendance], lines: tuple[Line, ...], limits: dict[str, Any]
) -> AttendanceVerdict:
    """A cancelled activity has no frozen limits: it is judged by those of its day."""
    return verdict_of(activity, rows) if activity.judged_by else _verdict(lines, limits)


def _verdict(lines: Iterable[Line], limits: dict[str, Any]) -> AttendanceVerdict:
    heads = count_heads(
        Mark(status=line.status, exempt=line.is_exempt, is_full=line.standing == Standing.FULL.label)
        for line in lines
    )
    return judge_attendance(
        heads,
        pct=int(limits["pd.min_attendance_pct"]),
        denominator=limits["pd.denominator"],
        small_branch_mode=limits["pd.small_branch_mode"],
    )


def _frozen(row: Attendance, leave: LeaveRequest | None) -> Line:
    return Line(
        member_id=row.member_id,
        name=row.member.name,
        standing=str(Standing(row.standing).label),
        group_name=row.group_name,
        status=AttendanceStatus(row.status),
        basis=row.basis,
        proof=_proof(row, leave),
        is_exempt=row.exempt,
        has_account=row.member.user_id is not None,
        attendance_id=row.pk,
        leave=leave,
        make_up=getattr(row, "make_up", None),
    )


def _expected(entry: RosterEntry, row: Attendance | None, leave: LeaveRequest | None, answered: bool) -> Line:
    since = f"{entry.since:%Y-%m-%d}起在本支部"
    exemption = f"；{entry.exemption}，豁免至{entry.exempt_until:%Y-%m-%d}" if entry.exemption else ""
    return Line(
        member_id=entry.member_id,
        name=entry.name,
        standing=str(entry.standing.label),
        group_name=entry.group_name,
        status=_status(entry, row, leave),
        basis=since + exemption,
        proof=_proof(row, leave),
        is_exempt=bool(entry.exemption),
        has_account=entry.user_id is not None,
        has_answered=answered,
        has_phone=entry.has_phone,
        leave=leave,
    )


def _status(entry: RosterEntry, row: Attendance | None, leave: LeaveRequest | None) -> AttendanceStatus:
    if row is not None:
        return AttendanceStatus(row.status)
    if leave is not None and leave.state == LeaveState.APPROVED:
        return LEAVE_STATUS[LeaveReason(leave.reason)]
    return AttendanceStatus.EXEMPT if entry.exemption else AttendanceStatus.UNSETTLED


def _proof(row: Attendance | None, leave: LeaveRequest | None) -> str:
    """How the mark came about, in the words of the register (AT-14)."""
    if row is not None and (row.is_present or row.left_at is not None):
        late = f"{row.get_status_display()}，" if row.status != AttendanceStatus.PRESENT else ""
        return f"{late}{how_marked(row)}"
    if leave is not None and leave.state == LeaveState.ASKED:
        return f"{leave.get_reason_display()}，{_moment(leave)}提交"
    if leave is not None and leave.state == LeaveState.APPROVED and leave.decided_at is not None:
        return f"{leave.decided_at.astimezone(clock.OFFICE):%-m月%-d日}批准"
    if row is not None and row.remark:
        return row.remark
    return ""


def _moment(leave: LeaveRequest) -> str:
    return f"{leave.asked_at.astimezone(clock.OFFICE):%-m月%-d日 %H:%M}"
