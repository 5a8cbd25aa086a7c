"""Announcing activities, changing and calling them off."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices import ActivityState
from activities.forms.scheduling import (
    CancelForm,
    ChangeForm,
    GuestForm,
    NoteForm,
    ObserverForm,
    PublishForm,
    ThemeDecisionForm,
    change_initial,
)
from activities.models import Activity, Guest
from activities.reports.days_to_meet import days_to_meet
from activities.reports.hosting import host_verdict
from activities.reports.move_requests import agreed_days
from activities.services import announcing, at_host, changing, following, observing, preparing
from activities.views.activity_page import back_to, run, show
from members.access import Capability
from members.models import TemporaryStay
from partywork.common.asked import number
from partywork.common.errors import Conflict, DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


@require_POST
def activity_announce(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    form = PublishForm(request.POST)
    if submit(form, announcing.announce, activity, by=request.user):
        return done(request, "预告已发出。", back_to(activity, "notice"))
    return show(request, run(request, pk), bound={"publish": form}, status=422)


@require_http_methods(["GET", "POST"])
def activity_change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everything that may still change; the lawful days stand beside it (N23)."""
    activity = run(request, pk)
    if not activity.is_open:
        return refused(request, f"活动{activity.get_state_display()}，不能再改。", back_to(activity))
    initial = change_initial(activity)
    agreed = agreed_days(activity).get(number(request.GET.get("agreed")) or 0)
    if agreed is not None:
        initial |= {"day": agreed.new_day, "reason": agreed.reason}
    form = _change_form(activity, request.POST or None, initial)
    overtaken = asks_first = False
    if request.method == "POST" and form.is_valid():
        try:
            changing.change(
                activity,
                by=request.user,
                revision=form.cleaned_data["revision"],
                fields=form.fields_of_activity(),
                reason=form.cleaned_data["reason"],
            )
        except Conflict as conflict:
            overtaken = True
            form = _on_top_of_the_other(request, run(request, pk), conflict)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            asks_first = refusal.code == "ask_first" and request.access.may(Capability.FILE, activity.branch)
        else:
            return done(request, _saved(run(request, pk)), back_to(activity))
    return _change_page(request, run(request, pk), form, overtaken=overtaken, asks_first=asks_first)


def _change_form(activity: Activity, data: QueryDict | None, initial: dict[str, Any]) -> ChangeForm:
    follows = following.part_followed(activity) is not None
    return ChangeForm(data, activity=activity, follows=follows, initial=initial)


def _saved(activity: Activity) -> str:
    """Saved, and what the committee will see about the host (PD-11)."""
    warnings = host_verdict(activity).warnings
    return f"已保存。请留意：{'；'.join(warnings)}。" if warnings else "已保存。"


def _on_top_of_the_other(request: OfficeRequest, activity: Activity, conflict: Conflict) -> ChangeForm:
    """What was typed stays; saving once more, with the other version in view, is then deliberate (E-82)."""
    data = request.POST.copy()
    data["revision"] = str(activity.revision)
    form = _change_form(activity, data, change_initial(activity))
    form.is_valid()
    form.add_error(None, conflict.message)
    return form


def _change_page(
    request: OfficeRequest, activity: Activity, form: ChangeForm, *, overtaken: bool, asks_first: bool
) -> HttpResponse:
    context = {
        "activity": activity,
        "form": form,
        "overtaken": overtaken,
        "asks_first": asks_first,
        "days": days_to_meet(activity),
        "is_announced": activity.state == ActivityState.ANNOUNCED,
    }
    status = (409 if overtaken else 422) if form.errors else 200
    return page(request, "activities/activity/change.html", context, status=status)


@require_POST
def activity_guests(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    form = GuestForm(request.POST)
    if submit(form, preparing.invite, activity, by=request.user):
        return done(
            request, f"已登记来宾 {form.cleaned_data['name']}，不计入到会率。", back_to(activity, "guests")
        )
    return show(request, activity, bound={"guest": form}, status=422)


@require_POST
def activity_observers(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody on the way in the branch was there: on the list, and in the own file (DV-26)."""
    activity = run(request, pk)
    form = ObserverForm(request.POST, branch=activity.branch_id)
    if submit(form, observing.let_observe, activity, by=request.user):
        name = form.cleaned_data["development"].name
        return done(request, f"{name}已记为列席，不计入应到。", back_to(activity, "guests"))
    why = next(iter(form.errors.get("development", ())), "请选择列席的同志。")
    return refused(request, str(why), back_to(activity, "guests"))


@require_POST
def activity_stay(request: OfficeRequest, pk: int) -> HttpResponse:
    """到会, of somebody with a temporary relation: a guest, in no denominator (MEM-15)."""
    activity = run(request, pk)
    stays = TemporaryStay.objects.filter(branch=activity.branch_id).select_related("branch", "recorded_by")
    stay = get_object_or_404(stays, pk=number(request.POST.get("stay")) or 0)
    try:
        at_host.came(activity, stay, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back_to(activity, "guests"))
    return done(request, f"已记下{stay.name}到会，不计入到会率。", back_to(activity, "guests"))


@require_POST
def guest_remove(request: OfficeRequest, pk: int) -> HttpResponse:
    guests = Guest.objects.select_related("activity")
    guest = load(request, guests, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    try:
        preparing.uninvite(guest, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back_to(guest.activity, "guests"))
    return done(request, f"已移去来宾 {guest.name}。", back_to(guest.activity, "guests"))


@require_POST
def activity_decision(request: OfficeRequest, pk: int) -> HttpResponse:
    """Step 1: the day on which the branch committee settled the theme."""
    activity = run(request, pk)
    form = ThemeDecisionForm(request.POST)
    if submit(form, preparing.decide_theme, activity, by=request.user):
        return done(request, "已记下定题日期。", back_to(activity, "theme"))
    return show(request, activity, bound={"decision": form}, status=422)


@require_POST
def activity_approval(request: OfficeRequest, pk: int) -> HttpResponse:
    """Step 2: the theme goes to the superior."""
    activity = run(request, pk, Capability.FILE)
    form = NoteForm(request.POST)
    if submit(form, preparing.ask_approval, activity, by=request.user):
        return done(request, "主题已报上级。", back_to(activity, "theme"))
    return show(request, activity, bound={"approval": form}, status=422)


@require_http_methods(["GET", "POST"])
def activity_cancel(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    form = CancelForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, changing.cancel, activity, by=request.user, **form.cleaned_data):
        told = "，已通知大家" if activity.published_at else ""
        return done(request, f"活动已取消{told}。本月还须另行安排。", reverse("activity_list"))
    context = {"activity": activity, "form": form}
    return page(request, "activities/activity/cancel.html", context, status=422 if form.errors else 200)
