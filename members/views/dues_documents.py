"""The sheets of the dues on paper: F-16, F-17, the slip of a remittance, the hand-over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from members.documents.dues_assessment import DuesAssessmentDocument
from members.documents.dues_register import DuesRegisterDocument
from members.documents.dues_remittance import DuesRemittanceDocument
from members.documents.filled_assessment import blank_assessment, filled_assessment
from members.documents.filled_register import blank_register, filled_register
from members.documents.filled_remittance import remittance_slip
from members.models import DuesRemittance
from members.views.dues_common import KEEP, SEE, asked_month, dues_branch
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.printing import have_printed
from partywork.common.requests import actor, load
from partywork.common.verbs import journal


@require_POST
def dues_assessment_document(request: HttpRequest) -> HttpResponse:
    """F-16, printed in the answer: the bases are sealed in the database and may not lie on a disk beside it (PI-03)."""
    branch, today = dues_branch(request, KEEP), clock.today()
    form = request.POST.get("form", "signing")
    if form == "blank":
        sheet = blank_assessment(branch, today=today)
    else:
        shows_base = form == "base"
        sheet = filled_assessment(branch, today=today, shows_base=shows_base)
        if shows_base:
            journal(branch, "print_dues_bases", by=actor(request), after=f"{len(sheet.rows)} 人")
    return pdf_answer(DuesAssessmentDocument(sheet).render(), f"{branch.called}{today.year}年党费核定表.pdf")


@require_POST
def dues_register_document(request: HttpRequest) -> HttpResponse:
    """F-17 of the year, as the books stand or blank with the names."""
    branch, year = dues_branch(request, KEEP), asked_month(request).year
    blank = request.POST.get("form") == "blank"
    make = blank_register if blank else filled_register
    content = DuesRegisterDocument(make(branch, year, today=clock.today())).to_json()
    name = f"{branch.called}{year}年党费收缴登记表{'（空白）' if blank else ''}.pdf"
    return redirect("document_status", have_printed("dues_register", content, name, place=branch.path))


@require_POST
def dues_remittance_document(request: HttpRequest, pk: int) -> HttpResponse:
    rows = DuesRemittance.objects.select_related("branch", "to", "handed_by", "received_by")
    row = load(request, rows, pk, see=SEE)
    content = DuesRemittanceDocument(remittance_slip(row)).to_json()
    name = f"{row.branch.called}{row.first:%Y-%m}至{row.last:%Y-%m}党费上缴单.pdf"
    return redirect("document_status", have_printed("dues_remittance", content, name, place=row.branch.path))
