"""The register of an event of several days: who was there on which, to be ticked by hand as well (PD-30)."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from activities.choices import HalfOfDay
from activities.models import Activity
from activities.reports.sessions import day_lines, sessions_at
from activities.rules.sessions import HalfDay
from activities.services import day_marking
from activities.views.activity_page import ACTIVITIES, back_to
from branches.reports.parameters import in_force
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


@require_http_methods(["GET", "POST"])
def activity_days(request: OfficeRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
        return _tick(request, activity)
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY)
    mode, sessions = sessions_at(activity)
    if not sessions:
        return refused(request, "这次活动签到一次就行，不分天登记。", back_to(activity, "attendance"))
    context = {
        "activity": activity,
        "mode": mode,
        "sessions": sessions,
        "min_share": in_force(activity.branch, activity.day)["at.early_leave_min_share"],
        "lines": day_lines(activity, sessions),
        "today": clock.today(),
        "may_tick": activity.is_open and request.access.may(Capability.RUN_ACTIVITY, activity.branch),
    }
    return page(request, "activities/activity/days.html", context)


def _tick(request: OfficeRequest, activity: Activity) -> HttpResponse:
    # Only who ever belonged to the branch: a refusal must not name a stranger.
    member = Member.objects.filter(
        spells__branch=activity.branch_id, pk=number(request.POST.get("member")) or 0
    ).first()
    half = _half(request)
    if member is None or half is None:
        return refused(request, "没有找到这位党员或这半天，请刷新后再试。", "activity_days", activity.pk)
    present = request.POST.get("present") == "1"
    try:
        day_marking.mark_half_day(activity, member, half, present=present, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "activity_days", activity.pk)
    _mode, sessions = sessions_at(activity)
    label = next((session.label for session in sessions if half in session.halves), half.label)
    word = "到会" if present else "取消登记"
    return done(request, f"{member.name}：{label}{word}。", "activity_days", activity.pk)


def _half(request: OfficeRequest) -> HalfDay | None:
    half = request.POST.get("half", "")
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        return None
    return HalfDay(on, half) if half in HalfOfDay.values else None
