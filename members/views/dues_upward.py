"""Upward: the branch's remittances, the committee's receipts and its own book."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from branches.models import Organization
from members.access import Capability
from members.forms.dues import ReversalForm
from members.forms.dues_upward import FundForm, RemittanceForm, UpperReceiptForm
from members.models import DuesEntry, DuesFundEntry, DuesRemittance
from members.reports.dues_large import large_sums
from members.reports.dues_late import late_branches
from members.reports.dues_remittance import fund_book, in_hand, proposal
from members.services.dues_large import note_central_receipt
from members.services.dues_remitting import FundLine, enter, receipt, remit, take_back
from members.views.common import access_to
from members.views.dues_common import KEEP, SEE, dues_branch, dues_branches
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.forms import attempt
from partywork.common.money import yuan_text
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, refused

RECEIVE = Capability.RECEIVE_DUES


@FORM_PAGE
def dues_remittance(request: HttpRequest) -> HttpResponse:
    """What goes up next, with its tally; what went up before, with the receipts from above."""
    branch = dues_branch(request, KEEP if request.method == "POST" else SEE)
    found = proposal(branch)
    initial = {"first": found.first, "remitted": f"{found.expected_fen / 100:.2f}"} if found else {}
    form = RemittanceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form,
            remit,
            branch,
            first=data["first"],
            remitted_fen=data["remitted"],
            handed_on=data["handed_on"],
            difference_reason=data["difference_reason"],
            by=actor(request),
        ):
            return done(
                request, f"已登记上缴{yuan_text(data['remitted'])}元，等上级收讫。", "dues_remittance"
            )
    rows = DuesRemittance.objects.filter(branch=branch).select_related("to", "handed_by").order_by("-first")
    context = {
        "branches": dues_branches(request),
        "branch": branch,
        "found": found,
        "form": form,
        "rows": rows,
        "in_hand": in_hand(branch),
        "large": large_sums(branch),
        "keeps": access_to(request).may(KEEP, branch),
    }
    return page(request, "members/dues/remittance.html", context, status=422 if form.is_bound else 200)


@require_POST
def dues_central_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The number that came back for a large sum."""
    entry = load(request, DuesEntry.objects.select_related("branch", "member"), pk, see=SEE, do=KEEP)
    form = UpperReceiptForm(request.POST)
    data = form.cleaned_data if form.is_valid() else {}
    if data and attempt(
        form, note_central_receipt, entry, number=data["number"], on=data["on"], by=actor(request)
    ):
        return done(request, "已记下中央组织部的收据号。", "dues_remittance")
    wrong = next((str(error) for errors in form.errors.values() for error in errors), "请填写收据号和日期。")
    return refused(request, wrong, "dues_remittance")


@FORM_PAGE
def dues_received(request: HttpRequest) -> HttpResponse:
    """The committee: what its branches handed up and what still waits for its receipt."""
    committee = _committee(request)
    waiting = DuesRemittance.objects.filter(to=committee).select_related("branch", "handed_by")
    form = UpperReceiptForm(request.POST or None)
    if request.method == "POST":
        pk = number(request.POST.get("remittance", ""))
        row = waiting.filter(pk=pk).first() if pk is not None else None
        if row is None:
            raise Http404("没有这笔上缴。")
        if form.is_valid():
            data = form.cleaned_data
            if attempt(form, receipt, row, number=data["number"], on=data["on"], by=actor(request)):
                return done(request, f"已收讫{row.branch.called}上缴的党费。", "dues_received")
    context = {
        "committee": committee,
        "waiting": waiting.filter(state="sent").order_by("handed_on"),
        "received": waiting.filter(state="received").order_by("-received_on")[:50],
        "late": late_branches(committee, clock.today()),
        "form": form,
        "asked": number(request.POST.get("remittance", "")),
    }
    return page(request, "members/dues/received.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def dues_fund(request: HttpRequest) -> HttpResponse:
    """The committee's own book: received, handed up, spent by permitted purpose, balance."""
    committee = _committee(request)
    year = clock.today().year
    asked = number(request.GET.get("year", ""))
    if asked is not None and 2000 <= asked <= year:
        year = asked
    form = FundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        line = FundLine(
            data["kind"], data["amount"], data["on"], data["what"], data["purpose"], data["decision"]
        )
        if attempt(form, enter, committee, line, by=actor(request), once=data["once"]):
            return done(request, "已记账。", "dues_fund")
    context = {"committee": committee, "book": fund_book(committee, year), "form": form, "year": year}
    return page(request, "members/dues/fund.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def dues_fund_reversal(request: HttpRequest, pk: int) -> HttpResponse:
    entry = load(request, DuesFundEntry.objects.select_related("organization"), pk, see=RECEIVE)
    form = ReversalForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, take_back, entry, by=actor(request), reason=form.cleaned_data["reason"])
    ):
        return done(request, "已冲销。", "dues_fund")
    context = {"form": form, "entry": entry}
    return page(request, "members/dues/fund_reversal.html", context, status=422 if form.is_bound else 200)


def _committee(request: HttpRequest) -> Organization:
    """The organization whose dues the person receives: the first of them, or the one asked for."""
    scope = access_to(request).scope(RECEIVE)
    places = [place for place in Organization.objects.within(scope) if not place.is_branch]
    if not places:
        raise PermissionDenied("上级党组织的党费管理员才有这一页。")
    asked = request.GET.get("organization") or request.POST.get("organization")
    for place in places:
        if str(place.pk) == asked:
            return place
    return places[0]
