"""The page of one activity: everything about it, and on it only the acts that are open now."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from activities.choices import ActivityState, FilingKind, LeaveState, MakeUpState
from activities.forms.attending import (
    CloseForm,
    LeaveDecisionForm,
    LowReasonForm,
    ReportedForm,
)
from activities.forms.group import GiveBackForm
from activities.forms.make_up import ContactForm, HandInForm, SendBackForm
from activities.forms.scheduling import GuestForm, NoteForm, PublishForm, ThemeDecisionForm
from activities.models import Activity, Filing, LeaveRequest, MakeUp, Objection
from activities.reports.announcement import announcement_of
from activities.reports.forecast import outlook_of
from activities.reports.group_page import registers_of
from activities.reports.joint import joint_note
from activities.reports.leave_effect import DecisionEffect, decision_effects
from activities.reports.move_requests import move_requests
from activities.reports.rating_result import rating_result
from activities.reports.register import register_of
from activities.reports.register_lines import TABS, Register
from activities.reports.routine import routine_of
from activities.reports.steps import limits_of, steps_of
from activities.rules.step_facts import OFF, UNKNOWN, Step
from activities.rules.steps import steps_sentence
from activities.services.confirming_make_ups import why_not
from members.access import Access, Capability
from members.models import User
from partywork.common import clock
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import page

ACTIVITIES = Activity.objects.select_related(
    "branch", "row__plan", "host", "recorder", "record", "rating", "routine", "published_by"
).prefetch_related("agenda")
Bound = Mapping[str, BaseForm]


@require_safe
def activity_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return show(request, load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY))


def show(
    request: OfficeRequest, activity: Activity, *, bound: Bound | None = None, status: int = 200
) -> HttpResponse:
    """The whole page; `bound` holds the forms that were refused, with everything typed in them."""
    context = activity_context(request, activity, bound or {})
    return page(request, "activities/activity/detail.html", context, status=status)


def back_to(activity: Activity, anchor: str = "") -> str:
    address = reverse("activity_detail", args=[activity.pk])
    return f"{address}#{anchor}" if anchor else address


def run(request: OfficeRequest, pk: int, capability: Capability = Capability.RUN_ACTIVITY) -> Activity:
    """The activity, for somebody who may do something with it."""
    return load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=capability)


def activity_context(request: OfficeRequest, activity: Activity, bound: Bound) -> dict[str, Any]:
    access: Access = request.access
    now = clock.now()
    record = getattr(activity, "record", None)
    limits = limits_of(activity)
    steps = steps_of(activity, limits)
    make_ups = make_ups_of(activity, bound, request.user)
    return {
        "activity": activity,
        "record": record,
        "may_run": access.may(Capability.RUN_ACTIVITY, activity.branch),
        "may_decide": access.may(Capability.DECIDE_LEAVE, activity.branch),
        "may_file": access.may(Capability.FILE, activity.branch),
        "is_draft": activity.state == ActivityState.DRAFT,
        "is_held": activity.state == ActivityState.HELD,
        "is_cancelled": activity.state == ActivityState.CANCELLED,
        "is_ahead": activity.is_ahead(now),
        "is_running": activity.is_open and activity.starts_at <= now,
        "has_ended": activity.is_open and activity.ends_at <= now,
        "can_settle": record is not None and record.is_editable,
        "steps": [_strip(step, is_open=activity.is_open) for step in steps],
        "steps_sentence": steps_sentence(steps),
        "step2_mode": limits["pd.step2_mode"],
        "notice": announcement_of(activity, limits),
        "outlook": outlook_of(activity, limits)
        if activity.state == ActivityState.DRAFT and activity.is_ahead(now)
        else None,
        "leaves": leaves_of(activity, bound),
        "make_ups": make_ups,
        "groups": groups_of(activity, bound),
        "objections": Objection.objects.filter(activity=activity).select_related("member", "answered_by"),
        "waiting_make_ups": [each for each in make_ups if each["waits"] and each["refusal"] is None],
        "rating": rating_result(activity),
        "approval": _filing(activity),
        "joint": joint_note(activity),
        "changes": activity.changes.select_related("changed_by", "filing"),
        "move_requests": move_requests(activity),
        "guests": activity.guests.all(),
        "agenda": activity.agenda.all(),
        "routine": routine_of(activity),
        "publish_form": bound.get("publish") or PublishForm(),
        "close_form": bound.get("close") or CloseForm(),
        "low_form": bound.get("low") or LowReasonForm(initial={"low_reason": activity.low_reason}),
        "reported_form": bound.get("reported") or ReportedForm(),
        "guest_form": bound.get("guest") or GuestForm(),
        "decision_form": bound.get("decision") or ThemeDecisionForm(initial=_decided(activity)),
        "approval_form": bound.get("approval") or NoteForm(),
        "refused": set(bound),
        **register_context(request, register_of(activity, limits)),
    }


def register_context(request: OfficeRequest, register: Register) -> dict[str, Any]:
    asked = request.POST.get("show") or request.GET.get("show") or ""
    tab = asked if asked in TABS else ""
    verdict = register.verdict
    return {
        "register": register,
        "verdict": verdict,
        "heads": verdict.headcount,
        "lines": register.shown(tab),
        "tabs": register.tabs(),
        "tab": tab,
    }


def leaves_of(activity: Activity, bound: Bound) -> list[tuple[LeaveRequest, BaseForm, DecisionEffect | None]]:
    """Those that wait for an answer first, each with its form."""
    standing = activity.leaves.exclude(state=LeaveState.WITHDRAWN)
    rows = standing.select_related("member", "decided_by").prefetch_related("proofs")
    ordered = sorted(rows, key=lambda leave: leave.state != LeaveState.ASKED)
    effects = decision_effects(activity, ordered)
    return [
        (
            row,
            bound.get(f"leave-{row.pk}") or LeaveDecisionForm(auto_id=f"id_leave_{row.pk}_%s"),
            effects.get(row.pk),
        )
        for row in ordered
    ]


def groups_of(activity: Activity, bound: Bound) -> list[dict[str, Any]]:
    """What each Party group handed up, with the form that gives it back (G03); nothing where none does."""
    registers = registers_of(activity)
    if not any(register.pk for register in registers):
        return []
    return [
        {
            "register": register,
            "form": bound.get(f"group-{register.pk}") or GiveBackForm(auto_id=f"id_group_{register.pk}_%s"),
            "opened": f"group-{register.pk}" in bound,
        }
        for register in registers
    ]


def make_ups_of(activity: Activity, bound: Bound, user: User) -> list[dict[str, Any]]:
    rows = MakeUp.objects.filter(attendance__activity=activity).select_related(
        "attendance__member", "confirmed_by", "contacted_by", "handed_in_by"
    )
    ordered = sorted(
        rows, key=lambda row: (row.state == MakeUpState.CONFIRMED, row.attendance.member.name_key)
    )
    return [_make_up(row, bound, user) for row in ordered]


def _make_up(row: MakeUp, bound: Bound, user: User) -> dict[str, Any]:
    forms: dict[str, BaseForm] = {
        "contact": ContactForm(auto_id=f"id_contact_{row.pk}_%s"),
        "hand_in": HandInForm(make_up=row, auto_id=f"id_hand_in_{row.pk}_%s"),
        "send_back": SendBackForm(auto_id=f"id_send_back_{row.pk}_%s"),
    }
    opened = {name: bound[f"{name}-{row.pk}"] for name in forms if f"{name}-{row.pk}" in bound}
    waits = row.state == MakeUpState.DONE
    return {
        "row": row,
        "late": row.state != MakeUpState.CONFIRMED and row.due_at < clock.now(),
        "waits": waits,
        "refusal": why_not(row, user) if waits else None,
        "opened": list(opened),
        **forms,
        **opened,
    }


def _strip(step: Step, *, is_open: bool) -> dict[str, str]:
    """Before the end nothing waits to be settled: it simply has not come yet."""
    waiting = step.state == OFF or (step.state == UNKNOWN and is_open)
    return {"label": step.title, "state": "" if waiting else step.state, "fact": step.fact}


def _filing(activity: Activity) -> Filing | None:
    rows = Filing.objects.filter(activity=activity, kind=FilingKind.THEME)
    return rows.select_related("to").prefetch_related("rounds").first()


def _decided(activity: Activity) -> dict[str, Any]:
    return {"on": activity.decided_on, "note": activity.decided_note}
