"""The committee's page: its branches' people in figures, numbers given, the yearly analysis; names only by need."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from branches.models import Organization
from branches.reports.parameters import in_force
from members.access import Capability
from members.choices_publicity import SubmissionState
from members.forms.development_plan import AnalysisForm, NeedForm, QuotaForm, QuotaRequestForm
from members.models import Development, DevelopmentSubmission, QuotaRequest, TeamAnalysis
from members.reports.development_quota import quota_uses
from members.reports.development_team import STANDS, standing_of, team_counts, team_lines
from members.rules.development_quota import PRINCIPLE, REQUEST_MONTH
from members.services import development_planning as planning
from members.services.looking_down import say_why
from members.views.common import access_to, branches_of, choose, posted
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import attempt, submit
from partywork.common.paging import asked_page
from partywork.common.requests import actor
from partywork.common.responses import done, page

SEE, WORK = Capability.SEE_FILING, Capability.REVIEW
KEEP = Capability.KEEP_DEVELOPMENT


@require_safe
def development_team(request: HttpRequest) -> HttpResponse:
    """Figures by branch, what waits for an answer, the last analyses."""
    committee = _committee(request)
    year, today = _year(request), clock.today()
    branches = _below(committee)
    waiting = DevelopmentSubmission.objects.filter(to=committee, state=SubmissionState.WAITING)
    lines = team_lines(branches, year)
    analyses = TeamAnalysis.objects.filter(organization=committee)
    context: dict[str, Any] = {
        "committee": committee,
        "page": asked_page(request, lines),
        "stands": STANDS.values(),
        "totals": [sum(line.cells[i] for line in lines) for i in range(len(STANDS))],
        "given": sum(line.use.number or 0 for line in lines),
        "admitted": sum(line.use.admitted for line in lines),
        "year": year,
        "years": (today.year - 1, today.year, today.year + 1),
        "waiting": waiting.select_related("development", "branch").order_by("submitted_at"),
        "analyses": list(analyses.select_related("written_by")[:3]),
        "analysed": any(each.year == today.year for each in analyses),
        "works": access_to(request).may(WORK, committee),
        "principle": PRINCIPLE,
    }
    return page(request, "members/team/overview.html", context)


@FORM_PAGE
def development_quotas(request: HttpRequest) -> HttpResponse:
    """A number for each branch, a page at a time; what was typed for the branches of the page is what is given."""
    committee, year = _committee(request, do=WORK), _year(request)
    sent, everywhere = posted(request), _below(committee)
    pages = asked_page(request, everywhere)
    branches = list(pages) if sent is None else [each for each in everywhere if f"n{each.pk}" in sent]
    uses = quota_uses(branches, year)
    asked = {row.branch_id: row for row in QuotaRequest.objects.filter(branch__in=branches, year=year)}
    numbers = {pk: use.number for pk, use in uses.items()}
    form = QuotaForm(sent, branches=branches, numbers=numbers, initial={"year": year})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, planning.give_quotas, committee, year, form.numbers(), by=actor(request))
    ):
        changed = form.outcome  # type: ignore[attr-defined]
        return done(request, f"{year}年名额已保存，改了 {changed} 个党支部。", "development_team")
    rows = [(form[f"n{branch.pk}"], branch, uses[branch.pk], asked.get(branch.pk)) for branch in branches]
    context = {
        "committee": committee,
        "year": year,
        "form": form,
        "rows": rows,
        "principle": PRINCIPLE,
        "page": pages,
    }
    return page(request, "members/team/quotas.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def development_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands behind the figures of one branch: asked with a reason, each time, and noted (PI-15)."""
    committee = _committee(request, do=WORK)
    branch = Organization.objects.get_descendants(committee).branches().filter(pk=pk).first()
    if branch is None:
        raise Http404("没有这个党支部，或不在您的范围内。")
    form = NeedForm(posted(request))
    people: list[Any] = []
    if request.method == "POST" and form.is_valid():
        say_why(branch, by=actor(request), reason=form.cleaned_data["reason"])
        rows = standing_of(Development.objects.open().filter(branch=branch).with_steps().by_name())
        people = [(row, STANDS[row.stands], row.taken[-1] if row.taken else None) for row in rows]
    context = {
        "committee": committee,
        "branch": branch,
        "form": form,
        "people": people,
        "shown": form.is_bound and form.is_valid(),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return page(request, "members/team/names.html", context, status=status)


@FORM_PAGE
def development_analysis(request: HttpRequest) -> HttpResponse:
    """The yearly look at the activists (DV-06)."""
    committee = _committee(request, do=WORK)
    today = clock.today()
    last = TeamAnalysis.objects.filter(organization=committee, year=today.year).first()
    initial: dict[str, Any] = {"on": today}
    if last is not None:
        initial |= {name: getattr(last, name) for name in ("on", "situation", "problems", "measures")}
    form = AnalysisForm(posted(request), initial=initial)
    if request.method == "POST" and submit(
        form, planning.analyse_team, committee, year=today.year, by=actor(request)
    ):
        return done(request, f"{today.year}年的队伍分析已保存。", "development_team")
    counts = [(STANDS[stand], number) for stand, number in team_counts(committee).items()]
    context = {"committee": committee, "form": form, "counts": counts, "year": today.year}
    return page(request, "members/team/analysis.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def development_plan(request: HttpRequest) -> HttpResponse:
    """The branch's year: its number, and in November what it asks for the next (DV-25)."""
    branches, branch = choose(request, branches_of(request, KEEP))
    if branch is None:
        raise PermissionDenied("您的职务不能报发展计划。")
    today = clock.today()
    year = today.year + 1
    last = QuotaRequest.objects.filter(branch=branch, year=year).first()
    initial = {"number": last.number, "reason": last.reason} if last else {}
    form = QuotaRequestForm(posted(request), initial=initial)
    if request.method == "POST" and submit(form, planning.ask_for, branch, year, by=actor(request)):
        return done(request, f"{year}年的发展计划已报上级。", "development_plan")
    asked = bool(in_force(branch, today)["dv.plan_request"])
    context = {
        "branches": branches,
        "branch": branch,
        "form": form,
        "year": year,
        "use": quota_uses([branch], today.year)[branch.pk],
        "last": last,
        "asked": asked,
        "open": asked and today.month >= REQUEST_MONTH,
        "principle": PRINCIPLE,
    }
    return page(request, "members/team/plan.html", context, status=422 if form.is_bound else 200)


def _committee(request: HttpRequest, *, do: Capability | None = None) -> Organization:
    """The committee the person works for, or the one asked for by ?committee= inside what may be seen."""
    access = access_to(request)
    places = [
        grant.organization_id for grant in access.grants if not grant.in_branch and SEE in grant.capabilities
    ]
    rows = Organization.objects.within(access.scope(SEE)).filter(pk__in=places)
    asked = request.GET.get("committee") or request.POST.get("committee")
    committee = next((row for row in rows if not asked or str(row.pk) == asked), None)
    if committee is None and asked and rows:
        raise Http404("没有这个党组织，或不在您的范围内。")
    if committee is None:
        raise PermissionDenied("这一页给上级党组织看。")
    if do is not None and not access.may(do, committee):
        raise PermissionDenied("您的职务不能办这件事。")
    return committee


def _below(committee: Organization) -> list[Organization]:
    return list(Organization.objects.get_descendants(committee).branches().active_on(clock.today()))


def _year(request: HttpRequest) -> int:
    today = clock.today()
    asked = request.GET.get("year") or request.POST.get("year") or ""
    allowed = (today.year - 1, today.year, today.year + 1)
    return int(asked) if asked.isdecimal() and int(asked) in allowed else today.year
