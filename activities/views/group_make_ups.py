"""The make-ups of a leader's own people: call, fill in for somebody, confirm as the second person (G04, G06)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from activities.forms.make_up import ContactForm, MyMakeUpForm, SendBackForm
from activities.models import MakeUp
from activities.services import making_up
from activities.services.confirming_make_ups import why_not
from activities.views.make_ups import MAKE_UPS
from activities.views.own_group import group_or_404
from members.reports.led_group import people_of
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, refused


@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return _show(request, _mine(request, pk))


@require_POST
def contact(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = ContactForm(request.POST, auto_id="id_contact_%s")
    if submit(form, making_up.contact, row, by=request.user):
        return done(request, f"已记下与{_name(row)}的联系。", "group_make_up", pk)
    return _show(request, row, contact=form)


@require_POST
def result(request: OfficeRequest, pk: int) -> HttpResponse:
    """For somebody without a phone, or after a visit: who hands it in does not confirm it."""
    row = _mine(request, pk)
    form = MyMakeUpForm(request.POST, make_up=row, auto_id="id_result_%s")
    if form.is_valid() and attempt(form, making_up.hand_in, row, by=request.user, **form.values):
        return done(request, f"已记下{_name(row)}的补课，等另一个人确认。", "group_make_up", pk)
    return _show(request, row, result=form)


@require_POST
def confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    try:
        making_up.confirm(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "group_make_up", pk)
    return done(request, f"{_name(row)}的补课已办结。", "group_home")


@require_POST
def send_back(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = SendBackForm(request.POST, auto_id="id_back_%s")
    if submit(form, making_up.send_back, row, by=request.user):
        return done(request, f"已请{_name(row)}再补。", "group_home")
    return _show(request, row, back=form)


@require_POST
def confirmations(request: OfficeRequest) -> HttpResponse:
    """Those that are ticked, at once; whoever may not be closed is named with the reason."""
    people = people_of(group_or_404(request), clock.today())
    keys = [int(key) for key in request.POST.getlist("make_up") if key.isdecimal()][:200]
    rows = list(MAKE_UPS.filter(pk__in=keys, attendance__member__in=people))
    result = making_up.confirm_many(rows, by=request.user)
    for sentence in result.refused:
        messages.error(request, sentence)
    if not result.count:
        return refused(request, "没有办结的。请先勾选。", "group_home")
    return done(request, f"已办结 {result.count} 人的补课。", "group_home")


def _mine(request: OfficeRequest, pk: int) -> MakeUp:
    group = group_or_404(request)
    people = people_of(group, clock.today())
    rows = MAKE_UPS.filter(attendance__activity__branch=group.branch_id, attendance__member__in=people)
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404("没有这项补课，或它不是您小组的。")
    return row


def _show(
    request: OfficeRequest,
    row: MakeUp,
    contact: ContactForm | None = None,
    result: MyMakeUpForm | None = None,
    back: SendBackForm | None = None,
) -> HttpResponse:
    wrong = contact or result or back
    context = {
        "row": row,
        "activity": row.attendance.activity,
        "refusal": why_not(row, request.user),
        "contact": contact or ContactForm(auto_id="id_contact_%s"),
        "result": result or MyMakeUpForm(make_up=row, auto_id="id_result_%s"),
        "back": back or SendBackForm(auto_id="id_back_%s"),
    }
    return page(request, "activities/group/make_up.html", context, status=422 if wrong else 200)


def _name(row: MakeUp) -> str:
    return str(row.attendance.member.name)
