"""表格样式: how another office lays out its rosters, made once from one of its files (ST-06, E-83)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from branches.models import Organization
from members.access import Capability
from members.forms.office import ExportForm
from members.forms.roster import MappingFileForm, MappingForm
from members.importing.columns import NOT_READ, header_field
from members.importing.heads import head_of
from members.models import RosterMapping
from members.reports.roster_mappings import mappings_for
from members.services.mapping import MOST_COLUMNS, drop_mapping, keep_mapping
from members.views.member import FORM_PAGE
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page
from partywork.common.spreadsheets import read_sheets


@FORM_PAGE
def roster_mappings(request: HttpRequest, pk: int) -> HttpResponse:
    """The layouts an organization may use, and a file to make another one from."""
    place = _place(request, pk)
    form = MappingFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and attempt(form, _headings, form.cleaned_data["file"]):
        made = MappingForm(headings=form.outcome)  # type: ignore[attr-defined]
        return page(request, "members/roster/mapping_form.html", {"form": made, "place": place})
    context = {
        "place": place,
        "mappings": mappings_for([place]),
        "form": form,
        "export_form": ExportForm(),
    }
    return page(request, "members/roster/mappings.html", context, status=422 if form.is_bound else 200)


@require_POST
def roster_mapping_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the layout: its name, and the item below each heading."""
    place = _place(request, pk)
    headings = [(heading, NOT_READ) for heading in request.POST.getlist("heading")[:MOST_COLUMNS]]
    form = MappingForm(request.POST, headings=headings)
    if form.is_valid() and attempt(
        form, keep_mapping, place, form.cleaned_data["name"], form.columns(), by=actor(request)
    ):
        sentence = f"已存好“{form.cleaned_data['name']}”，导入和导出名册时可以选它。"
        return done(request, sentence, "roster_mappings", place.pk)
    return page(request, "members/roster/mapping_form.html", {"form": form, "place": place}, status=422)


@require_POST
def roster_mapping_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Use the layout no longer."""
    mapping: Any = load(request, RosterMapping, pk, see=Capability.MANAGE_MEMBER, do=Capability.MANAGE_MEMBER)
    place = mapping.organization_id
    drop_mapping(mapping, by=actor(request))
    return done(request, f"“{mapping.name}”不再使用。", "roster_mappings", place)


def _place(request: HttpRequest, pk: int) -> Organization:
    return load(request, Organization, pk, see=Capability.SEE_ORGANIZATION, do=Capability.MANAGE_MEMBER)


def _headings(upload: Any) -> list[tuple[str, str]]:
    """The headings of the first sheet that has one for 姓名, with what each is taken for."""
    for sheet in read_sheets(upload.read()):
        head = head_of(sheet)
        if head is not None:
            labels = [label for label in head.labels if label][:MOST_COLUMNS]
            return [(label, header_field(label) or NOT_READ) for label in labels]
    raise DomainError("没有找到写着“姓名”的表头。", field="file", code="no_head")
