"""Visits: written down on one page, put right, printed; what was promised comes back (CA-01, F-29)."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from branches.models import Organization
from members.access import Capability
from members.choices_care import CareKind, Occasion
from members.documents.care_visits import (
    LEDGER_HEAD,
    PUBLIC_HEAD,
    VisitDocument,
    VisitLedgerDocument,
    ledger_of,
    sheet_of,
    sheet_rows,
)
from members.forms.care import CareHelpForm, CareVisitForm, OutcomeForm, visit_initial
from members.forms.office import ExportForm
from members.models import CareHelp, CareSpell, CareVisit, Member
from members.reports.care import next_feast, visits_of_year
from members.services.visiting import amend_visit, promise_help, register_visit, settle_help
from members.views.care import care_branch
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer, stored_answer, xlsx_answer
from partywork.common.asked import number
from partywork.common.asked import year as year_asked
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, refused
from partywork.common.spreadsheets import write_sheet
from partywork.common.uploads import CleanFile, clean_file
from partywork.common.verbs import journal

SEE = Capability.SEE_CARE


@require_safe
@never_cache
def visit_list(request: HttpRequest) -> HttpResponse:
    """走访慰问 of a year; names and sums for those who may see the list, difficulties on the page of the visit."""
    branches, branch = care_branch(request)
    year = _year(request)
    context = {
        "branches": branches,
        "branch": branch,
        "found": visits_of_year(branch, year),
        "years": range(clock.today().year, clock.today().year - 6, -1),
        "export_form": ExportForm(),
    }
    return page(request, "members/care/visits.html", context)


@FORM_PAGE
@never_cache
@sensitive_post_parameters()
def visit_new(request: HttpRequest) -> HttpResponse:
    """F-29 on one page; `?member=` names whom, and everything that is known is filled in."""
    _, branch = care_branch(request)
    form = CareVisitForm(
        request.POST or None, request.FILES or None, branch=branch, initial=_usual(request, branch)
    )
    if request.method == "POST" and form.is_valid() and _registered(request, form, branch):
        return done(request, "走访已登记。", "visit_detail", form.outcome.pk)  # type: ignore[attr-defined]
    context = {"form": form, "branch": branch, "title": "登记走访慰问", "action": "登记"}
    return page(request, "members/care/visit_form.html", context, status=422 if form.is_bound else 200)


@require_safe
@never_cache
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The visit with its words; the journal says who opened it."""
    return _detail(request, _visit(request, pk))


@FORM_PAGE
@never_cache
@sensitive_post_parameters()
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    form = CareVisitForm(
        request.POST or None, request.FILES or None, branch=visit.branch, initial=visit_initial(visit)
    )
    if request.method == "POST" and form.is_valid():
        paper, revision = _paper(form), form.cleaned_data["revision"] or 0
        if not form.errors and attempt(
            form, amend_visit, visit, form.visit(), revision=revision, by=actor(request), paper=paper
        ):
            return done(request, "已更正。", "visit_detail", pk)
    context = {
        "form": form,
        "branch": visit.branch,
        "visit": visit,
        "title": "更正走访记录",
        "action": "保存",
    }
    return page(request, "members/care/visit_form.html", context, status=422 if form.is_bound else 200)


@require_safe
@never_cache
def visit_document(request: HttpRequest, pk: int) -> HttpResponse:
    """F-29 of one visit, made for this one answer and kept nowhere."""
    visit = _visit(request, pk)
    journal(visit, "print_visit", by=actor(request))
    return pdf_answer(VisitDocument(sheet_of(visit)).render(), f"走访慰问登记{visit.visited_on:%Y%m%d}.pdf")


@require_safe
@never_cache
def visit_receipt(request: HttpRequest, pk: int) -> FileResponse:
    visit = _visit(request, pk)
    if not visit.receipt_file:
        raise Http404("没有附签收单。")
    name = str(visit.receipt_file.name).rsplit("/", 1)[-1]
    return stored_answer(visit.receipt_file, name)


