"""The roster out again: in which columns, for what, and who took it (F-20, ST-06, PI-13)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from branches.models import Organization
from members.access import Capability
from members.forms.office import ExportForm
from members.forms.roster import RosterExportForm
from members.reports.roster_layouts import BUILT_IN, SIXTEEN, Layout
from members.reports.roster_mappings import layout_of, mappings_for
from members.services.roster_exporting import export_organizations, export_roster
from members.views.common import branch_of, branches_of
from partywork.common import clock
from partywork.common.answers import xlsx_answer
from partywork.common.forms import attempt
from partywork.common.requests import actor, address_of, load
from partywork.common.responses import refused


def layouts_for(branch: Organization) -> dict[str, Layout]:
    """The layouts of the program, and those kept by the branch and everything above it."""
    kept = [layout_of(mapping) for mapping in mappings_for([branch])]
    return {**BUILT_IN, **{layout.key: layout for layout in kept}}


def export_form(branch: Organization) -> RosterExportForm:
    """The form that stands on the list of members."""
    return RosterExportForm(layouts=[(key, layout.label) for key, layout in layouts_for(branch).items()])


@require_POST
def member_export(request: HttpRequest) -> HttpResponse:
    """The roster of a branch as a file; its purpose stands on it and in the record of exports."""
    branch = branch_of(request, branches_of(request, Capability.MANAGE_MEMBER))
    if branch is None:
        raise PermissionDenied("您的职务不能导出党员名册。")
    layouts = layouts_for(branch)
    form = RosterExportForm(request.POST, layouts=[(key, layout.label) for key, layout in layouts.items()])
    if not form.is_valid():
        return refused(request, "请写明导出名册的用途，至少四个字。", "member_list")
    data = form.cleaned_data
    layout = layouts[data["layout"] or SIXTEEN.key]
    made = attempt(
        form,
        export_roster,
        [branch],
        layout,
        full=data["full"],
        reason=data["reason"],
        by=actor(request),
        address=address_of(request),
    )
    if not made:
        return refused(request, "请写明导出名册的用途，至少四个字。", "member_list")
    return xlsx_answer(form.outcome, f"{branch.called}党员名册{clock.now():%Y%m%d}.xlsx")  # type: ignore[attr-defined]


@require_POST
def organization_export(request: HttpRequest, pk: int) -> HttpResponse:
    """党组织信息 of an organization and of those below it (F-21)."""
    place = load(request, Organization, pk, see=Capability.SEE_ORGANIZATION, do=Capability.MANAGE_MEMBER)
    form = ExportForm(request.POST)
    made = form.is_valid() and attempt(
        form,
        export_organizations,
        place,
        reason=form.cleaned_data["reason"],
        by=actor(request),
        address=address_of(request),
    )
    if not made:
        return refused(request, "请写明导出的用途，至少四个字。", "roster_mappings", place.pk)
    return xlsx_answer(form.outcome, f"{place.called}党组织信息{clock.now():%Y%m%d}.xlsx")  # type: ignore[attr-defined]
