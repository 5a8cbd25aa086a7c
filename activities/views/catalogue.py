"""The committee's catalogue of themes."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from activities.forms.catalogue import ThemeForm
from activities.models import CatalogueTheme
from activities.services import cataloguing
from branches.models import Organization
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


def catalogue(request: OfficeRequest) -> HttpResponse:
    """The themes of a year; adding one is on the same page."""
    year = year_asked(request.GET.get("year"), clock.today().year)
    scope = request.access.scope(Capability.REVIEW)
    owner = Organization.objects.within(scope).exclude(kind="branch").first()
    if owner is None:
        raise Http404("主题目录由上级党组织发布。")
    form = ThemeForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, cataloguing.offer, owner, year, by=request.user, **form.cleaned_data):
        return done(request, f"已放进 {year} 年主题目录。", "catalogue")
    themes = CatalogueTheme.objects.within(scope).filter(year=year).select_related("organization")
    context = {"themes": themes, "form": form, "year": year, "owner": owner}
    status = 422 if request.method == "POST" else 200
    return page(request, "activities/catalogue/list.html", context, status=status)


def theme(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, CatalogueTheme, pk, see=Capability.REVIEW, do=Capability.REVIEW)
    initial = {
        "title": row.title,
        "requirement": row.requirement,
        "months": row.months,
        "note": row.note,
    }
    form = ThemeForm(request.POST or None, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, cataloguing.change, row, by=request.user, **form.cleaned_data):
        return done(request, "已改好。", "catalogue")
    status = 422 if request.method == "POST" else 200
    return page(request, "activities/catalogue/theme.html", {"form": form, "theme": row}, status=status)


@require_POST
def withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, CatalogueTheme, pk, see=Capability.REVIEW, do=Capability.REVIEW)
    try:
        cataloguing.withdraw(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "catalogue")
    return done(request, "已从目录里删除。", "catalogue")
