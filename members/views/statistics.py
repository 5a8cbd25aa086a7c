"""党内统计: the tables of an organization as a draft of today or as they were frozen, printed and exported."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from branches.models import Organization
from members.access import Capability
from members.documents.statistics import StatisticsDocument, StatisticsSheet
from members.forms.statistics import FreezingForm
from members.models import MemberStatistics
from members.reports.statistics import latest, statistics_of
from members.reports.statistics_export import statistics_csv, statistics_xlsx
from members.rules.statistics_period import Period, periods
from members.services.freezing_statistics import freeze
from members.views.common import access_to
from partywork.common import clock
from partywork.common.answers import csv_answer, pdf_answer, xlsx_answer
from partywork.common.asked import number
from partywork.common.forms import attempt
from partywork.common.requests import actor, load, need
from partywork.common.responses import done, page

SEE, DO = Capability.SEE_MEMBER, Capability.MANAGE_MEMBER


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The tables of one organization and everything below it."""
    need(request, SEE)
    found = _organization(request)
    if found is None:
        return page(request, "members/statistics/page.html", {"organization": None})
    return _page(request, found, _period(request.GET.get("day", "")), FreezingForm())


@require_POST
def statistics_freezing(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the tables of a day that is over."""
    organization = load(request, Organization, pk, see=SEE, do=DO)
    form = FreezingForm(request.POST)
    if form.is_valid() and attempt(form, freeze, organization, by=actor(request), **form.cleaned_data):
        day = form.cleaned_data["day"]
        to = reverse("statistics", query={"organization": pk, "day": str(day)})
        return done(request, "已定稿，以后不再变动。", to)
    return _page(request, organization, _period(request.POST.get("day", "")), form, status=422)


@require_safe
def statistics_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """F-39 as PDF, spreadsheet or plain lines; of a frozen day what was frozen."""
    organization = load(request, Organization, pk, see=SEE)
    period = _period(request.GET.get("day", ""))
    sheet = _sheet(organization, period, latest(organization, period))
    name = f"{organization.called}{period.label}党统汇总.{kind}"
    if kind == "pdf":
        return pdf_answer(StatisticsDocument(sheet).render(), name)
    if kind == "xlsx":
        return xlsx_answer(statistics_xlsx(sheet, exporter=str(actor(request)), at=clock.now()), name)
    return csv_answer(statistics_csv(sheet), name)


def _page(
    request: HttpRequest, organization: Organization, period: Period, form: FreezingForm, *, status: int = 200
) -> HttpResponse:
    frozen = latest(organization, period)
    context: dict[str, Any] = {
        "organization": organization,
        "organizations": _own(request),
        "period": period,
        "periods": periods(clock.today()),
        "sheet": _sheet(organization, period, frozen),
        "frozen": frozen,
        "may_freeze": period.may_be_frozen(clock.today()) and access_to(request).may(DO, organization),
        "form": form,
    }
    return page(request, "members/statistics/page.html", context, status=status)


def _sheet(organization: Organization, period: Period, frozen: MemberStatistics | None) -> StatisticsSheet:
    if frozen is not None:
        return StatisticsDocument.from_json(frozen.content).content
    return statistics_of(organization, period)[0]


def _own(request: HttpRequest) -> list[Organization]:
    """Where the person holds a post that sees members: what may be chosen; others are reached from their page."""
    access = access_to(request)
    places = [grant.organization_id for grant in access.grants if SEE in grant.capabilities]
    rows = Organization.objects.within(access.scope(SEE))
    if access.operator:
        return list(rows.filter(depth=1).order_by("path"))
    return list(rows.filter(pk__in=places).order_by("path"))


def _organization(request: HttpRequest) -> Organization | None:
    asked = number(request.GET.get("organization"))
    if asked is None:
        own = _own(request)
        return own[0] if own else None
    return load(request, Organization, asked, see=SEE)


def _period(asked: str) -> Period:
    """The day asked for, today without one; 404 for a day that no table has."""
    if not asked:
        return Period(clock.today())
    try:
        found = Period(date.fromisoformat(asked))
    except ValueError:
        raise Http404("没有这个统计时点。") from None
    if found not in periods(clock.today(), years=20):
        raise Http404("没有这个统计时点。")
    return found
