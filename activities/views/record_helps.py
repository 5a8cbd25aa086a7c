"""What helps the writer of a record sheet while writing: who else is at it, and whether it is a copy (S25, N40)."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities.models import RecordSheet
from activities.reports.likeness import likeness_of
from activities.services import editing
from activities.views.reaching_records import reach_record
from members.access import Capability
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page

RECORDS = RecordSheet.objects.select_related("activity__branch")


@never_cache
@require_safe
def record_likeness(request: OfficeRequest, pk: int) -> HttpResponse:
    """For whoever may write it, and only while it is being written."""
    record = _written(request, pk)
    context = {"record": record, "alike": likeness_of(record) if record.is_editable else []}
    template = "activities/record/_likeness.html" if request.htmx else "activities/record/likeness.html"
    return page(request, template, context)


@never_cache
@require_safe
def record_editors(request: OfficeRequest, pk: int) -> HttpResponse:
    """The page asks again and again while it is open."""
    record = _written(request, pk)
    editors = editing.others_at(record, request.user) if record.is_editable else []
    context = {"record": record, "editors": editors, "stale": not record.is_editable}
    return page(request, "activities/record/_editors.html", context)


def _written(request: OfficeRequest, pk: int) -> RecordSheet:
    return reach_record(request, RECORDS, pk, do=Capability.WRITE_RECORD)
