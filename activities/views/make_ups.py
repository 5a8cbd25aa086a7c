"""The make-ups of an activity, from the first telephone call to the second person's confirmation (AT-05..AT-09)."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from activities.forms.make_up import ContactForm, HandInForm, SendBackForm
from activities.models import MakeUp
from activities.services import making_up
from activities.services.confirming_make_ups import why_not
from activities.views.activity_page import back_to, run, show
from members.access import Capability
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load, need
from partywork.common.responses import done, page, refused

MAKE_UPS = MakeUp.objects.select_related(
    "attendance__member",
    "attendance__activity__branch",
    "contacted_by",
    "handed_in_by",
    "confirmed_by",
)


@require_safe
def make_up_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """One make-up with its steps: where the superior, too, finds what a branch of one official asks for."""
    return _detail(request, load(request, MAKE_UPS, pk, see=Capability.SEE_ACTIVITY))


@require_POST
def make_up_contact(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _load(request, pk)
    form = ContactForm(request.POST, auto_id=f"id_contact_{pk}_%s")
    if submit(form, making_up.contact, row, by=request.user):
        return done(request, f"已记下与{_name(row)}的联系。", _place(row))
    return _again(request, row, "contact", form)


@require_POST
def make_up_hand_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """For a member who cannot do it on a phone."""
    row = _load(request, pk)
    form = HandInForm(request.POST, make_up=row, auto_id=f"id_hand_in_{pk}_%s")
    if form.is_valid() and attempt(form, making_up.hand_in, row, by=request.user, **form.values):
        return done(request, f"已记下{_name(row)}的补课，等另一个人确认。", _place(row))
    return _again(request, row, "hand_in", form)


@require_POST
def make_up_send_back(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _load(request, pk, Capability.CONFIRM_MAKE_UP)
    form = SendBackForm(request.POST, auto_id=f"id_send_back_{pk}_%s")
    if submit(form, making_up.send_back, row, by=request.user):
        return done(request, f"已请{_name(row)}再补。", _place(row))
    return _again(request, row, "send_back", form)


@require_POST
def make_up_confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _load(request, pk, Capability.CONFIRM_MAKE_UP)
    try:
        making_up.confirm(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, _place(row))
    return done(request, f"{_name(row)}的补课已办结。", _place(row))


@require_POST
def make_up_confirmations(request: OfficeRequest) -> HttpResponse:
    """Those that are ticked, at once; whoever may not be closed is named with the reason."""
    need(request, Capability.CONFIRM_MAKE_UP)
    keys = [int(key) for key in request.POST.getlist("make_up") if key.isdecimal()][:500]
    scope = request.access.scope(Capability.CONFIRM_MAKE_UP)
    rows = list(MAKE_UPS.within(scope).filter(pk__in=keys))
    if not rows:
        return refused(request, "请先勾选要确认的补课。", "activity_list")
    result = making_up.confirm_many(rows, by=request.user)
    for sentence in result.refused:
        messages.error(request, sentence)
    if not result.count:
        return refused(request, "没有办结的。", back_to(rows[0].attendance.activity, "make-ups"))
    return done(
        request, f"已办结 {result.count} 人的补课。", back_to(rows[0].attendance.activity, "make-ups")
    )


def _load(request: OfficeRequest, pk: int, capability: Capability = Capability.RUN_ACTIVITY) -> MakeUp:
    return load(request, MAKE_UPS, pk, see=Capability.SEE_ACTIVITY, do=capability)


def _detail(
    request: OfficeRequest, row: MakeUp, form: BaseForm | None = None, status: int = 200
) -> HttpResponse:
    activity = row.attendance.activity
    may_confirm = request.access.may(Capability.CONFIRM_MAKE_UP, activity.branch)
    context = {
        "row": row,
        "activity": activity,
        "may_confirm": may_confirm,
        "refusal": why_not(row, request.user),
        "form": form or SendBackForm(),
    }
    return page(request, "activities/activity/make_up.html", context, status=status)


def _name(row: MakeUp) -> str:
    return str(row.attendance.member.name)


def _place(row: MakeUp) -> str:
    return back_to(row.attendance.activity, f"make-up-{row.pk}")


def _again(request: OfficeRequest, row: MakeUp, name: str, form: BaseForm) -> HttpResponse:
    """The superior, who cannot run the activity, stays on the page of the one make-up."""
    if not request.access.may(Capability.RUN_ACTIVITY, row.attendance.activity.branch):
        return _detail(request, row, form, 422)
    activity = run(request, row.attendance.activity_id)
    return show(request, activity, bound={f"{name}-{row.pk}": form}, status=422)
