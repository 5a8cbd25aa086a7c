"""While it runs and after: the register, the closing, what the groups hand up, the make-ups."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm

from activities.choices import AttendanceStatus, MakeUpMethod, MakeUpState
from activities.forms.attending import CloseForm, LowReasonForm, ReportedForm
from activities.forms.group import GiveBackForm
from activities.forms.make_up import ContactForm, HandInForm, SendBackForm
from activities.models import Activity, MakeUp
from activities.reports.group_page import registers_of
from activities.reports.meeting_quorum import quorum_of
from activities.reports.register_lines import TABS, Register
from activities.rules.kind_limits import asks_make_up
from activities.services.confirming_make_ups import why_not
from activities.views.activity_parts.scene import ASIDE, MAIN, Bound, Part, Scene
from members.models import ContentDelivery, User
from members.reports.deliveries import brought_since
from partywork.common import clock
from partywork.common.requests import OfficeRequest

Needed = Mapping[str, Any] | None


def register_context(
    request: OfficeRequest, activity: Activity, register: Register, limits: Mapping[str, Any]
) -> dict[str, Any]:
    asked = request.POST.get("show") or request.GET.get("show") or ""
    tab = asked if asked in TABS else ""
    verdict = register.verdict
    return {
        "register": register,
        "verdict": verdict,
        "heads": verdict.headcount,
        "quorum": quorum_of(activity, limits),
        "lines": register.shown(tab),
        "tabs": register.tabs(),
        "tab": tab,
        "has_poster": limits["at.poster"],
    }


def register(scene: Scene) -> Needed:
    if scene.is_cancelled:
        return None
    low = {"low_reason": scene.activity.low_reason}
    return {
        **register_context(scene.request, scene.activity, scene.register, scene.limits),
        "low_form": scene.bound.get("low") or LowReasonForm(initial=low),
    }


def closing(scene: Scene) -> dict[str, Any]:
    verdict = scene.register.verdict
    form = scene.bound.get("close") or CloseForm()
    return {
        "close_form": form,
        "verdict": verdict,
        "heads": verdict.headcount,
        "asks_make_up": asks_make_up(scene.kind, scene.limits),
    }


def closing_after_the_end(scene: Scene) -> Needed:
    return closing(scene) if scene.has_ended and scene.may_run else None


def closing_while_it_runs(scene: Scene) -> Needed:
    return closing(scene) if scene.is_running and not scene.has_ended and scene.may_run else None


def reported(scene: Scene) -> Needed:
    """Step 6, the room is told who came: a step of the themed Party day."""
    if scene.is_cancelled or not scene.kind.has_nine_steps:
        return None
    return {"reported_form": scene.bound.get("reported") or ReportedForm()}


def groups(scene: Scene) -> Needed:
    """What each Party group handed up, with the form that gives it back (G03); nothing where none does."""
    activity = scene.activity
    if scene.is_draft or scene.is_cancelled:
        return None
    registers = registers_of(activity)
    return {"groups": [_group(register, scene.bound) for register in registers]} if registers else None


def _group(register: Any, bound: Bound) -> dict[str, Any]:
    name = f"group-{register.pk}"
    form = bound.get(name) or GiveBackForm(auto_id=f"id_group_{register.pk}_%s")
    return {"register": register, "form": form, "opened": name in bound}


def make_ups(scene: Scene) -> Needed:
    rows = make_ups_of(scene.activity, scene.bound, scene.request.user)
    if not rows:
        return None
    waiting = [each for each in rows if each["waits"] and each["refusal"] is None]
    return {"make_ups": rows, "waiting_make_ups": waiting}


def make_ups_of(activity: Activity, bound: Bound, user: User) -> list[dict[str, Any]]:
    rows = MakeUp.objects.filter(attendance__activity=activity).select_related(
        "attendance__member", "confirmed_by", "contacted_by", "handed_in_by"
    )
    ordered = sorted(
        rows, key=lambda row: (row.state == MakeUpState.CONFIRMED, row.attendance.member.name_key)
    )
    exempt = [row.attendance.member_id for row in ordered if row.attendance.status == AttendanceStatus.EXEMPT]
    brought = brought_since(exempt, activity.day) if exempt else {}
    return [_make_up(row, bound, user, brought.get(row.attendance.member_id)) for row in ordered]


def _make_up(row: MakeUp, bound: Bound, user: User, brought: ContentDelivery | None) -> dict[str, Any]:
    forms: dict[str, BaseForm] = {
        "contact": ContactForm(auto_id=f"id_contact_{row.pk}_%s"),
        "hand_in": HandInForm(
            make_up=row, auto_id=f"id_hand_in_{row.pk}_%s", initial=_brought_home(row, brought)
        ),
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


def _brought_home(row: MakeUp, brought: ContentDelivery | None) -> dict[str, Any]:
    """What the contact logged stands filled in: one click makes it the make-up (MEM-17)."""
    if brought is None or MakeUpMethod.HOME not in row.forms:
        return {}
    return {
        "method": MakeUpMethod.HOME,
        "done_on": brought.delivered_on,
        "visitors": brought.by_whom.name,
        "brought": brought.brought[:120],
        "minutes": brought.minutes,
    }


CLOSING_AFTER_THE_END = Part("activities/activity/_close.html", MAIN, closing_after_the_end)
CLOSING_WHILE_IT_RUNS = Part("activities/activity/_close.html", MAIN, closing_while_it_runs)
REGISTER = Part("activities/activity/_attendance.html", MAIN, register)
REPORTED = Part("activities/activity/_reported.html", ASIDE, reported)
GROUPS = Part("activities/activity/_groups.html", ASIDE, groups)
MAKE_UPS = Part("activities/activity/_make_ups.html", ASIDE, make_ups)
