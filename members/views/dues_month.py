"""党费: the month of a branch, counted and closed (journey 9)."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from members.documents.dues_receipt import DuesReceiptsDocument
from members.documents.filled_dues import receipts_of_month, single_receipt
from members.forms.dues import CountForm, ReversalForm
from members.models import DuesEntry
from members.reports.dues_day import dues_day
from members.reports.dues_export import year_xlsx
from members.reports.dues_month import MonthPage, month_page
from members.rules.dues_months import later, month_text
from members.services.dues_closing import close, receive_ticked
from members.services.dues_correcting import reverse as reverse_entry
from members.views.common import access_to
from members.views.dues_common import KEEP, SEE, asked_month, dues_branch, dues_branches
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer, xlsx_answer
from partywork.common.asked import number
from partywork.common.forms import attempt
from partywork.common.money import yuan_text
from partywork.common.requests import actor, load
from partywork.common.responses import done, page
from partywork.common.verbs import journal


@FORM_PAGE
def dues_month(request: HttpRequest) -> HttpResponse:
    """Who owes what this month; ticked, counted and closed by the keeper, read by the secretary."""
    branch = dues_branch(request, KEEP if request.method == "POST" else SEE)
    month = asked_month(request)
    form = CountForm(request.POST or None, closing=request.POST.get("step") != "receive")
    ticked = {pk for pk in map(number, request.POST.getlist("paid")) if pk is not None}
    if request.method == "POST" and form.is_valid():
        answer = _taken(request, form, month_page(branch, month), ticked)
        if answer is not None:
            return answer
    found = month_page(branch, month)
    if request.method != "POST" and "all" in request.GET:
        ticked = {row.member_id for row in found.open_rows}
    context = {
        "branches": dues_branches(request),
        "branch": branch,
        "found": found,
        "form": form,
        "ticked": ticked,
        "keeps": access_to(request).may(KEEP, branch),
        "dues_day": dues_day(branch, month),
        "before": later(month, -1),
        "after": later(month),
        "this_month": clock.today().replace(day=1),
        "is_ahead": month > clock.today(),
    }
    return page(request, "members/dues/month.html", context, status=422 if form.is_bound else 200)


def _taken(request: HttpRequest, form: CountForm, found: MonthPage, ticked: set[int]) -> HttpResponse | None:
    """Closed, or only received; None when something stands against it, which the form then says."""
    data, branch, month = form.cleaned_data, found.branch, found.month
    terms = {"by": actor(request), "method": data["method"], "once": data["once"]}
    if request.POST.get("step") == "receive":
        if not ticked:
            form.add_error(None, "请勾选已经交了的人。")
            return None
        if attempt(form, receive_ticked, branch, month, ticked, **terms):
            made = form.outcome  # type: ignore[attr-defined]
            return _back(request, found, f"已登记 {len(made)} 人的党费，还没有结账。")
        return None
    counted = data["counted"]
    if attempt(form, close, branch, month, counted_fen=counted, ticked=ticked, **terms):
        return _back(request, found, f"{month_text(month)}的党费已结账，实收{yuan_text(counted)}元。")
    return None


def _back(request: HttpRequest, found: MonthPage, sentence: str) -> HttpResponse:
    answer = done(request, sentence, "dues_month")
    query = urlencode({"branch": found.branch.pk, "month": f"{found.month:%Y-%m}"})
    answer["Location"] = f"{reverse('dues_month')}?{query}"
    return answer


@FORM_PAGE
def dues_reversal(request: HttpRequest, pk: int) -> HttpResponse:
    """A booking taken back in red, with its reason."""
    entry = load(request, DuesEntry.objects.select_related("branch", "member"), pk, see=SEE, do=KEEP)
    form = ReversalForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, reverse_entry, entry, by=actor(request), reason=form.cleaned_data["reason"])
    ):
        made = form.outcome  # type: ignore[attr-defined]
        return done(request, f"已冲销，红字收据 {made.receipt_number}。", "dues_member", entry.member_id)
    context = {"form": form, "entry": entry, "branch": entry.branch}
    return page(request, "members/dues/reversal.html", context, status=422 if form.is_bound else 200)


@require_safe
def dues_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """One receipt F-19, to print; the member prints his own."""
    rows = DuesEntry.objects.select_related("branch", "member", "recorded_by").exclude(number=None)
    own = rows.filter(pk=pk, member=access_to(request).member_id).first()
    entry = own or load(request, rows, pk, see=SEE)
    document = DuesReceiptsDocument(single_receipt(entry))
    return pdf_answer(document.render(), f"党费收据{entry.receipt_number}.pdf")


@require_safe
def dues_receipts(request: HttpRequest) -> HttpResponse:
    """All receipts of a month, three on a sheet."""
    branch, month = dues_branch(request, KEEP), asked_month(request)
    sheet = receipts_of_month(branch, month)
    if not sheet.receipts:
        return redirect(f"{reverse('dues_month')}?branch={branch.pk}&month={month:%Y-%m}")
    return pdf_answer(DuesReceiptsDocument(sheet).render(), f"{branch.called}{month:%Y-%m}党费收据.pdf")


@require_safe
def dues_export(request: HttpRequest) -> HttpResponse:
    """The year's register F-17 for the accountant; without bases."""
    branch = dues_branch(request, KEEP)
    year = asked_month(request).year
    content = year_xlsx(branch, year, exporter=str(request.user), at=clock.now())
    journal(branch, "export_dues", by=actor(request), after=f"{year}年")
    return xlsx_answer(content, f"{branch.called}{year}年党费收缴登记表.xlsx")
