"""The ledger of letters as a file, with its purpose (F-22, PI-13)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from members.access import Capability
from members.documents.filled_letters import ledger_content
from members.documents.letter_ledger import LetterLedgerDocument
from members.forms.office import ExportForm
from members.reports.letters import ledger_of
from members.reports.letters_export import letters_xlsx
from members.views.common import branch_of, branches_of
from partywork.common import clock
from partywork.common.answers import pdf_answer, xlsx_answer
from partywork.common.asked import year as year_asked
from partywork.common.requests import actor
from partywork.common.responses import refused
from partywork.common.verbs import journal


@require_POST
def letter_export(request: HttpRequest) -> HttpResponse:
    branch = branch_of(request, branches_of(request, Capability.MANAGE_MEMBER))
    if branch is None:
        raise PermissionDenied("您的职务不能导出转接台账。")
    form = ExportForm(request.POST)
    if not form.is_valid():
        return refused(request, "请写明导出台账的用途。", "letter_list")
    reason, now = form.cleaned_data["reason"], clock.now()
    year = year_asked(request.POST.get("year"), now.year)
    lines, who = ledger_of(branch, year), str(request.user)
    journal(branch, "export_letters", by=actor(request), reason=reason, after=str(year))
    name = f"{branch.called}{year}年转接台账"
    if request.POST.get("format") == "pdf":
        content = ledger_content(branch, year, lines, as_of=now.date(), printed_by=who, reason=reason)
        return pdf_answer(LetterLedgerDocument(content).render(), f"{name}.pdf")
    return xlsx_answer(letters_xlsx(branch, year, lines, exporter=who, reason=reason, at=now), f"{name}.xlsx")
