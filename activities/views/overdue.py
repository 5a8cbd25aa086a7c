"""Sheets that are overdue: asking for the key, unlocking, and a telephone call that was made (C10, C11)."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from activities.models import RecordSheet
from activities.services import escalating, locking
from members.access import Capability
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, refused

LONGEST = 200
ROWS = RecordSheet.objects.select_related("activity__branch")


@require_POST
def unlock_request(request: OfficeRequest, pk: int) -> HttpResponse:
    record = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    try:
        locking.ask_unlock(record, by=request.user, reason=_text(request, "reason"))
    except DomainError as refusal:
        return refused(request, refusal.message, "record_detail", pk)
    return done(request, "已请上级解锁，批了会通知您。", "record_detail", pk)


@require_POST
def unlocking(request: OfficeRequest, pk: int) -> HttpResponse:
    record = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.REVIEW)
    try:
        locking.unlock(record, by=request.user, reason=_text(request, "reason"))
    except DomainError as refusal:
        return refused(request, refusal.message, "record_detail", pk)
    return done(request, "已解锁，支部收到了通知。", "record_detail", pk)


@require_POST
def calls(request: OfficeRequest, pk: int) -> HttpResponse:
    record = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.REVIEW)
    try:
        escalating.note_call(record, by=request.user, note=_text(request, "note"))
    except DomainError as refusal:
        return refused(request, refusal.message, "queue")
    return done(request, "已记下这次联系。", "queue")


def _text(request: OfficeRequest, name: str) -> str:
    return request.POST.get(name, "")[:LONGEST]
