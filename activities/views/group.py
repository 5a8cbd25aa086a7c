"""A group leader's evening on a phone: who is there, hand up, remind (G01 to G03, G05, G07)."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from activities.choices import ActivityState
from activities.models import Activity, GroupRegister
from activities.reports.announcement import notice_text
from activities.reports.group_page import for_group, group_activity, group_home
from activities.services import leading
from activities.views.own_group import group_or_404, own_group
from branches.models import PartyGroup
from members.models import Member
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page, step

T = TypeVar("T")
WORDS = {"": "已取消登记", "present": "到会", "late": "迟到", "online": "线上到会", "absent": "没来"}


@require_safe
def group_home_page(request: OfficeRequest) -> HttpResponse:
    group = own_group(request)
    if group is None:
        return page(request, "activities/group/nobody.html")
    now = clock.now()
    context = {"group": group, "home": group_home(group, now), "now": now}
    return page(request, "activities/group/home.html", context)


@require_safe
def group_activity_page(request: OfficeRequest, pk: int) -> HttpResponse:
    group, activity = _mine(request, pk)
    context = {
        "group": group,
        "activity": activity,
        "shown": group_activity(activity, group),
        "is_ahead": activity.is_ahead(clock.now()),
        "is_draft": activity.state == ActivityState.DRAFT,
        "may_close": activity.is_open and clock.now() >= activity.starts_at,
        "text": notice_text(activity),
    }
    return page(request, "activities/group/activity.html", context)


@require_POST
def marks(request: OfficeRequest, pk: int) -> HttpResponse:
    """One tap a person; of other groups nobody is even named."""
    group, activity = _mine(request, pk)
    member = get_object_or_404(
        Member,
        spells__group=group,
        pk=number(request.POST.get("member")) or 0,
        spells__period__contains=activity.day,
    )
    status = request.POST.get("status", "")
    said = f"{member.name}：{WORDS.get(status, '')}。"
    verb, here = leading.mark, ("group_activity", pk)
    return step(request, here, verb, activity, group, member, status=status, by=request.user, said=said)


@require_POST
def rest(request: OfficeRequest, pk: int) -> HttpResponse:
    return _step(
        request, pk, leading.mark_rest_present, lambda ticked: f"已登记 {ticked} 人到会。请改正没来的人。"
    )


@require_POST
def handing_up(request: OfficeRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        leading.hand_up,
        lambda register: f"已上报：到会 {register.present} 人，应到 {register.expected} 人。等书记确认。",
    )


@require_POST
def taking_back(request: OfficeRequest, pk: int) -> HttpResponse:
    group, activity = _mine(request, pk)
    register = get_object_or_404(GroupRegister, activity=activity, group=group)
    here, said = ("group_activity", pk), "收回来了，改好再上报。"
    return step(request, here, leading.take_back, register, by=request.user, said=said)


@require_POST
def reminder(request: OfficeRequest, pk: int) -> HttpResponse:
    def said(told: int) -> str:
        return f"已提醒 {told} 人。" if told else "今天都提醒过了，或者没有要提醒的人。"

    return _step(request, pk, leading.remind_group, said)


def _step(request: OfficeRequest, pk: int, verb: Callable[..., T], said: Callable[[T], str]) -> HttpResponse:
    """One of the leader's buttons: about the own group and one activity, back on its page."""
    group, activity = _mine(request, pk)
    return step(request, ("group_activity", pk), verb, activity, group, by=request.user, said=said)


def _mine(request: OfficeRequest, pk: int) -> tuple[PartyGroup, Activity]:
    """An activity of the own branch that was announced or held; a draft is the secretary's alone, unless it is the
    group's own meeting.
    """
    group = group_or_404(request)
    rows = Activity.objects.select_related("branch", "host", "group").filter(branch=group.branch_id)
    activity = rows.filter(for_group(group), pk=pk).first()
    if activity is None:
        raise Http404("没有这次活动，或它不是您支部的。")
    return group, activity
