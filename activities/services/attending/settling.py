"""After the end: 待核 settled, wrong marks put right with a trace, the counters follow (M15, AT-01, N24)."""

from django.db import transaction

from activities.choices import (
    ActivityState,
    AttendanceStatus,
    MakeUpState,
    SignInMethod,
)
from activities.models import Activity, Attendance
from activities.reports.steps import limits_of
from activities.rules.headcount import Mark, count_heads
from activities.rules.kind_limits import asks_make_up
from activities.services.opening_make_ups import open_make_ups
from activities.services.rating import follow_register
from members.models import User
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def settle(attendance: Attendance, *, status: str, by: User, remark: str = "") -> Attendance:
    """After closing: say what a 待核 person's mark is, or put a wrong one right, with a trace (M15, AT-01)."""
    activity = lock(attendance.activity)
    require(
        activity.state == ActivityState.HELD, "活动还没有结束，请直接在签到册上登记。", code="wrong_state"
    )
    record = lock(activity.record)
    require(record.is_editable, f"{record.why_closed}，签到册不能再改。", code="filed")
    attendance = lock(attendance)
    require(status in AttendanceStatus.values, "没有这种到会状态。", field="status")
    # Else an absence could be hidden behind a mark that nobody can judge (N14).
    require(status != AttendanceStatus.UNSETTLED, "请登记到会、请假或缺席，不能改回待核。", field="status")
    before = attendance.status
    corrects = before != AttendanceStatus.UNSETTLED
    require(not corrects or remark.strip(), "更正已有的登记要写明原因。", field="remark")
    attendance.status, attendance.remark = status, remark
    attendance.method, attendance.marked_by = SignInMethod.LIST, by
    attendance.proxy = attendance.left_at = attendance.minutes = None
    save(attendance, "status", "remark", "method", "marked_by", "proxy", "left_at", "minutes")
    journal(attendance, "settle", by=by, reason=remark, before=before, after=status)
    recount(activity)
    return attendance


@transaction.atomic
def explain_low(activity: Activity, *, by: User, reason: str) -> Activity:
    """Why too few came, told after closing; the sheet prints it (PD-12, N24)."""
    activity = lock(activity)
    require(activity.state == ActivityState.HELD, "活动还没有结束，结束时再写。", code="wrong_state")
    record = lock(activity.record)
    require(record.is_editable, f"{record.why_closed}，不能再改。", code="filed")
    require(reason.strip(), "请写明到会不足的原因。", field="low_reason")
    activity.low_reason = reason.strip()
    save(activity, "low_reason")
    journal(activity, "explain_low", by=by, reason=reason)
    return activity


def recount(activity: Activity) -> None:
    """After a mark of a closed activity changed: make-ups, who may rate, and the counters follow the rows."""
    if asks_make_up(activity.sort, limits_of(activity)):
        open_make_ups(activity)
    follow_register(activity)
    count(activity)
    activity.made_up = activity.attendances.filter(make_up__state=MakeUpState.CONFIRMED).count()
    save(activity, "total", "expected", "present", "unsettled", "made_up")


def count(activity: Activity) -> None:
    """Set the counters from the frozen rows, by the same rule that the sheet prints (E-11)."""
    rows = activity.attendances.values_list("status", "exempt")
    heads = count_heads(Mark(status=status, exempt=exempt) for status, exempt in rows)
    activity.total, activity.expected = heads.total, heads.expected
    activity.present, activity.unsettled = heads.present, heads.unsettled
