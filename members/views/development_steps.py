"""One of the twenty-five steps: taken, corrected, taken back, to be done anew."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from members.access import Capability
from members.forms.development import WhyForm, upload_of
from members.forms.development_step import StepForm
from members.forms.development_steps import FORMS, initial_of
from members.models import Development, DevelopmentStep
from members.reports.development_path import limits_text
from members.rules.development import BY_KEY, BY_REVIEW
from members.rules.development import DevelopmentStep as Step
from members.rules.development_path import missing_for
from members.services import developing
from members.services import developing_corrections as corrections
from members.views.developments import find_development, way_here
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, refused

SEE, MANAGE = Capability.SEE_DEVELOPMENT, Capability.KEEP_DEVELOPMENT


@FORM_PAGE
def development_step(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take the step: its small form, with the limits worked out beside it."""
    development = find_development(request, pk, do=MANAGE)
    step = BY_KEY.get(key)
    if step is None:
        raise Http404("二十五步里没有这一步。")
    if key in BY_REVIEW:
        return redirect("cultivation", pk)  # written there and nowhere else
    form = FORMS[key](request.POST or None, request.FILES or None, development=development, key=key)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, _take, request, form, development):
        row = form.outcome  # type: ignore[attr-defined]
        return done(request, _said(row), "development_detail", pk)
    form.hide_reason()
    return _step_page(request, form, development, step, "记入")


@FORM_PAGE
def development_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """The step as it should have been; the old entry is kept with the reason."""
    row = _row(request, pk)
    if row.key in BY_REVIEW:
        said = "考察办结以后不再更正；写错了的，请撤回登记，再写一次。"
        return refused(request, said, "development_detail", row.development_id)
    development = find_development(request, row.development_id, do=MANAGE)
    initial = {**initial_of(row.facts), "day": row.done_on, "note": row.note}
    form = FORMS[row.key](
        request.POST or None,
        request.FILES or None,
        development=development,
        key=row.key,
        correcting=True,
        initial=initial,
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, _correct, request, form, row):
        return done(request, f"“{row.step.title}”已更正。", "development_detail", row.development_id)
    form.hide_reason()
    return _step_page(request, form, development, row.step, "保存更正", correcting=row)


@FORM_PAGE
def development_taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Entered by mistake."""
    return _with_reason(request, pk, corrections.take_back, "撤回登记", "已撤回")


@FORM_PAGE
def development_anew(request: HttpRequest, pk: int) -> HttpResponse:
    """Expired, or decided too long ago: to be done anew."""
    return _with_reason(request, pk, corrections.do_again, "重新办理", "请重新办理")


def _with_reason(request: HttpRequest, pk: int, verb: Any, action: str, said: str) -> HttpResponse:
    row = _row(request, pk)
    form = WhyForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, verb, row, why=form.cleaned_data["why"], by=actor(request)):
        return done(request, f"“{row.step.title}”{said}。", "development_detail", row.development_id)
    context = {
        "form": form,
        "development": row.development,
        "branch": row.development.branch,
        "title": f"{row.development.name}：{action}“{row.step.title}”",
        "action": action,
    }
    return page(request, "members/development/form.html", context, status=422 if form.is_bound else 200)


def _row(request: HttpRequest, pk: int) -> DevelopmentStep:
    rows = DevelopmentStep.objects.select_related("development__branch")
    return load(request, rows, pk, see=SEE, do=MANAGE)


def _take(request: HttpRequest, form: StepForm, development: Development) -> DevelopmentStep:
    return developing.take_step(development, form.key, _taken(form), by=actor(request))


def _correct(request: HttpRequest, form: StepForm, row: DevelopmentStep) -> DevelopmentStep:
    why = form.cleaned_data["why"]
    return corrections.correct_step(row, _taken(form), why=why, by=actor(request))


def _taken(form: StepForm) -> developing.Taken:
    data = form.cleaned_data
    return developing.Taken(data["day"], form.facts, data["note"], data.get("reason", ""), upload_of(form))


def _said(row: DevelopmentStep) -> str:
    title = f"第{row.step.number}步“{row.step.title}”"
    if row.is_done:
        return f"{title}已记入{row.development.name}的纪实表。"
    return f"{title}已记入：{row.get_outcome_display()}。"


def _step_page(
    request: HttpRequest,
    form: StepForm,
    development: Development,
    step: Step,
    action: str,
    *,
    correcting: DevelopmentStep | None = None,
) -> HttpResponse:
    way = way_here(development)
    context = {
        "form": form,
        "development": development,
        "branch": development.branch,
        "step": step,
        "limits": limits_text(step, way, clock.today()),
        "missing": missing_for(step, way.done) if correcting is None else (),
        "action": action,
        "correcting": correcting,
    }
    return page(request, "members/development/step.html", context, status=422 if form.is_bound else 200)
