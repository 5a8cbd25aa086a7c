"""Lectures and study sessions: who lectures, who leads the reading, who shared; the fixed evenings (MT-05, MT-15)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.study import LectureForm, SeriesForm
from activities.models import Activity, StudySeries
from activities.reports.study_page import series_of
from activities.services import lecturing, reading_turns, speaking, study_series
from activities.views.activity_page import back_to
from activities.views.own_branch import own_branch
from activities.views.recorder import recorded_by
from members.access import Capability
from members.models import Member, User
from members.reports.roster import on_roster
from partywork.common.asked import number
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, step

SEE, DO = Capability.SEE_ACTIVITY, Capability.RUN_ACTIVITY


@require_http_methods(["GET", "HEAD", "POST"])
def activity_lecture(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = recorded_by(request, pk)
    form = LectureForm(request.POST if request.method == "POST" else None, activity=activity)
    if request.method == "POST" and submit(form, lecturing.describe, activity, by=request.user):
        return done(request, "党课情况已记下。", back_to(activity, "study"))
    context = {"activity": activity, "form": form}
    return page(request, "activities/study/lecture.html", context, status=422 if form.errors else 200)


@require_POST
def activity_reader(request: OfficeRequest, pk: int) -> HttpResponse:
    """One click: this member leads the reading instead."""
    activity = recorded_by(request, pk)
    asked = number(request.POST.get("member"))
    member = get_object_or_404(on_roster(activity.branch_id, activity.day), pk=asked or 0)
    said = f"由{member.name}领学，已通知本人。"
    here = (back_to(activity, "study"),)
    return step(request, here, _give_reading, activity, member, by=request.user, said=said)


def _give_reading(activity: Activity, member: Member, *, by: User) -> None:
    reading_turns.give(reading_turns.study_of(activity), member, by=by)


@require_POST
def activity_sharing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who shared, ticked on a list; what was said may be written down row by row, and need not be."""
    activity = recorded_by(request, pk)
    chosen = [key for key in map(number, request.POST.getlist("member")) if key is not None]
    here = (back_to(activity, "study"),)
    return step(
        request,
        here,
        speaking.tick_sharers,
        activity,
        chosen,
        by=request.user,
        said=lambda count: f"已记下 {count} 位同志分享。",
    )


@require_safe
def study_list(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, SEE)
    context = {"branch": branch, "lines": series_of(branch), "may_run": request.access.may(DO, branch)}
    return page(request, "activities/study/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def study_new(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, DO)
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and submit(form, study_series.begin, branch, by=request.user):
        return done(request, "已设好。以后到时间自动开、自动通知、自动排领学人。", "study_list")
    context = {"branch": branch, "form": form}
    return page(request, "activities/study/new.html", context, status=422 if form.errors else 200)


@require_POST
def study_ending(request: OfficeRequest, pk: int) -> HttpResponse:
    series = load(request, StudySeries.objects.select_related("branch"), pk, see=SEE, do=DO)
    said = "以后不再自动开。已经通知的，不开请在活动里取消。"
    here = (f"{reverse('study_list')}?branch={series.branch_id}",)
    return step(request, here, study_series.end, series, by=request.user, said=said)
