"""发展党员: who is on the way in the branch, one person's path, and what is kept about the person."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from branches.models import Organization
from branches.reports.parameters import in_force
from members.access import Capability
from members.forms.development import (
    PERSON,
    ApplyForm,
    EarlierForm,
    EndForm,
    MoveForm,
    PersonForm,
    RestartForm,
    upload_of,
)
from members.forms.office import ExportForm
from members.models import Development, DevelopmentStep
from members.reports.attended import attended_of
from members.reports.development_path import path_of
from members.reports.development_way import way_of
from members.reports.developments import by_stage, developments_of
from members.rules.development_facts import StepFacts
from members.rules.development_path import WayFacts
from members.services import applying, developing
from members.services import developing_endings as endings
from members.services.looking_down import has_said_why
from members.views.common import access_to, branch_of, branches_of, choose
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import stored_answer
from partywork.common.forms import OfficeForm, attempt
from partywork.common.history import history_of
from partywork.common.requests import actor, load
from partywork.common.responses import done, page

SEE, MANAGE = Capability.SEE_DEVELOPMENT, Capability.KEEP_DEVELOPMENT


@require_safe
def development_list(request: HttpRequest) -> HttpResponse:
    """Who is on the way, by stage; or those whose way has ended."""
    if not access_to(request).may_anywhere(SEE):
        raise PermissionDenied("您的职务不能看发展党员的情况。")
    branches, branch = choose(request, branches_of(request, SEE))
    if branch is None:
        return page(request, "members/development/list.html", {"branches": []})
    if access_to(request).is_from_above(SEE, branch):
        return redirect("development_names", branch.pk)  # names alone; the branch works with the rest
    closed = "closed" in request.GET
    lines = developments_of(branch, clock.today(), closed=closed)
    context = {
        "branches": branches,
        "branch": branch,
        "lines": lines,
        "groups": by_stage(lines),
        "closed": closed,
        "late": sum(line.is_late for line in lines),
        "export_form": ExportForm(),
        "manages": access_to(request).may(MANAGE, branch),
    }
    return page(request, "members/development/list.html", context)


@require_safe
def development_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The five stages and twenty-five steps of one person."""
    development = find_development(request, pk)
    if asked := must_say_why(request, development.branch):
        return asked
    way = way_here(development)
    manages = access_to(request).may(MANAGE, development.branch)
    context: dict[str, Any] = {
        "development": development,
        "branch": development.branch,
        "way": way,
        "stages": path_of(development, way, clock.today()),
        "following": way.next_step if development.is_open else None,
        "contacts": development.contacts.filter(until=None).select_related("member"),
        "attended": attended_of(development),
        "manages": manages,
        "may_move": manages and access_to(request).reviews,
        "today": clock.today(),
        "history": history_of(development) if manages else [],
    }
    return page(request, "members/development/detail.html", context)


@FORM_PAGE
def development_new(request: HttpRequest) -> HttpResponse:
    """Somebody hands in the application."""
    branches = list(branches_of(request, MANAGE))
    branch = branch_of(request, branches)
    if branch is None:
        raise PermissionDenied("您的职务不能登记入党申请人。")
    form = ApplyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and attempt(form, _apply, request, form, branch):
        made = form.outcome  # type: ignore[attr-defined]
        sentence = f"已登记{made.name}的入党申请，请在一个月内派人谈话。"
        return done(request, sentence, "development_detail", made.pk)
    if "name" not in form.errors:
        del form.fields["another_person"]
    return _form(request, form, "登记入党申请", "登记", branch=branch)


@FORM_PAGE
def development_edit(request: HttpRequest, pk: int) -> HttpResponse:
    development = find_development(request, pk, do=MANAGE)
    form = PersonForm(request.POST or None, initial={name: getattr(development, name) for name in PERSON})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, applying.correct_person, development, form.applicant, by=actor(request)):
        return done(request, f"{development.name}的信息已更正。", "development_detail", pk)
    return _form(request, form, "更正信息", "保存更正", development=development)


