"""The annual plan: the year on one page, its rows, and handing it in."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from activities.forms.plan import MODES, BeginForm, HeadForm, RowForm, SubmitForm
from activities.models import AnnualPlan, CatalogueTheme, PlannedActivity
from activities.plan_templates import TEMPLATES
from activities.reports.plan_list import plan_list as plans_of_year
from activities.reports.plan_page import plan_page, themes_for
from activities.services import planning
from branches.models import Organization
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


def own_branch(request: OfficeRequest) -> Organization | None:
    """The branch whose plan this person writes."""
    scope = request.access.scope(Capability.WRITE_PLAN)
    return Organization.objects.within(scope).branches().active_on(clock.today()).first()


@require_safe
def plan_list(request: OfficeRequest) -> HttpResponse:
    """A branch goes to its year; officials see every branch's plan of a year."""
    if own_branch(request) is not None:
        return redirect("plan_year", clock.today().year)
    year = year_asked(request.GET.get("year"), clock.today().year)
    scope = request.access.scope(Capability.SEE_PLAN)
    search, after = request.GET.get("q", "").strip()[:40], request.GET.get("after", "")[:255]
    listed = plans_of_year(scope, year, kind=request.GET.get("kind", ""), search=search, after=after)
    context = {"list": listed, "year": year, "search": search}
    return page(request, "activities/plan/list.html", context)


def plan_year(request: OfficeRequest, year: int) -> HttpResponse:
    """The branch's plan of a year; if there is none, how to begin one."""
    branch = own_branch(request)
    if branch is None or not 2000 <= year <= 2100:
        raise Http404
    scope = request.access.scope(Capability.WRITE_PLAN)
    plans = AnnualPlan.objects.within(scope).filter(branch=branch)
    plan = plans.filter(year=year).first()
    if plan is not None:
        return redirect("plan_detail", plan.pk)
    has_last_year = plans.filter(year=year - 1).exists()
    form = BeginForm(request.POST or None, has_last_year=has_last_year, year=year)
    if request.method == "POST" and form.is_valid():
        return _begin(request, branch, year, form.cleaned_data["start"])
    status = 422 if request.method == "POST" else 200
    return page(request, "activities/plan/begin.html", {"form": form, "year": year}, status=status)


def _begin(request: OfficeRequest, branch: Organization, year: int, start: str) -> HttpResponse:
    plan = planning.begin(branch, year, by=request.user)
    if start == "document":
        return redirect("plan_import", plan.pk)
    if start == "last":
        planning.copy_last_year(plan, by=request.user)
    elif start in TEMPLATES:
        rows = ({"month": m, "mode": mode, "content": text} for m, mode, text in TEMPLATES[start].rows)
        planning.take_over(plan, rows, by=request.user)
    planning.place_days(plan, by=request.user)
    return done(request, f"已开始 {year} 年度计划，请逐月核对。", "plan_detail", plan.pk)


@require_safe
def plan_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    plan = load(request, AnnualPlan.objects.select_related("branch"), pk, see=Capability.SEE_PLAN)
    return page(request, "activities/plan/detail.html", detail_context(request, plan))


def detail_context(request: OfficeRequest, plan: AnnualPlan, **forms: Any) -> dict[str, Any]:
    filing = getattr(plan, "filing", None)
    may_write = request.access.may(Capability.WRITE_PLAN, plan.branch)
    head = {"discussed_on": plan.discussed_on, "note": plan.note, "revision": plan.revision}
    return {
        "plan": plan,
        "page": plan_page(plan),
        "filing": filing,
        "rounds": list(
            filing.rounds.select_related("submitted_by", "answered_by").prefetch_related("remarks")
        )
        if filing
        else [],
        "may_edit": may_write and plan.state in planning.EDITABLE,
        "may_amend": may_write and plan.state == "approved",
        "may_file": request.access.may(Capability.FILE, plan.branch) and plan.state in planning.EDITABLE,
        "may_excuse": request.access.may(Capability.FILE, plan.branch),
        "superior": plan.branch.superior,
        "today": clock.today(),
        "head_form": HeadForm(initial=head),
        "submit_form": SubmitForm(),
        **forms,
    }


