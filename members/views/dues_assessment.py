"""The yearly assessment F-16: who pays what from which month on, and by whose word less."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from branches.reports.parameters import in_force
from members.forms.dues import AssessmentForm, ReliefForm
from members.reports.dues_assessments import assessments_of
from members.reports.dues_member import explanation_of
from members.rules.dues_months import later, month_of, month_text
from members.rules.dues_scale import FIXED_KINDS, scale_texts
from members.services.dues_assessing import assess, keep_last_year, relieve, running
from members.views.common import Found
from members.views.dues_common import KEEP, dues_branch, dues_branches, find_dues_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import attempt
from partywork.common.money import yuan_text
from partywork.common.requests import actor
from partywork.common.responses import done, page, step
from partywork.common.verbs import journal


@FORM_PAGE
def dues_assessments(request: HttpRequest) -> HttpResponse:
    """Everybody's amount; the bases on asking, and the asking is noted."""
    branch = dues_branch(request, KEEP)
    year = clock.today().year
    if request.method == "POST":
        month = in_force(branch)["du.assess_month"]
        return step(
            request,
            ("dues_assessments",),
            keep_last_year,
            branch,
            year,
            by=actor(request),
            said=lambda kept: f"已确认 {kept} 人沿用上年的核定，从{year}年{month}月起。",
        )
    lines = assessments_of(branch, clock.today())
    shows_base = "base" in request.GET
    if shows_base:
        journal(branch, "read_dues_bases", by=actor(request), after=f"{len(lines)} 人")
    context = {
        "branches": dues_branches(request, KEEP),
        "branch": branch,
        "lines": lines,
        "shows_base": shows_base,
        "year": year,
        "waiting": sum(line.waits for line in lines),
        "missing": sum(line.assessment is None for line in lines),
    }
    return page(request, "members/dues/assessments.html", context)


@FORM_PAGE
def dues_assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: the kind, the base, from which month; then the explanation before it is confirmed."""
    found = find_dues_member(request, pk, do=KEEP)
    before = running(found.member)
    form = AssessmentForm(request.POST or None, initial=_initial(found, before))
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        if attempt(form, assess, found.member, found.branch, facts, by=actor(request)):
            made = form.outcome  # type: ignore[attr-defined]
            sentence = f"{found.member.name}从{month_text(made.since)}起每月{yuan_text(made.monthly_fen)}元。"
            answer = done(request, sentence, "dues_member", pk)
            if "next" not in request.POST:
                answer["Location"] = f"{reverse('dues_member', args=[pk])}?{urlencode({'base': 1})}"
            return answer
    context = {
        "form": form,
        "member": found.member,
        "branch": found.branch,
        "before": before,
        "explanation": explanation_of(before) if before is not None else None,
        "scales": scale_texts(month_of(clock.today())),
    }
    if before is not None and before.sealed_base:
        journal(found.member, "read_dues_base", by=actor(request))
    return page(request, "members/dues/assessment.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def dues_relief(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_dues_member(request, pk, do=KEEP)
    form = ReliefForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, relieve, found.member, found.branch, by=actor(request), **data):
            return done(request, f"已登记{found.member.name}的党费减免。", "dues_member", pk)
    context = {
        "form": form,
        "member": found.member,
        "branch": found.branch,
        "title": "减免党费",
        "action": "登记减免",
        "note": "须经支部研究、上级党委批准；没有批准的按全额交纳。",
    }
    return page(request, "members/dues/form.html", context, status=422 if form.is_bound else 200)


def _initial(found: Found, before: Any) -> dict[str, Any]:
    """Last time's kind; the month of the yearly assessment, or the next month in the middle of a year."""
    today = clock.today()
    yearly = date(today.year, in_force(found.branch, today)["du.assess_month"], 1)
    if before is None:
        return {"since": max(month_of(found.member.joined_on), yearly)}
    due = before.since < yearly and today >= yearly
    return {
        "kind": before.kind,
        "base": None if before.kind in FIXED_KINDS else before.base,
        "since": yearly if due else later(month_of(today)),
    }