@require_POST
@sensitive_post_parameters()
def visit_help(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    form = CareHelpForm(request.POST, branch=visit.branch)
    if submit(form, promise_help, visit, by=actor(request)):
        return done(request, "记下了，到期会提醒。", "visit_detail", pk)
    return _detail(request, visit, help_form=form, status=422)


@require_POST
@sensitive_post_parameters()
def visit_help_result(request: HttpRequest, pk: int) -> HttpResponse:
    help_ = load(request, CareHelp.objects.select_related("visit"), pk, see=SEE)
    form = OutcomeForm(request.POST)
    to = ("visit_detail", help_.visit_id)
    if submit(form, settle_help, help_, by=actor(request)):
        return done(request, "记下了，办结。", *to)
    return refused(request, "请写一句办得怎样。", *to)


@require_safe
@never_cache
def visits_document(request: HttpRequest) -> HttpResponse:
    """The ledger of the year; `?public=1`: without names, classes and sums per person (PB-04)."""
    _, branch = care_branch(request)
    year, public = _year(request), bool(request.GET.get("public"))
    ledger = ledger_of(
        visits_of_year(branch, year),
        branch.name,
        public=public,
        printed_by=str(request.user),
        as_of=clock.today(),
    )
    if not public:
        journal(branch, "print_visits", by=actor(request), reason=f"{year}年")
    name = f"{branch.called}{year}年走访慰问{'情况' if public else '台账'}.pdf"
    return pdf_answer(VisitLedgerDocument(ledger).render(), name)


@require_POST
@never_cache
def visits_export(request: HttpRequest) -> HttpResponse:
    _, branch = care_branch(request)
    form, year, public = ExportForm(request.POST), _year(request), bool(request.POST.get("public"))
    if not form.is_valid():
        return refused(request, "请写明导出的用途。", "visit_list")
    reason, now = form.cleaned_data["reason"], clock.now()
    journal(branch, "export_visits", by=actor(request), reason=reason)
    found = visits_of_year(branch, year)
    notes = (f"{request.user}于{now:%Y-%m-%d %H:%M}导出，用途：{reason}",)
    head = PUBLIC_HEAD if public else LEDGER_HEAD
    content = write_sheet(f"{year}年走访慰问", head, sheet_rows(found, public=public), notes=notes)
    return xlsx_answer(content, f"{branch.called}{year}年走访慰问.xlsx")


def _visit(request: HttpRequest, pk: int) -> CareVisit:
    return load(request, CareVisit.objects.select_related("member", "branch", "entered_by"), pk, see=SEE)


def _detail(
    request: HttpRequest, visit: CareVisit, *, help_form: CareHelpForm | None = None, status: int = 200
) -> HttpResponse:
    journal(visit, "read_visit", by=actor(request))
    context = {
        "visit": visit,
        "branch": visit.branch,
        "helps": visit.helps.select_related("owner"),
        "help_form": help_form or CareHelpForm(branch=visit.branch),
        "outcome_form": OutcomeForm(),
    }
    return page(request, "members/care/visit.html", context, status=status)


def _registered(request: HttpRequest, form: CareVisitForm, branch: Organization) -> bool:
    paper = _paper(form)
    once = form.cleaned_data["once"]
    return not form.errors and attempt(
        form, register_visit, branch, form.visit(), by=actor(request), once=once, paper=paper
    )


def _paper(form: CareVisitForm) -> CleanFile | None:
    upload = form.cleaned_data.get("paper")
    if not upload:
        return None
    try:
        return clean_file(upload.name, upload.read(), field="paper")
    except DomainError as refusal:
        form.add_error("paper", refusal.message)
        return None


def _usual(request: HttpRequest, branch: Organization) -> dict[str, Any]:
    """Whom the list names as what, on which occasion, and who is writing."""
    asked = number(request.GET.get("member"))
    feast = next_feast(branch, clock.today())
    member = Member.objects.in_branch_on(branch, clock.today()).filter(pk=asked or 0).first()
    spell = CareSpell.objects.filter(member=member, until=None).first() if member else None
    return {
        "member": member.pk if member else None,
        "kind": spell.kind if spell else CareKind.OLD if member else CareKind.MASSES,
        "occasion": feast.occasion if feast else Occasion.EVERYDAY,
        "visitors": str(request.user),
    }


def _year(request: HttpRequest) -> int:
    return year_asked(request.GET.get("year") or request.POST.get("year"), clock.today().year)
