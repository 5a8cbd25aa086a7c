"""How somebody is accompanied: reviews, notes of the contacts, reports, and the papers (F-24..F-26)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from branches.reports.parameters import in_force
from members.access import Capability
from members.documents.activist_register import ActivistRegisterDocument, ProbationRegisterDocument
from members.documents.development_ledger import DevelopmentLedgerDocument
from members.documents.development_record import DevelopmentRecordDocument
from members.forms.cultivation import ReportForm, ReviewForm
from members.forms.office import ExportForm
from members.models import CultivationReview, Development, ThoughtReport
from members.reports.attended import attended_for, attended_of
from members.reports.development_ledger import COLUMNS, development_ledger, ledger_xlsx
from members.reports.development_sheets import activist_register, development_record, probation_register
from members.rules.cultivation import dues_of
from members.services import cultivating, thought_reports
from members.services.exporting import note_export
from members.views.common import access_to, branch_of, branches_of, posted
from members.views.developments import find_development, must_say_why, way_here
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer, stored_answer, xlsx_answer
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, refused, step

SEE, KEEP = Capability.SEE_DEVELOPMENT, Capability.KEEP_DEVELOPMENT


@FORM_PAGE
def cultivation(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what is due, the reviews, what the contacts noted, when thoughts were reported."""
    post = request.method == "POST"
    development = find_development(request, pk, do=KEEP if post else None)
    if asked := must_say_why(request, development.branch):
        return asked
    limits = in_force(development.branch, clock.today())
    form = ReportForm(posted(request), request.FILES or None, texts=bool(limits["dv.report_texts"]))
    if post and submit(form, thought_reports.note_report, development, by=actor(request)):
        return done(request, "思想汇报已记下。", "cultivation", pk)
    reports = list(development.thought_reports.select_related("noted_by"))
    way, today = way_here(development), clock.today()
    dues = dues_of(way, [row.on for row in reports], int(limits["dv.report_months"]))
    context: dict[str, Any] = {
        "development": development,
        "branch": development.branch,
        "way": way,
        "dues": [(due, due.is_late(today)) for due in dues] if development.is_open else [],
        "reviews": development.reviews.select_related("settled_by"),
        "notes": development.contact_notes.select_related("author"),
        "contacts": development.contacts.filter(until=None).select_related("member"),
        "reports": reports,
        "attended": attended_of(development),
        "form": form,
        "keeps": access_to(request).may(KEEP, development.branch) and development.is_open,
        "on_probation": "admitted" in way.done,
    }
    return page(request, "members/cultivation/detail.html", context, status=422 if form.is_bound else 200)


@require_POST
def cultivation_review_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the review that is due, or go on with the one that is open."""
    development = find_development(request, pk, do=KEEP)
    try:
        review = cultivating.begin_review(development, by=actor(request))
    except DomainError as refusal:
        return refused(request, refusal.message, "cultivation", pk)
    return done(request, f"{review.title}已开始，写好后办结。", "cultivation_review", review.pk)


@FORM_PAGE
def cultivation_review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: kept as it grows, then settled; afterwards it is only read."""
    rows = CultivationReview.objects.select_related("development__branch")
    review = load(request, rows, pk, see=SEE, do=KEEP if request.method == "POST" else None)
    if asked := must_say_why(request, review.development.branch):
        return asked
    form = ReviewForm(posted(request), review=review)
    if request.method == "POST" and form.is_valid():
        settles = request.POST.get("step") == "settle"
        verb = cultivating.settle_review if settles else cultivating.write_review
        revision = form.cleaned_data["revision"]
        if attempt(form, verb, review, form.opinion(), revision=revision, by=actor(request)):
            if settles:
                said = f"{review.title}已办结，记入纪实表。"
                return done(request, said, "development_detail", review.development_id)
            return done(request, "已保存，办结以前都可以改。", "cultivation_review", pk)
    context = {
        "review": review,
        "development": review.development,
        "branch": review.development.branch,
        "form": form,
        "attended": _attended(review),
        "keeps": access_to(request).may(KEEP, review.development.branch) and not review.is_settled,
    }
    return page(request, "members/cultivation/review.html", context, status=422 if form.is_bound else 200)


