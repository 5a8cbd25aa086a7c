"""The invited branch's side of a joint event: the common part, its own answer, and what follows from it (E-20)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from activities.forms.joint import AdoptionForm, WhyForm
from activities.models import ActivityChange, JointPart, RecordSheet
from activities.reports.joint import is_ahead, together_of
from activities.services import change_reports, joining, recording
from activities.views.activity_page import back_to
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from branches.rules.deadlines import Deadline, latest_notice_day
from members.access import Capability
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused

PARTS = JointPart.objects.select_related(
    "joint__organizer", "joint__lead", "branch", "activity", "answered_by"
)


@require_safe
def joint_part(request: OfficeRequest, pk: int) -> HttpResponse:
    return _show(request, load(request, PARTS, pk, see=Capability.SEE_ACTIVITY))


@require_POST
def joint_adoption(request: OfficeRequest, pk: int) -> HttpResponse:
    part = _own(request, pk)
    form = AdoptionForm(request.POST, part=part)
    if form.is_valid() and attempt(form, joining.adopt, part, by=request.user, **form.values()):
        activity = form.outcome  # type: ignore[attr-defined]
        return done(request, "已作为本支部的主题党日，下面是要发出的预告。", back_to(activity, "notice"))
    return _show(request, part, bound={"adoption": form}, status=422)


@require_POST
def joint_refusal(request: OfficeRequest, pk: int) -> HttpResponse:
    part = _own(request, pk)
    form = WhyForm(request.POST, auto_id="id_refusal_%s")
    if submit(form, joining.decline, part, by=request.user):
        return done(request, "已答复主办单位：不参加。", "joint_part", part.pk)
    return _show(request, part, bound={"refusal": form}, status=422)


@require_POST
def joint_leaving(request: OfficeRequest, pk: int) -> HttpResponse:
    part = _own(request, pk)
    activity = part.activity
    form = WhyForm(request.POST, auto_id="id_leaving_%s")
    if submit(form, joining.leave, part, by=request.user):
        to = back_to(activity) if activity is not None else reverse("joint_part", args=[part.pk])
        return done(request, "已退出联合活动，这次活动由本支部自己办。", to)
    return _show(request, part, bound={"leaving": form}, status=422)


@require_POST
def change_filing(request: OfficeRequest, pk: int) -> HttpResponse:
    """The branch's own change report, after the organizer moved or called off the day (PD-04)."""
    rows = ActivityChange.objects.select_related("activity__branch")
    row = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.FILE)
    try:
        change_reports.report(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back_to(row.activity))
    return done(request, "变更已报上级。", back_to(row.activity))


@require_POST
def record_common_text(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take the organizer's text into the own sheet; what was written there stays behind it."""
    records = RecordSheet.objects.select_related("activity")
    record = load(request, records, pk, see=Capability.SEE_RECORD, do=Capability.WRITE_RECORD)
    try:
        recording.take_common_text(record, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "record_detail", pk)
    return done(request, "共同文本已带入，请补充本支部的内容。", "record_detail", pk)


def _own(request: OfficeRequest, pk: int) -> JointPart:
    return load(request, PARTS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)


def _show(
    request: OfficeRequest, part: JointPart, *, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    bound = bound or {}
    joint = part.joint
    may_run = request.access.may(Capability.RUN_ACTIVITY, part.branch)
    ahead = is_ahead(joint)
    can_adopt = may_run and ahead and not part.is_adopted
    context = {
        "part": part,
        "joint": joint,
        "together": "、".join(together_of(joint)),
        "may_run": may_run,
        "is_ahead": ahead,
        "can_adopt": can_adopt,
        "can_leave": may_run and part.is_adopted and not part.is_host and _still_open(part),
        "latest": _latest_notice(part),
        "adoption_form": bound.get("adoption") or (_adoption(part) if can_adopt else None),
        "refusal_form": bound.get("refusal") or WhyForm(auto_id="id_refusal_%s"),
        "leaving_form": bound.get("leaving") or WhyForm(auto_id="id_leaving_%s"),
        "refused": set(bound),
    }
    return page(request, "activities/joint/part.html", context, status=status)


def _adoption(part: JointPart) -> AdoptionForm:
    form = AdoptionForm(part=part, initial={"on": min(clock.today(), clock.local_day(part.joint.starts_at))})
    if "row" in form.fields:
        form.initial["row"] = next(iter(form.rows))
    return form


def _still_open(part: JointPart) -> bool:
    return part.activity is not None and part.activity.is_open


def _latest_notice(part: JointPart) -> Deadline:
    """The last day on which the branch can still tell its members in time, by its own limits (PD-05)."""
    day = clock.local_day(part.joint.starts_at)
    limits = in_force(part.branch, day)
    working = limits["pd.notice_counting"] == "working"
    return latest_notice_day(day, int(limits["pd.notice_days"]), working, office_calendar())
