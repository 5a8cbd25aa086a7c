"""The register: taking it, closing it, settling what stayed open, and putting right what was wrong."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices import AttendanceStatus
from activities.forms.attending import CloseForm, LowReasonForm, ReportedForm, SettleForm
from activities.models import Activity, Attendance
from activities.reports.register import register_of
from activities.reports.steps import limits_of
from activities.services import announcing, attending
from activities.views.activity_page import back_to, run, show
from activities.views.activity_parts.attending import register_context
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


@require_POST
def activity_marks(request: OfficeRequest, pk: int) -> HttpResponse:
    """One person's mark: on the open list, or settling 待核 on the closed one. Clicking twice is clicking once."""
    activity = run(request, pk)
    # Only who ever belonged to the branch: a refusal names the person, and must not name a stranger.
    key = number(request.POST.get("member")) or 0
    member = Member.objects.filter(spells__branch=activity.branch_id, pk=key).first()
    status = request.POST.get("status", "")
    if member is None:
        return _answer(request, activity, "没有找到这位党员，请刷新后再试。", wrong=True)
    try:
        if activity.is_open:
            attending.mark(activity, member, status=status, by=request.user)
        else:
            attending.settle(_row_of(activity, member), status=status, by=request.user)
    except DomainError as refusal:
        return _answer(request, activity, refusal.message, wrong=True)
    label = dict(AttendanceStatus.choices).get(status, "")
    return _answer(
        request, activity, f"{member.name}：{label}。" if label else f"已取消 {member.name} 的登记。"
    )


@require_POST
def activity_marks_all(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everybody without a mark, leave or exemption is ticked; the exceptions are unticked afterwards."""
    activity = run(request, pk)
    try:
        ticked = attending.mark_all_present(activity, by=request.user)
    except DomainError as refusal:
        return _answer(request, activity, refusal.message, wrong=True)
    return _answer(request, activity, f"已登记 {ticked} 人到会。请改正没来的人。")


def _answer(
    request: OfficeRequest, activity: Activity, sentence: str, *, wrong: bool = False
) -> HttpResponse:
    """The panel with its new numbers for HTMX; without script back to the page."""
    if not request.htmx:
        return (refused if wrong else done)(request, sentence, back_to(activity, "attendance"))
    activity = run(request, activity.pk)
    record = getattr(activity, "record", None)
    limits = limits_of(activity)
    context = {
        "activity": activity,
        "may_run": True,
        "can_settle": record is not None and record.is_editable,
        "is_ahead": activity.is_ahead(clock.now()),
        "refused": frozenset(),
        "low_form": LowReasonForm(initial={"low_reason": activity.low_reason}),
        "said": sentence,
        "said_wrong": wrong,
        **register_context(request, activity, register_of(activity, limits), limits),
    }
    return page(request, "activities/activity/_attendance.html", context)


@require_POST
def activity_close(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    form = CloseForm(request.POST)
    if submit(form, attending.close, activity, by=request.user):
        return done(request, "活动已结束，测评已开始，纪实表已开好。", back_to(activity, "attendance"))
    return show(request, run(request, pk), bound={"close": form}, status=422)


@require_POST
def activity_low_reason(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    form = LowReasonForm(request.POST)
    if form.is_valid() and attempt(form, attending.explain_low, activity, by=request.user, reason=_low(form)):
        return done(request, "已记下到会不足的原因。", back_to(activity, "attendance"))
    return show(request, activity, bound={"low": form}, status=422)


def _low(form: LowReasonForm) -> str:
    return str(form.cleaned_data["low_reason"])


@require_POST
def activity_reported(request: OfficeRequest, pk: int) -> HttpResponse:
    """Step 6: the host told the room who came; the hour may be entered afterwards."""
    activity = run(request, pk)
    form = ReportedForm(request.POST)
    if form.is_valid():
        hour = form.cleaned_data["at"]
        moment = clock.at(activity.day, hour) if hour else None
        if attempt(form, announcing.report_attendance, activity, by=request.user, at=moment):
            return done(request, "已记下通报到会的时间。", back_to(activity, "nine"))
    return show(request, activity, bound={"reported": form}, status=422)


@require_http_methods(["GET", "POST"])
def attendance_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """One line of the closed register, to be put right with a reason (M15)."""
    rows = Attendance.objects.select_related("activity__branch", "activity__record", "member", "marked_by")
    row = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    form = SettleForm(request.POST or None, initial={"status": row.status})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, attending.settle, row, by=request.user, **form.cleaned_data):
        return done(request, f"{row.member.name}的登记已更正。", back_to(row.activity, "attendance"))
    context = {"row": row, "activity": row.activity, "form": form}
    return page(request, "activities/activity/settle.html", context, status=422 if form.errors else 200)


def _row_of(activity: Activity, member: Member) -> Attendance:
    row = activity.attendances.filter(member=member).first()
    if row is None:
        raise DomainError(f"{member.name}不在这次活动的名册上。", code="not_on_roster")
    return row
