"""Slips for guests, totals of paper ballots, a visiting leader's remark: the branch's side of it (EV-03, PD-23)."""

import segno
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.choices import RaterGroup
from activities.forms.rating import CodesForm, PaperForm
from activities.forms.scheduling import GuestRemarkForm
from activities.models import Guest
from activities.services import guest_codes, paper_ballots, preparing
from activities.views.activity_page import back_to
from activities.views.rating import back, runs, show
from members.access import Capability
from partywork.common.errors import DomainError
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


@never_cache
@require_POST
def rating_codes(request: OfficeRequest, pk: int) -> HttpResponse:
    """The slips, this once: a code to scan, and the same to be typed."""
    activity = runs(request, pk)
    form = CodesForm(request.POST)
    if not (submit(form, guest_codes.issue, activity, by=request.user)):
        return show(request, activity, codes_form=form)
    group = str(RaterGroup(form.cleaned_data["group"]).label)
    slips = [_slip(request, code) for code in form.outcome]  # type: ignore[attr-defined]
    site = request.build_absolute_uri(reverse("guest_rating_code"))
    context = {"activity": activity, "group": group, "slips": slips, "site": site}
    return page(request, "activities/rating/slips.html", context)


@require_POST
def rating_codes_withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = runs(request, pk)
    guest_codes.withdraw(activity, by=request.user)
    return done(request, "没有用过的测评码都作废了。", back(activity, "codes"))


@require_POST
def rating_paper(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = runs(request, pk)
    round_ = getattr(activity, "rating", None)
    if round_ is None:
        return refused(request, "活动结束以后才登记纸票。", back(activity, "paper"))
    form = PaperForm(request.POST)
    if form.is_valid():
        names = ("group", "issued", "collected", "remarks")
        values = {name: form.cleaned_data[name] for name in names}
        try:
            paper_ballots.enter(round_, by=request.user, counts=form.counts, **values)
        except DomainError as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
        else:
            label = RaterGroup(values["group"]).label
            return done(request, f"{label}的纸票登记好了，结束以前可以重登。", back(activity, "paper"))
    return show(request, activity, paper_form=form)


@require_POST
def guest_remark(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a visiting leader said about the event; the sheet prints it (PD-23)."""
    guests = Guest.objects.select_related("activity")
    guest = load(request, guests, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    form = GuestRemarkForm(request.POST)
    where = back_to(guest.activity, "guests")
    if not form.is_valid():
        return refused(request, "点评不超过1000字。", where)
    try:
        preparing.note_remark(guest, by=request.user, remark=form.cleaned_data["remark"])
    except DomainError as refusal:
        return refused(request, refusal.message, where)
    return done(request, f"{guest.name}的点评已记下，纪实表会印出。", where)


def _slip(request: OfficeRequest, code: str) -> dict[str, str]:
    link = request.build_absolute_uri(reverse("guest_rating", args=[code]))
    return {"code": f"{code[:4]} {code[4:]}", "drawn": _drawn(link)}


def _drawn(link: str) -> SafeString:
    drawn: str = segno.make(link, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=2, title="测评二维码"
    )
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from our own link
