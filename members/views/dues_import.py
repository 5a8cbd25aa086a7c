"""The paper ledger of a year: up, looked at, taken over."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from members.forms.dues_upward import LedgerFileForm
from members.importing.dues_ledger import LedgerLine, LedgerReading, read_ledger
from members.services.dues_importing import preview, take_over
from members.views.dues_common import KEEP, dues_branch, dues_branches
from members.views.member import FORM_PAGE
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor
from partywork.common.responses import done, page, refused
from partywork.common.spreadsheets import read_sheets

SALT = "members.dues-ledger"
HOURS = 3


@FORM_PAGE
def dues_import(request: HttpRequest) -> HttpResponse:
    """Choose a file and its year; then see what it would take over. Nothing is written here."""
    branch = dues_branch(request, KEEP)
    form = LedgerFileForm(request.POST or None, request.FILES or None)
    context = {"branches": dues_branches(request, KEEP), "branch": branch, "form": form}
    if request.method == "POST" and form.is_valid() and attempt(form, _read, form.cleaned_data["file"]):
        reading, year = form.outcome, form.cleaned_data["year"]  # type: ignore[attr-defined]
        packed = {"bound": [branch.pk, actor(request).pk], "year": year, "refused": reading.refused}
        packed["lines"] = [[line.row, line.name, sorted(line.paid.items())] for line in reading.lines]
        context |= {
            "found": preview(branch, year, reading),
            "year": year,
            "packed": signing.dumps(packed, salt=SALT, compress=True),
        }
        return page(request, "members/dues/import_preview.html", context)
    return page(request, "members/dues/import.html", context, status=422 if form.is_bound else 200)


@require_POST
def dues_import_apply(request: HttpRequest) -> HttpResponse:
    branch = dues_branch(request, KEEP)
    try:
        packed = signing.loads(request.POST.get("reading", ""), salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        packed = None
    if packed is None or packed["bound"] != [branch.pk, actor(request).pk]:
        return refused(request, "预览已过期，请重新上传文件。", "dues_import")
    lines = [LedgerLine(row, name, dict(paid)) for row, name, paid in packed["lines"]]
    try:
        found = take_over(branch, packed["year"], LedgerReading(lines), by=actor(request))
    except DomainError as refusal:
        return refused(request, refusal.message, "dues_import")
    return done(request, f"已补录{packed['year']}年 {len(found.taken)} 人的党费。", "dues_month")


def _read(upload: object) -> LedgerReading:
    return read_ledger(read_sheets(upload.read()))  # type: ignore[attr-defined]