def _attended(review: CultivationReview) -> list[str]:
    """Frozen with the review; before that as far as the events have been held."""
    if review.is_settled:
        return list(review.attended)
    return [each.sentence for each in attended_for(review, until=clock.today())]


@require_safe
def thought_report_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = load(request, ThoughtReport.objects.select_related("development__branch"), pk, see=KEEP)
    if asked := must_say_why(request, report.development.branch):
        return asked
    if not report.file:
        raise Http404("这次思想汇报没有存原文。")
    return stored_answer(report.file, report.file_name)


@require_POST
def thought_report_removal(request: HttpRequest, pk: int) -> HttpResponse:
    report = load(request, ThoughtReport.objects.select_related("development"), pk, see=SEE, do=KEEP)
    to = ("cultivation", report.development_id)
    return step(request, to, thought_reports.drop_report, report, by=actor(request), said="已删去这条记录。")


@require_safe
def development_record_document(request: HttpRequest, pk: int) -> HttpResponse:
    """F-24 of one person."""
    development = find_development(request, pk)
    if asked := must_say_why(request, development.branch):
        return asked
    document = DevelopmentRecordDocument(development_record(development, clock.today()))
    return pdf_answer(document.render(), f"{development.name}发展党员全程纪实表.pdf")


@require_safe
def activist_register_document(request: HttpRequest, pk: int) -> HttpResponse:
    """F-25 of one person: opinions stand on it, so it is for the branch."""
    development = _to_print(request, pk)
    if asked := must_say_why(request, development.branch):
        return asked
    document = ActivistRegisterDocument(activist_register(development, clock.today()))
    return pdf_answer(document.render(), f"{development.name}入党积极分子考察登记表.pdf")


@require_safe
def probation_register_document(request: HttpRequest, pk: int) -> HttpResponse:
    """F-26 of one person."""
    development = _to_print(request, pk)
    if asked := must_say_why(request, development.branch):
        return asked
    sheet = probation_register(development, clock.today())
    if sheet is None:
        raise Http404("支部大会还没有讨论接收，没有预备期。")
    return pdf_answer(ProbationRegisterDocument(sheet).render(), f"{development.name}预备党员考察登记表.pdf")


@require_safe
def development_ledger_document(request: HttpRequest) -> HttpResponse:
    """F-24 of the branch on one landscape page."""
    branch = branch_of(request, branches_of(request, SEE))
    if branch is None:
        raise Http404("没有这个党支部，或不在您的范围内。")
    if asked := must_say_why(request, branch):
        return asked
    document = DevelopmentLedgerDocument(development_ledger(branch, clock.today()))
    return pdf_answer(document.render(), f"{branch.called}发展党员台账.pdf")


@require_POST
def development_export(request: HttpRequest) -> HttpResponse:
    """The ledger as .xlsx, with the reason it is needed for (PI-13)."""
    branch = branch_of(request, branches_of(request, KEEP))
    if branch is None:
        raise Http404("没有这个党支部，或不在您的范围内。")
    form = ExportForm(request.POST)
    if not form.is_valid():
        return refused(request, "请写导出的用途。", "development_list")
    ledger = development_ledger(branch, clock.today())
    values = {
        "title": "发展党员台账",
        "items": [label for _, label in COLUMNS],
        "people": len(ledger.lines),
        "reason": form.cleaned_data["reason"],
        "by": actor(request),
    }
    if not attempt(form, note_export, branch, **values):
        return refused(request, "请写明导出的用途。", "development_list")
    content = ledger_xlsx(branch, ledger, form.outcome.line)  # type: ignore[attr-defined]
    return xlsx_answer(content, f"{branch.called}发展党员台账.xlsx")


def _to_print(request: HttpRequest, pk: int) -> Development:
    rows = Development.objects.select_related("branch", "member").with_steps()
    return load(request, rows, pk, see=SEE, do=KEEP)
