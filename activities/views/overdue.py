"""Sheets that are overdue: asking for the key, unlocking, and a telephone call that was made (C10, C11)."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from activities.models import RecordSheet
from activities.services import escalating, locking
from members.access import Capability
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import step

LONGEST = 200
ROWS = RecordSheet.objects.select_related("activity__branch")


@require_POST
def unlock_request(request: OfficeRequest, pk: int) -> HttpResponse:
    record = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    here, text = ("record_detail", pk), _text(request, "reason")
    return step(
        request,
        here,
        locking.ask_unlock,
        record,
        by=request.user,
        reason=text,
        said="已请上级解锁，批了会通知您。",
    )


@require_POST
def unlocking(request: OfficeRequest, pk: int) -> HttpResponse:
    record = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.REVIEW)
    here, text = ("record_detail", pk), _text(request, "reason")
    return step(
        request, here, locking.unlock, record, by=request.user, reason=text, said="已解锁，支部收到了通知。"
    )


@require_POST
def calls(request: OfficeRequest, pk: int) -> HttpResponse:
    record = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.REVIEW)
    text = _text(request, "note")
    return step(
        request, ("queue",), escalating.note_call, record, by=request.user, note=text, said="已记下这次联系。"
    )


def _text(request: OfficeRequest, name: str) -> str:
    return request.POST.get(name, "")[:LONGEST]