def row_new(request: OfficeRequest, pk: int) -> HttpResponse:
    plan = load(request, AnnualPlan, pk, see=Capability.SEE_PLAN, do=Capability.WRITE_PLAN)
    month = request.GET.get("month", "")
    row = PlannedActivity(plan=plan, month=int(month) if month in map(str, range(1, 13)) else 1)

    def verb(fields: dict[str, Any], _reason: str) -> PlannedActivity:
        return planning.add_row(plan, by=request.user, fields=fields)

    return _row_form(request, row, verb, "已加上。")


def row_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    rows = PlannedActivity.objects.select_related("plan__branch")
    row = load(request, rows, pk, see=Capability.SEE_PLAN, do=Capability.WRITE_PLAN)

    def verb(fields: dict[str, Any], reason: str) -> PlannedActivity:
        return planning.change_row(row, by=request.user, fields=fields, reason=reason)

    return _row_form(request, row, verb, "已改好。")


Verb = Callable[[dict[str, Any], str], PlannedActivity]


def _row_form(request: OfficeRequest, row: PlannedActivity, verb: Verb, sentence: str) -> HttpResponse:
    plan = row.plan
    themes = CatalogueTheme.objects.filter(pk__in=[theme.pk for theme in themes_for(plan.branch, plan.year)])
    with_reason = plan.state == "approved" and row.pk is not None
    # A copy is bound, so that a refused form never leaves its values on the row a verb will lock.
    bound = PlannedActivity(
        **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    )
    form = RowForm(request.POST or None, instance=bound, themes=themes, with_reason=with_reason)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, verb, form.values(), form.cleaned_data.get("reason", "")):
        return done(request, sentence, "plan_detail", plan.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "plan": plan, "row": row, "modes": MODES}
    return page(request, "activities/plan/row_form.html", context, status=status)


@require_POST
def row_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    rows = PlannedActivity.objects.select_related("plan")
    row = load(request, rows, pk, see=Capability.SEE_PLAN, do=Capability.WRITE_PLAN)
    try:
        planning.remove_row(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "plan_detail", row.plan_id)
    return done(request, "已删除这一行。", "plan_detail", row.plan_id)


@require_POST
def days(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put the fixed day to every row that has no date yet."""
    plan = load(request, AnnualPlan, pk, see=Capability.SEE_PLAN, do=Capability.WRITE_PLAN)
    try:
        placed = planning.place_days(plan, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "plan_detail", plan.pk)
    sentence = f"已按固定活动日排好 {placed} 个月。" if placed else "每一行都已有日期，没有改动。"
    return done(request, sentence, "plan_detail", plan.pk)


@require_POST
def head(request: OfficeRequest, pk: int) -> HttpResponse:
    plan = load(request, AnnualPlan, pk, see=Capability.SEE_PLAN, do=Capability.WRITE_PLAN)
    form = HeadForm(request.POST)
    if submit(form, planning.describe, plan, by=request.user):
        return done(request, "已保存。", "plan_detail", plan.pk)
    return page(
        request, "activities/plan/detail.html", detail_context(request, plan, head_form=form), status=422
    )


@require_POST
def submission(request: OfficeRequest, pk: int) -> HttpResponse:
    plan = load(request, AnnualPlan, pk, see=Capability.SEE_PLAN, do=Capability.FILE)
    form = SubmitForm(request.POST)
    if submit(form, planning.submit, plan, by=request.user):
        superior = plan.branch.superior
        return done(request, f"已报送{superior.called if superior else '上级'}。", "plan_detail", plan.pk)
    return page(
        request, "activities/plan/detail.html", detail_context(request, plan, submit_form=form), status=422
    )


@require_POST
def reopening(request: OfficeRequest, pk: int) -> HttpResponse:
    """Revise an approved plan as a whole; single rows are amended in place."""
    plan = load(request, AnnualPlan, pk, see=Capability.SEE_PLAN, do=Capability.FILE)
    try:
        planning.reopen(plan, by=request.user, reason=request.POST.get("reason", ""))
    except DomainError as refusal:
        return refused(request, refusal.message, "plan_detail", plan.pk)
    return done(request, "已转为修订，改好后请重新报送。", "plan_detail", plan.pk)


@require_safe
def version(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """A version as it was handed in."""
    plan = load(request, AnnualPlan, pk, see=Capability.SEE_PLAN)
    found = plan.versions.filter(number=number).select_related("made_by").first()
    if found is None:
        raise Http404
    return page(request, "activities/plan/version.html", {"plan": plan, "version": found})
