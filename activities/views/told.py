"""通知到人: who knows of an event, whom to telephone, the tick, the reminder, the printed list (M03, M04, N11)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.models import Activity
from activities.reports.told import told_list
from activities.reports.unanswered import group_reminder, unanswered_on
from activities.services import announcing, calling
from activities.views.activity_page import run
from members.access import Capability
from members.models import Member
from members.services.reading_personal import read_phones
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, refused


@require_safe
@never_cache
def activity_told(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    context = _context(request, activity)
    waiting = unanswered_on(activity)
    context |= {
        "group_messages": activity.group_messages.select_related("robot").defer(
            "robot__address", "robot__secret"
        ),
        "may_set": request.access.may(Capability.SET_PARAMETER, activity.branch),
    }
    context |= {"waiting": len(waiting), "group_text": group_reminder(activity, len(waiting))}
    return page(request, "activities/told/detail.html", context)


@require_POST
def activity_call(request: OfficeRequest, pk: int) -> HttpResponse:
    """「已电话通知」, or off again; pressed twice it is pressed once."""
    activity = run(request, pk)
    key = number(request.POST.get("member")) or 0
    member = Member.objects.filter(spells__branch=activity.branch_id, pk=key).first()
    if member is None:
        raise Http404("没有找到这位党员，请刷新后再试。")
    verb = calling.not_called if request.POST.get("undo") else calling.called
    try:
        verb(activity, member, by=request.user)
    except DomainError as refusal:
        return _answer(request, activity, refusal.message, wrong=True)
    off = request.POST.get("undo")
    now = f"{clock.now():%H:%M}"
    sentence = f"已取消 {member.name} 的登记。" if off else f"{member.name}：已电话通知 {now}。"
    return _answer(request, activity, sentence)


@require_POST
def activity_remind(request: OfficeRequest, pk: int) -> HttpResponse:
    """Only whoever has said neither yes nor no; once a day each."""
    activity = run(request, pk)
    try:
        told = announcing.remind_now(activity, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, _here(activity))
    sentence = f"已提醒 {told} 人答复。" if told else "没有要提醒的人：都答复了，或今天已经提醒过。"
    return done(request, sentence, _here(activity))


def _answer(
    request: OfficeRequest, activity: Activity, sentence: str, *, wrong: bool = False
) -> HttpResponse:
    """The list with its new numbers for HTMX; without script back to the page."""
    if not request.htmx:
        return (refused if wrong else done)(request, sentence, _here(activity))
    context = {**_context(request, activity), "said": sentence, "said_wrong": wrong}
    return page(request, "activities/told/_list.html", context, status=422 if wrong else 200)


def _context(request: OfficeRequest, activity: Activity) -> dict[str, Any]:
    may_phone = request.access.may(Capability.MANAGE_MEMBER, activity.branch)
    told = told_list(activity)
    if may_phone and told.to_call:
        phones = read_phones(told.keys_to_call, by=request.user, reason=f"电话通知：{activity.theme}")
        told = told.with_phones(phones)
    return {
        "activity": activity,
        "told": told,
        "may_phone": may_phone,
        "is_ahead": activity.is_ahead(clock.now()) and activity.published_at is not None,
    }


def _here(activity: Activity) -> str:
    return reverse("activity_told", args=[activity.pk])
