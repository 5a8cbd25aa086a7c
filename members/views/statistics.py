"""党内统计: the tables of an organization as a draft of today or as they were frozen, printed and exported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from branches.models import Organization
from members.access import Capability
from members.documents.statistics import StatisticsDocument, StatisticsSheet
from members.forms.statistics import FreezingForm
from members.models import MemberStatistics, StatisticsOrder
from members.reports.statistics import latest, statistics_of
from members.reports.statistics_export import statistics_csv, statistics_xlsx
from members.rules.statistics_period import Period, periods
from members.services.counting_statistics import have_counted, have_frozen, is_large
from members.services.freezing_statistics import freeze
from members.views.common import access_to
from partywork.common import clock
from partywork.common.answers import csv_answer, xlsx_answer
from partywork.common.asked import number
from partywork.common.forms import submit
from partywork.common.printing import have_printed
from partywork.common.requests import actor, load, need
from partywork.common.responses import done, page, refused

SEE, DO = Capability.SEE_MEMBER, Capability.MANAGE_MEMBER
WAIT = "还在统计，算好了再取。"


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
    """Freeze the tables of a day that is over; those of a large organization by the workers."""
    organization = load(request, Organization, pk, see=SEE, do=DO)
    form = FreezingForm(request.POST)
    large = is_large(organization)
    verb: Callable[..., Any] = have_frozen if large else freeze
    if submit(form, verb, organization, by=actor(request)):
        to = _place(organization, Period(form.cleaned_data["day"]))
        return done(request, "正在定稿，算好了就在这一页。" if large else "已定稿，以后不再变动。", to)
    return _page(request, organization, _period(request.POST.get("day", "")), form, status=422)


@require_safe
def statistics_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """F-39 as spreadsheet or plain lines; of a frozen day what was frozen."""
    organization = load(request, Organization, pk, see=SEE)
    period = _period(request.GET.get("day", ""))
    sheet = _shown(request, organization, period).sheet
    if sheet is None:
        return refused(request, WAIT, _place(organization, period))
    name = f"{organization.called}{period.label}党统汇总.{kind}"
    if kind == "xlsx":
        return xlsx_answer(statistics_xlsx(sheet, exporter=str(actor(request)), at=clock.now()), name)
    return csv_answer(statistics_csv(sheet), name)


@require_POST
def statistics_document(request: HttpRequest, pk: int) -> HttpResponse:
    """F-39 on paper, printed by the workers."""
    organization = load(request, Organization, pk, see=SEE)
    period = _period(request.POST.get("day", ""))
    sheet = _shown(request, organization, period).sheet
    if sheet is None:
        return refused(request, WAIT, _place(organization, period))
    content, name = StatisticsDocument(sheet).to_json(), f"{organization.called}{period.label}党统汇总.pdf"
    return redirect(
        "document_status", have_printed("member_statistics", content, name, place=organization.path)
    )


@dataclass(frozen=True)
class _Shown:
    """What a day's page shows: what was frozen, or is counted now, or was counted last by the workers."""

    sheet: StatisticsSheet | None
    frozen: MemberStatistics | None = None
    order: StatisticsOrder | None = None


def _shown(request: HttpRequest, organization: Organization, period: Period) -> _Shown:
    frozen = latest(organization, period)
    if frozen is not None:
        order = organization.statistics_orders.filter(as_of=period.last).first()
        return _Shown(StatisticsDocument.from_json(frozen.content).content, frozen, order)
    if not is_large(organization):
        return _Shown(statistics_of(organization, period)[0])
    order = have_counted(organization, period.last, by=actor(request))
    content = order.content
    return _Shown(StatisticsDocument.from_json(content).content if content else None, order=order)


def _page(
    request: HttpRequest, organization: Organization, period: Period, form: FreezingForm, *, status: int = 200
) -> HttpResponse:
    shown = _shown(request, organization, period)
    context: dict[str, Any] = {
        "organization": organization,
        "organizations": _own(request),
        "period": period,
        "periods": periods(clock.today()),
        "sheet": shown.sheet,
        "frozen": shown.frozen,
        "order": shown.order,
        "may_freeze": period.may_be_frozen(clock.today()) and access_to(request).may(DO, organization),
        "form": form,
    }
    return page(request, "members/statistics/page.html", context, status=status)


def _place(organization: Organization, period: Period) -> str:
    return reverse("statistics", query={"organization": organization.pk, "day": str(period.last)})


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
