"""The make-ups of an activity, from the first telephone call to the second person's confirmation (AT-05..AT-09)."""

from django.forms import BaseForm
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from activities.forms.attending import ContactForm, HandInForm, SendBackForm
from activities.models import MakeUp
from activities.services import making_up
from activities.views.activity_page import back_to, run, show
from members.access import Capability
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, refused

MAKE_UPS = MakeUp.objects.select_related("attendance__member", "attendance__activity")


@require_POST
def make_up_contact(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _load(request, pk)
    form = ContactForm(request.POST, auto_id=f"id_contact_{pk}_%s")
    if form.is_valid() and attempt(form, making_up.contact, row, by=request.user, **form.cleaned_data):
        return done(request, f"已记下与{_name(row)}的联系。", _place(row))
    return _again(request, row, "contact", form)


@require_POST
def make_up_hand_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """For a member who cannot do it on a phone."""
    row = _load(request, pk)
    form = HandInForm(request.POST, auto_id=f"id_hand_in_{pk}_%s")
    if form.is_valid() and attempt(form, making_up.hand_in, row, by=request.user, **form.cleaned_data):
        return done(request, f"已记下{_name(row)}的补课，等另一位同志确认。", _place(row))
    return _again(request, row, "hand_in", form)


@require_POST
def make_up_send_back(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _load(request, pk)
    form = SendBackForm(request.POST, auto_id=f"id_send_back_{pk}_%s")
    if form.is_valid() and attempt(form, making_up.send_back, row, by=request.user, **form.cleaned_data):
        return done(request, f"已请{_name(row)}再补。", _place(row))
    return _again(request, row, "send_back", form)


@require_POST
def make_up_confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _load(request, pk)
    try:
        making_up.confirm(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, _place(row))
    return done(request, f"{_name(row)}的补课已办结。", _place(row))


def _load(request: OfficeRequest, pk: int) -> MakeUp:
    return load(request, MAKE_UPS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)


def _name(row: MakeUp) -> str:
    return str(row.attendance.member.name)


def _place(row: MakeUp) -> str:
    return back_to(row.attendance.activity, f"make-up-{row.pk}")


def _again(request: OfficeRequest, row: MakeUp, name: str, form: BaseForm) -> HttpResponse:
    activity = run(request, row.attendance.activity_id)
    return show(request, activity, bound={f"{name}-{row.pk}": form}, status=422)