@FORM_PAGE
def development_ending(request: HttpRequest, pk: int) -> HttpResponse:
    development = find_development(request, pk, do=MANAGE)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        verb = endings.stop if data["how"] == "stop" else endings.withdraw
        if attempt(form, verb, development, day=data["day"], reason=data["reason"], by=actor(request)):
            return done(
                request, f"{development.name}的发展过程已结束，材料照样保存。", "development_detail", pk
            )
    return _form(request, form, "停止培养或撤回申请", "登记", development=development)


@FORM_PAGE
def development_restart(request: HttpRequest, pk: int) -> HttpResponse:
    development = find_development(request, pk, do=MANAGE)
    form = RestartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, endings.restart, development, reason=reason, by=actor(request)):
            return done(request, f"{development.name}的发展过程重新开始。", "development_detail", pk)
    return _form(request, form, "重新开始", "重新开始", development=development)


@FORM_PAGE
def development_move(request: HttpRequest, pk: int) -> HttpResponse:
    development = find_development(request, pk, do=MANAGE)
    branches = branches_of(request, MANAGE).exclude(pk=development.branch_id)
    form = MoveForm(request.POST or None, branches=branches)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        where = {"day": data["day"], "reason": data["reason"]}
        if attempt(form, endings.move, development, data["to"], by=actor(request), **where):
            sentence = f"{development.name}已转到{data['to'].called}，以前的培养时间连续计算。"
            return done(request, sentence, "development_detail", pk)
    return _form(request, form, "转到其他支部", "转出", development=development)


@FORM_PAGE
def development_earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Cultivated elsewhere before: counted where a document shows it (DV-08)."""
    development = find_development(request, pk, do=MANAGE)
    form = EarlierForm(request.POST or None, request.FILES or None, development=development)
    if request.method == "POST" and form.is_valid() and attempt(form, _earlier, request, form, development):
        return done(request, "转来前的培养时间已计入。", "development_detail", pk)
    return _form(request, form, "转来前的培养时间", "保存", development=development)


@require_safe
def development_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The paper of a step, for whoever sees the person."""
    row = load(request, DevelopmentStep.objects.select_related("development__branch"), pk, see=SEE)
    if asked := must_say_why(request, row.development.branch):
        return asked
    if not row.paper:
        raise Http404("这一步没有附材料。")
    return stored_answer(row.paper, row.paper_name)


def must_say_why(request: HttpRequest, branch: Organization) -> HttpResponse | None:
    """Where somebody from above is asked first; None for the branch's own, and within the hour (PI-15).

    What somebody does is noted as what it is: only looking asks for a reason.
    """
    from_above = access_to(request).is_from_above(SEE, branch)
    if request.method == "POST" or not from_above or has_said_why(branch, actor(request)):
        return None
    return redirect("development_names", branch.pk)


def find_development(request: HttpRequest, pk: int, *, do: Capability | None = None) -> Development:
    rows = Development.objects.select_related("branch", "member").with_steps()
    return load(request, rows, pk, see=SEE, do=do)


def way_here(development: Development) -> WayFacts:
    limits = in_force(development.branch, clock.today())
    return way_of(development, limits, taken=development.taken)  # type: ignore[attr-defined]


def _apply(request: HttpRequest, form: ApplyForm, branch: Any) -> Development:
    data = form.cleaned_data
    taken = developing.Taken(data["day"], StepFacts(), paper=upload_of(form))
    another = data.get("another_person", False)
    return applying.apply(branch, form.applicant, taken, by=actor(request), another_person=another)


def _earlier(request: HttpRequest, form: EarlierForm, development: Development) -> None:
    data = form.cleaned_data
    applying.count_earlier(
        development,
        data["months"],
        place=data["place"],
        paper=upload_of(form),
        by=actor(request),
    )


def _form(
    request: HttpRequest,
    form: OfficeForm,
    title: str,
    action: str,
    *,
    development: Development | None = None,
    branch: Any = None,
) -> HttpResponse:
    context = {
        "form": form,
        "development": development,
        "branch": branch or (development.branch if development else None),
        "title": f"{development.name}：{title}" if development else title,
        "action": action,
        "has_file": form.is_multipart(),
    }
    return page(request, "members/development/form.html", context, status=422 if form.is_bound else 200)
