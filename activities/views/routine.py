"""The routine content of an event: oath, flag, charter, materials, money; each with a form of its own."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from activities.forms.routine import (
    CharterForm,
    CostForm,
    MaterialForm,
    RoutineForm,
    cost_initial,
    people_of,
    routine_initial,
)
from activities.models import Activity, CharterReading, CostLine, StudyMaterial
from activities.reports.charter_year import charter_year
from activities.reports.routine import reading_text, routine_of
from activities.rules.charter import range_text
from activities.services import routine, spending
from activities.views.activity_page import run
from members.access import Capability
from partywork.common.errors import DomainError
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused

SEE, DO = Capability.SEE_ACTIVITY, Capability.RUN_ACTIVITY


@require_safe
def activity_routine(request: OfficeRequest, pk: int) -> HttpResponse:
    return _show(request, run(request, pk))


@require_POST
def routine_note(request: OfficeRequest, pk: int) -> HttpResponse:
    activity, form = run(request, pk), RoutineForm(request.POST)
    if submit(form, routine.note, activity, by=request.user):
        return done(request, "已记下。", _page_of(activity))
    return _show(request, activity, {"note": form}, status=422)


@require_POST
def routine_charter(request: OfficeRequest, pk: int) -> HttpResponse:
    activity, form = run(request, pk), CharterForm(request.POST)
    if submit(form, routine.read_charter, activity, by=request.user):
        said = range_text(form.cleaned_data["first"], form.cleaned_data["last"])
        return done(request, f"已记下诵读党章{said}。", _page_of(activity, "charter"))
    return _show(request, activity, {"charter": form}, status=422)


@require_POST
def reading_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    reading = load(request, CharterReading.objects.select_related("activity"), pk, see=SEE, do=DO)
    return _remove(request, routine.unread_charter, reading, reading.activity, "charter")


@require_POST
def routine_materials(request: OfficeRequest, pk: int) -> HttpResponse:
    activity, form = run(request, pk), MaterialForm(request.POST)
    if submit(form, routine.offer_material, activity, by=request.user):
        return done(request, "已列入学习材料，补课的同志也看得到。", _page_of(activity, "materials"))
    return _show(request, activity, {"material": form}, status=422)


@require_POST
def material_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    material = load(request, StudyMaterial.objects.select_related("activity"), pk, see=SEE, do=DO)
    return _remove(request, routine.withdraw_material, material, material.activity, "materials")


@require_POST
def routine_costs(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    form = CostForm(request.POST, people=people_of(activity))
    if submit(form, spending.put_cost, activity, by=request.user):
        return done(request, f"“{form.cleaned_data['purpose']}”已记下。", _page_of(activity, "costs"))
    return _show(request, activity, {"cost": form}, status=422)


@require_POST
def cost_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    cost = load(request, CostLine.objects.select_related("activity"), pk, see=SEE, do=DO)
    return _remove(request, spending.strike_cost, cost, cost.activity, "costs")


def _remove(request: OfficeRequest, verb: Any, row: Any, activity: Activity, anchor: str) -> HttpResponse:
    back = _page_of(activity, anchor)
    try:
        verb(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back)
    return done(request, "已移去。", back)


def _page_of(activity: Activity, anchor: str = "") -> str:
    address = reverse("activity_routine", args=[activity.pk])
    return f"{address}#{anchor}" if anchor else address


def _show(
    request: OfficeRequest, activity: Activity, bound: dict[str, BaseForm] | None = None, *, status: int = 200
) -> HttpResponse:
    """The whole page; `bound` holds the form that was refused, with everything typed in it."""
    bound = bound or {}
    found, charter = routine_of(activity), charter_year(activity.branch, activity.for_year)
    record = getattr(activity, "record", None)
    next_range = charter.next_range or (None, None)
    budget = activity.row.budget if activity.row and not found.costs else None
    people = people_of(activity)
    context = {
        "activity": activity,
        "routine": found,
        "charter": charter,
        "readings": [(reading, reading_text(reading)) for reading in found.readings],
        "costs": [
            (cost, CostForm(people=people, initial=cost_initial(cost), auto_id=f"id_{cost.pk}_%s"))
            for cost in found.costs
        ],
        "may_write": activity.is_open or (record is not None and record.is_editable),
        "note_form": bound.get("note") or RoutineForm(initial=routine_initial(activity)),
        "charter_form": bound.get("charter")
        or CharterForm(initial={"first": next_range[0], "last": next_range[1]}),
        "material_form": bound.get("material") or MaterialForm(),
        "cost_form": bound.get("cost") or CostForm(people=people, initial={"planned": budget}),
        "refused": set(bound),
    }
    return page(request, "activities/routine/detail.html", context, status=status)
