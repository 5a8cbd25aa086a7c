"""The register of volunteer service: the year, one entry, the spreadsheet (F-42)."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.volunteering import StrikeForm, VolunteerServiceForm, service_initial
from activities.models import VolunteerService
from activities.reports.volunteer_ledger import volunteer_ledger, volunteer_workbook
from activities.services import volunteering
from activities.views.charter import years_around
from activities.views.own_branch import own_branch
from branches.models import Organization
from members.access import Capability
from partywork.common import clock
from partywork.common.answers import xlsx_answer
from partywork.common.asked import number
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page

ROWS = VolunteerService.objects.select_related("branch")


@require_safe
def volunteer_list(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    year = year_asked(request.GET.get("year"), clock.today().year)
    context = {
        "ledger": volunteer_ledger(branch, year),
        "years": years_around(),
        "may_write": request.access.may(Capability.RUN_ACTIVITY, branch),
    }
    return page(request, "activities/volunteering/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_new(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    initial = {"on": clock.today(), "activity": number(request.GET.get("activity"))}
    form = VolunteerServiceForm(
        request.POST if request.method == "POST" else None, branch=branch, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        minutes = form.cleaned_data["minutes"]
        if attempt(form, volunteering.register, branch, form.service(), minutes, by=request.user):
            return done(request, f"已登记，{len(minutes)} 人。", "volunteer_list")
    return _form_page(request, branch, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    bound = request.POST if request.method == "POST" else None
    form = VolunteerServiceForm(bound, branch=row.branch, initial=service_initial(row))
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, row.branch, form, row)
    values: dict[str, Any] = {"by": request.user, "revision": form.cleaned_data["revision"] or 0}
    if attempt(form, volunteering.correct, row, form.service(), form.cleaned_data["minutes"], **values):
        return done(request, "已更正。", "volunteer_list")
    if form.has_error("__all__", "conflict"):
        return _form_page(request, row.branch, _on_top(request, _row(request, pk), form), row, status=409)
    return _form_page(request, row.branch, form, row)


@require_POST
def volunteer_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = StrikeForm(request.POST)
    if submit(form, volunteering.strike, row, by=request.user):
        return done(request, "已从登记中撤销。", "volunteer_list")
    shown = VolunteerServiceForm(branch=row.branch, initial=service_initial(row))
    return _form_page(request, row.branch, shown, row, strike=form, status=422)


@require_safe
def volunteer_file(request: OfficeRequest, year: int) -> HttpResponse:
    """The .xlsx; nothing in it can run as a formula (PI-13)."""
    branch = own_branch(request, Capability.SEE_RECORD)
    name = f"{branch.called}{year}年志愿服务登记.xlsx"
    content = volunteer_workbook(volunteer_ledger(branch, year), by=str(request.user))
    return xlsx_answer(content, name)


def _row(request: OfficeRequest, pk: int) -> VolunteerService:
    return load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)


def _on_top(
    request: OfficeRequest, row: VolunteerService, form: VolunteerServiceForm
) -> VolunteerServiceForm:
    """What was typed stays; saving once more is then deliberate (E-82)."""
    data = request.POST.copy()
    data["revision"] = str(row.revision)
    again = VolunteerServiceForm(data, branch=row.branch)
    again.is_valid()
    for sentence in form.non_field_errors():
        again.add_error(None, sentence)
    return again


def _form_page(
    request: OfficeRequest,
    branch: Organization,
    form: VolunteerServiceForm,
    row: VolunteerService | None,
    *,
    strike: StrikeForm | None = None,
    status: int | None = None,
) -> HttpResponse:
    context = {"form": form, "branch": branch, "row": row, "strike": strike or StrikeForm()}
    answer = status or (422 if form.errors else 200)
    return page(request, "activities/volunteering/form.html", context, status=answer)
