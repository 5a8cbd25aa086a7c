"""Honours of a branch: nominations and what became of them, labels, pairs, projects (CA-03..CA-09)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from branches.models import Organization
from members.access import Capability
from members.forms.honours import (
    HonourForm,
    HonourStepForm,
    LabelForm,
    PairForm,
    ProgressForm,
    ProjectForm,
    UntilForm,
)
from members.models import BrandProject, Honour, MemberLabel, Pairing
from members.reports.honours import doubts_of, honour_page
from members.services.honouring import (
    bring_forward,
    nominate,
    pair,
    put_label,
    put_project,
    take_honour_step,
    take_off,
)
from members.states_care import HONOUR
from members.views.common import access_to, branch_of, branches_of, choose
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page

NOMINATING = "支部自己的表扬当场生效；上级的先提名，再推荐，最后记结果。"
SEE, MANAGE = Capability.SEE_MEMBER, Capability.MANAGE_MEMBER


@require_safe
def honour_list(request: HttpRequest) -> HttpResponse:
    """荣誉: of one branch and one year; labels and pairs as they are today."""
    if not access_to(request).may_anywhere(SEE):
        raise PermissionDenied("您的职务不能看这一页。")
    branches, branch = choose(request, branches_of(request, SEE))
    year = year_asked(request.GET.get("year"), clock.today().year)
    context = {
        "branches": branches,
        "branch": branch,
        "year": year,
        "years": range(clock.today().year, clock.today().year - 6, -1),
        "found": honour_page(branch, year, clock.today()) if branch else None,
        "manages": branch is not None and access_to(request).may(MANAGE, branch),
    }
    return page(request, "members/honours/list.html", context)


@FORM_PAGE
def honour_new(request: HttpRequest) -> HttpResponse:
    branch = _branch(request)
    form = HonourForm(request.POST or None, branch=branch)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, nominate, branch, form.put(), by=actor(request)):
        honour = form.outcome  # type: ignore[attr-defined]
        doubt = doubts_of(branch, honour.year).of(honour)
        return done(request, f"已登记。{doubt}", "honour_list")
    return _form(
        request,
        form,
        branch,
        "登记荣誉",
        "登记",
        "支部自己的表扬当场生效；上级的先提名，再推荐，最后记结果。",
    )


@FORM_PAGE
def honour_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    honour = load(request, Honour.objects.select_related("member", "branch"), pk, see=SEE, do=MANAGE)
    known = {each.name: each.label for each in HONOUR.steps}
    if step not in known:
        raise Http404("没有这一步。")
    form = HonourStepForm(request.POST or None)
    if step != "award":
        del form.fields["review_on"]
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, take_honour_step, honour, step, by=actor(request), **form.cleaned_data):
        return done(request, f"{honour}：{known[step]}。", "honour_list")
    return _form(request, form, honour.branch, f"{honour}：{known[step]}", known[step], "")


@FORM_PAGE
def label_new(request: HttpRequest) -> HttpResponse:
    branch = _branch(request)
    form = LabelForm(request.POST or None, branch=branch)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        if attempt(form, put_label, data.pop("member"), branch, by=actor(request), **data):
            return done(request, "已挂牌。", "honour_list")
    return _form(
        request, form, branch, "挂先锋岗、责任区等标牌", "挂牌", "只记从哪天到哪天，不打分，不排名。"
    )


@FORM_PAGE
def label_ending(request: HttpRequest, pk: int) -> HttpResponse:
    label = load(request, MemberLabel.objects.select_related("member", "branch"), pk, see=SEE, do=MANAGE)
    return _ending(request, label, f"{label}：摘牌")


@FORM_PAGE
def pair_new(request: HttpRequest) -> HttpResponse:
    branch = _branch(request)
    form = PairForm(request.POST or None, branch=branch)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        if attempt(form, pair, data.pop("member"), branch, by=actor(request), **data):
            return done(request, "已结对。", "honour_list")
    return _form(request, form, branch, "结对帮扶职工", "结对", "职工只记姓名和部门，不记电话和家庭情况。")


@FORM_PAGE
def pair_ending(request: HttpRequest, pk: int) -> HttpResponse:
    row = load(request, Pairing.objects.select_related("member", "branch"), pk, see=SEE, do=MANAGE)
    return _ending(request, row, f"{row}：结束结对")


@FORM_PAGE
def project_new(request: HttpRequest) -> HttpResponse:
    branch = _branch(request)
    form = ProjectForm(request.POST or None, branch=branch)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, put_project, branch, by=actor(request), **form.cleaned_data):
        return done(request, "项目已登记。", "honour_list")
    return _form(request, form, branch, "登记党建项目", "登记", "")


@FORM_PAGE
def project_progress(request: HttpRequest, pk: int) -> HttpResponse:
    row = load(request, BrandProject.objects.select_related("branch"), pk, see=SEE, do=MANAGE)
    form = ProgressForm(request.POST or None, initial={"to": row.progress, "note": row.note})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, bring_forward, row, by=actor(request), **form.cleaned_data):
        return done(request, "进展已更新。", "honour_list")
    return _form(request, form, row.branch, f"{row}：进展", "保存", "")


def _branch(request: HttpRequest) -> Organization:
    branch = branch_of(request, branches_of(request, MANAGE))
    if branch is None:
        raise PermissionDenied("您的职务不能办这件事。")
    return branch


def _ending(request: HttpRequest, row: MemberLabel | Pairing, title: str) -> HttpResponse:
    form = UntilForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, take_off, row, by=actor(request), **form.cleaned_data):
        return done(request, "已结束，起止日期保留。", "honour_list")
    return _form(request, form, row.branch, title, "结束", "")


def _form(
    request: HttpRequest, form: BaseForm, branch: Organization, title: str, action: str, note: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "branch": branch,
        "title": title,
        "action": action,
        "note": note,
    }
    return page(request, "members/honours/form.html", context, status=422 if form.is_bound else 200)
