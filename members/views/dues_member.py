"""One member's dues: the card, a payment, a payment at the host, the member's own page on the phone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.forms.dues import HostForm, PaymentForm
from members.models import DuesDisclosure, DuesEntry, Member
from members.reports.dues_day import dues_day
from members.reports.dues_member import DuesCard, account_of, explanation_of
from members.rules.dues_months import month_of, month_text
from members.services.dues_booking import open_month
from members.services.dues_collecting import receive, record_host_payment
from members.services.dues_reminding import read_reminders
from members.views.common import Found, access_to
from members.views.dues_common import KEEP, SEE, find_dues_member, open_months
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import stored_answer
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page
from partywork.common.uploads import clean_file
from partywork.common.verbs import journal


@require_safe
def dues_member(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of one member as the keeper sees it; the base only on asking, and the asking is noted (PI-03)."""
    found = find_dues_member(request, pk)
    card = account_of(found.member, clock.today())
    keeps = access_to(request).may(KEEP, found.branch)
    shows_base = keeps and "base" in request.GET
    context: dict[str, Any] = {
        "found": found,
        "member": found.member,
        "branch": found.branch,
        "card": card,
        "keeps": keeps,
        "explanation": _explained(request, card) if shows_base else None,
        "shows_base": shows_base,
    }
    return page(request, "members/dues/member.html", context)


@FORM_PAGE
def dues_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Any payment that is not simply this month ticked: behind, in advance, by somebody else, more than owed."""
    found = find_dues_member(request, pk, do=KEEP)
    booked = open_month(found.branch)
    months = open_months(found.member, found.branch, booked)
    form = PaymentForm(request.POST or None, months=months, initial={"months": _asked(months)})
    if request.method == "POST" and form.is_valid():
        once = form.cleaned_data["once"]
        payment = form.payment(found.member)
        if attempt(form, receive, found.branch, booked, payment, by=actor(request), once=once):
            made = form.outcome  # type: ignore[attr-defined]
            receipt = f"，收据 {made.receipt_number}" if made.number else ""
            return done(request, f"已收{found.member.name}的党费{receipt}。", "dues_member", pk)
    return _form_page(request, form, found, "收党费", "登记并开收据", f"记入{month_text(booked)}的账。")


@FORM_PAGE
def dues_host(request: HttpRequest, pk: int) -> HttpResponse:
    """Paid where the member is staying, with its proof (E-67)."""
    found = find_dues_member(request, pk, do=KEEP)
    booked = open_month(found.branch)
    months = open_months(found.member, found.branch, booked)
    form = HostForm(request.POST or None, request.FILES or None, months=months)
    if request.method == "POST" and form.is_valid() and attempt(form, _host, request, form, found):
        return done(request, f"已记{found.member.name}在流入地交纳。", "dues_member", pk)
    note = f"记入{month_text(booked)}，不计入本支部的钱。"
    return _form_page(request, form, found, "在流入地交纳", "登记", note)


@require_safe
def dues_proof(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The proof of a payment at the host: for the keeper, and for the member himself."""
    rows = DuesEntry.objects.exclude(proof="")
    own = rows.filter(pk=pk, member=access_to(request).member_id).first()
    entry = own or load(request, rows, pk, see=SEE, do=KEEP)
    return stored_answer(entry.proof)


@require_safe
def my_dues(request: HttpRequest) -> HttpResponse:
    """党费证 on the phone: what I owe and why, what I paid, until when (DU-17, M21)."""
    member_id = access_to(request).member_id
    if member_id is None:
        raise PermissionDenied("这一页是党员本人的党费证；您的账号没有对应的党员。")
    member = Member.objects.get(pk=member_id)
    card = account_of(member, clock.today())
    context = {
        "member": member,
        "card": card,
        "explanation": _explained(request, card),
        "layout": "base.html" if access_to(request).has_desk else "base_phone.html",
    }
    branch, today = member.branch_on(clock.today()), clock.today()
    shown = DuesDisclosure.objects.filter(branch=branch, published_on__lte=today, until__gte=today)
    context["dues_day"] = dues_day(branch, month_of(today)) if branch is not None else None
    context["disclosures"] = list(shown.order_by("-published_on"))
    read_reminders(member)
    return page(request, "members/dues/mine.html", context)


def _explained(request: HttpRequest, card: DuesCard) -> Any:
    """The working-out, and a note that the base was read."""
    if card.assessment is None:
        return None
    if card.assessment.sealed_base:
        journal(card.member, "read_dues_base", by=actor(request))
    try:
        return explanation_of(card.assessment)
    except DomainError as refusal:
        return {"lines": [refusal.message]}


def _host(request: HttpRequest, form: HostForm, found: Found) -> DuesEntry:
    data = form.cleaned_data
    upload = data["proof"]
    clean = clean_file(upload.name, upload.read(), field="proof")
    return record_host_payment(
        found.branch,
        open_month(found.branch),
        found.member,
        tuple(data["months"]),
        on=data["on"],
        proof=ContentFile(clean.data, name=clean.name),
        host=data["host"],
        by=actor(request),
        once=data["once"],
    )


def _asked(months: list[tuple[str, str]]) -> list[str]:
    """Everything up to this month is ticked at first."""
    today = clock.today().isoformat()
    return [value for value, _ in months if value <= today]


def _form_page(
    request: HttpRequest, form: Any, found: Found, title: str, action: str, note: str
) -> HttpResponse:
    if not form.fields["months"].choices and not form.is_bound and isinstance(form, HostForm):
        raise Http404("这名党员没有要交的月份。")
    context = {
        "form": form,
        "member": found.member,
        "branch": found.branch,
        "title": title,
        "action": action,
        "note": note,
        "has_file": form.is_multipart(),
    }
    return page(request, "members/dues/form.html", context, status=422 if form.is_bound else 200)
