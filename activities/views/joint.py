"""The organizer's pages of a joint event: whom to ask, who adopted it, what is common, the common text (N25, E-21)."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.joint import (
    CommonTextForm,
    InvitationForm,
    JointChangeForm,
    NewJointForm,
    joint_initial,
)
from activities.forms.scheduling import AgendaForm, CancelForm
from activities.models import JointEvent, JointPart
from activities.reports.agenda_text import agenda_lines
from activities.reports.joint import is_ahead, parts_of, with_counts
from activities.services import joining
from activities.views.activity_page import back_to, run
from branches.models import Organization
from members.access import Capability
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from partywork.common.forms import attempt
from partywork.common.paging import asked_page
from partywork.common.requests import OfficeRequest, load, need
from partywork.common.responses import done, page, refused

LINES_A_PAGE = 50
JOINTS = JointEvent.objects.select_related("organizer", "lead__branch", "created_by")


def organizing(joint: JointEvent) -> Capability:
    """Who may act for the organizer: whoever runs the branch's activities, or does the committee's work."""
    return Capability.RUN_ACTIVITY if joint.organizer.is_branch else Capability.REVIEW


def organized(request: OfficeRequest, pk: int) -> JointEvent:
    """The event, for somebody who may do something with it."""
    joint = load(request, JOINTS, pk, see=Capability.SEE_ACTIVITY)
    return load(request, JOINTS, pk, see=Capability.SEE_ACTIVITY, do=organizing(joint))


def back(joint: JointEvent, anchor: str = "") -> str:
    address = reverse("joint_detail", args=[joint.pk])
    return f"{address}#{anchor}" if anchor else address


@require_safe
def joint_list(request: OfficeRequest) -> HttpResponse:
    """Joint days that one organizes, with how many branches have made them their own, and those one is asked to."""
    need(request, Capability.SEE_ACTIVITY)
    scope = request.access.scope(Capability.SEE_ACTIVITY)
    joints = JointEvent.objects.within(scope)
    asked = JointPart.objects.within(scope).exclude(joint__in=joints.values("pk"))
    rows = with_counts(joints).order_by("-starts_at", "-pk")
    context = {
        "page": asked_page(request, rows, LINES_A_PAGE),
        "asked": asked.select_related("joint__organizer", "branch", "activity").order_by("-joint__starts_at")[
            :LINES_A_PAGE
        ],
        "may_open": bool(_organizers(request)),
    }
    return page(request, "activities/joint/list.html", context)


@require_http_methods(["GET", "POST"])
def joint_new(request: OfficeRequest) -> HttpResponse:
    """A general branch or a committee opens a day for the branches below it (E-21)."""
    need(request, Capability.REVIEW)
    organizer = _organizers(request)[0]
    form = NewJointForm(request.POST or None, organizer=organizer)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = {"fields": form.common(), "branches": form.chosen, "agenda": form.items()}
        if attempt(form, joining.open_for_branches, organizer, by=request.user, **values):
            return done(request, f"已邀请 {len(form.chosen)} 个支部。", back(form.outcome))  # type: ignore[attr-defined]
    context = {"form": form, "organizer": organizer}
    return page(request, "activities/joint/new.html", context, status=422 if form.errors else 200)


@require_safe
def joint_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return show(request, load(request, JOINTS, pk, see=Capability.SEE_ACTIVITY))


def show(
    request: OfficeRequest, joint: JointEvent, *, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    bound = bound or {}
    parts = list(parts_of(joint))
    may_run = request.access.may(organizing(joint), joint.organizer)
    asked = {part.branch_id for part in parts if part.state in ("invited", "adopted")}
    ahead = is_ahead(joint)
    invitation = bound.get("invitation")
    if invitation is None and may_run and ahead:
        invitation = InvitationForm(organizer=joint.organizer, asked=asked)
    text = bound.get("text") or CommonTextForm(
        initial={"text": _first_text(joint), "revision": joint.revision}
    )
    context = {
        "joint": joint,
        "parts": parts,
        "adopted": sum(part.is_adopted for part in parts),
        "waiting": sum(part.state == "invited" for part in parts),
        "may_run": may_run,
        "is_ahead": ahead,
        "has_begun": joint.starts_at <= clock.now(),
        "names_people": not joint.organizer.is_branch,
        "invitation_form": invitation,
        "text_form": text,
        "refused": set(bound),
    }
    return page(request, "activities/joint/detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def activity_joint(request: OfficeRequest, pk: int) -> HttpResponse:
    """A branch asks others to hold its activity together (PD-08)."""
    activity = run(request, pk)
    form = InvitationForm(request.POST or None, organizer=activity.branch)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, joining.open_joint, activity, by=request.user, branches=form.chosen):
        joint: JointEvent = form.outcome  # type: ignore[attr-defined]
        return done(request, f"已邀请 {len(form.chosen)} 个支部，等他们的支委会决定。", back(joint))
    if request.method == "GET" and not activity.is_open:
        return refused(
            request, f"活动{activity.get_state_display()}，不能再邀请别的支部。", back_to(activity)
        )
    context = {"activity": activity, "form": form}
    return page(request, "activities/joint/open.html", context, status=422 if form.errors else 200)


@require_POST
def joint_invitations(request: OfficeRequest, pk: int) -> HttpResponse:
    joint = organized(request, pk)
    form = InvitationForm(request.POST, organizer=joint.organizer)
    if form.is_valid() and attempt(form, joining.invite_branches, joint, form.chosen, by=request.user):
        return done(request, f"已邀请 {len(form.chosen)} 个支部。", back(joint, "parts"))
    return show(request, joint, bound={"invitation": form}, status=422)


@require_POST
def joint_withdrawal(request: OfficeRequest, pk: int, part: int) -> HttpResponse:
    joint = organized(request, pk)
    row = joint.parts.filter(pk=part).select_related("branch", "joint").first()
    if row is None:
        return done(request, "邀请已收回。", back(joint, "parts"))
    try:
        joining.withdraw_invitation(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back(joint, "parts"))
    return done(request, f"已收回给{row.branch.called}的邀请。", back(joint, "parts"))


@require_http_methods(["GET", "POST"])
def joint_change(request: OfficeRequest, pk: int) -> HttpResponse:
    joint = organized(request, pk)
    if joint.lead_id is not None:  # the organizing branch changes its own activity, and all follow
        return redirect("activity_change", joint.lead_id)
    form = JointChangeForm(request.POST or None, initial=joint_initial(joint))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            joining.change(
                joint, by=request.user, revision=data["revision"], fields=form.common(), reason=data["reason"]
            )
        except Conflict as conflict:
            form = JointChangeForm(_with_revision(request, pk))
            form.add_error(None, conflict.message)
            joint = organized(request, pk)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return done(request, "已保存，各支部的活动随着改了。", back(joint))
    context = {"joint": joint, "form": form}
    return page(request, "activities/joint/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def joint_agenda(request: OfficeRequest, pk: int) -> HttpResponse:
    joint = organized(request, pk)
    if joint.lead_id is not None:
        return redirect("activity_agenda", joint.lead_id)
    initial = {"agenda": agenda_lines(joint.agenda), "revision": joint.revision}
    form = AgendaForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            joining.set_agenda(joint, form.items(), by=request.user, revision=form.cleaned_data["revision"])
        except Conflict as conflict:
            form = AgendaForm(_with_revision(request, pk))
            form.add_error(
                "agenda", f"{conflict.message}现在的议程是：{conflict.current['agenda'] or '空的'}"
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return done(request, "共同议程已保存，各支部的议程随着改了。", back(joint, "agenda"))
    context = {"joint": joint, "form": form}
    return page(request, "activities/joint/agenda.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def joint_cancel(request: OfficeRequest, pk: int) -> HttpResponse:
    joint = organized(request, pk)
    if joint.lead_id is not None:
        return redirect("activity_cancel", joint.lead_id)
    form = CancelForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, joining.cancel, joint, by=request.user, **form.cleaned_data):
        return done(request, "已取消，各支部和他们的党员已通知。", back(joint))
    context = {"joint": joint, "form": form}
    return page(request, "activities/joint/cancel.html", context, status=422 if form.errors else 200)


@require_POST
def joint_text(request: OfficeRequest, pk: int) -> HttpResponse:
    joint = organized(request, pk)
    form = CommonTextForm(request.POST)
    if form.is_valid():
        try:
            joining.write_text(joint, by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            form = CommonTextForm(_with_revision(request, pk))
            form.add_error("text", f"{conflict.message}现在的内容是：{conflict.current['text'] or '空的'}")
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return done(request, "共同文本已保存，各支部可以带入纪实表。", back(joint, "text"))
    return show(request, joint, bound={"text": form}, status=422)


def _with_revision(request: OfficeRequest, pk: int) -> QueryDict:
    """What was typed stays; sent once more, with the other version in view, it is then deliberate (E-82)."""
    data = request.POST.copy()
    data["revision"] = str(organized(request, pk).revision)
    return data


def _first_text(joint: JointEvent) -> str:
    """What stands, else what the organizing branch has written in its own sheet."""
    record = getattr(joint.lead, "record", None) if joint.lead is not None else None
    return joint.content or (record.content if record is not None else "")


def _organizers(request: OfficeRequest) -> list[Organization]:
    """The organizations above branches for which the person does the work, nearest to the top first."""
    scope = request.access.scope(Capability.REVIEW)
    rows = Organization.objects.within(scope).active_on(clock.today()).exclude(kind="branch")
    return list(rows.order_by("path")[:1])
