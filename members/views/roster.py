"""The roster file: up, looked at, taken; and the roster out again, with its purpose (A01, N38, PI-13)."""

from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from branches.models import Organization
from members.access import Capability
from members.forms.office import ApplyRosterForm, ExportForm, RosterFileForm
from members.importing.carrying import carry, unpack
from members.importing.columns import LABELS
from members.importing.reading import Reading
from members.importing.roster import read_roster
from members.reports.roster_export import refused_xlsx, roster_xlsx
from members.reports.roster_preview import preview
from members.services.importing import apply
from members.views.common import branch_of, branches_of
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor
from partywork.common.responses import done, page, refused
from partywork.common.spreadsheets import XLSX_TYPE, read_sheets
from partywork.common.verbs import journal


@FORM_PAGE
def member_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; then see, line by line, what it would change. Nothing is written here."""
    branch = _branch(request)
    form = RosterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and attempt(form, _read, form.cleaned_data["file"]):
        return _preview(request, branch, form.outcome)  # type: ignore[attr-defined]
    context = {"form": form, "branch": branch, "labels": LABELS.values()}
    return page(request, "members/roster/upload.html", context, status=422 if form.is_bound else 200)


@require_POST
def member_import_apply(request: HttpRequest) -> HttpResponse:
    """Take the ticked lines; back to the preview when something stands against it."""
    branch = _branch(request)
    form = ApplyRosterForm(request.POST)
    try:
        reading = _carried(request, branch)
    except DomainError as refusal:
        return refused(request, refusal.message, "member_import")
    ticked = (number(text) for text in request.POST.getlist("leaving"))
    leaving = {pk for pk in ticked if pk is not None}
    if not form.is_valid():
        return _preview(request, branch, reading, form)
    if leaving and not form.cleaned_data["leave_day"]:
        form.add_error("leave_day", "勾选了转出的党员，请填写日期。")
        return _preview(request, branch, reading, form)
    taken = attempt(
        form,
        apply,
        branch,
        reading,
        chosen=set(request.POST.getlist("line")),
        since=form.cleaned_data["since"],
        leaving=leaving,
        leave_day=form.cleaned_data["leave_day"],
        by=actor(request),
    )
    if not taken:
        return _preview(request, branch, reading, form)
    result = form.outcome  # type: ignore[attr-defined]
    sentence = f"导入完成：新增 {result.enrolled} 人，更正 {result.corrected} 人，转出 {result.left} 人。"
    return done(request, sentence, "member_list")


@require_POST
def member_import_refused(request: HttpRequest) -> HttpResponse:
    """The rows that were not taken, with the reason in the last column."""
    branch = _branch(request)
    try:
        reading = _carried(request, branch)
    except DomainError as refusal:
        return refused(request, refusal.message, "member_import")
    rows = preview(branch, reading).refused
    return _xlsx(refused_xlsx(reading.head, rows), f"{branch.called}没有导入的行.xlsx")


@require_POST
def member_export(request: HttpRequest) -> HttpResponse:
    branch = _branch(request)
    form = ExportForm(request.POST)
    if not form.is_valid():
        return refused(request, "请写明导出名册的用途。", "member_list")
    reason = form.cleaned_data["reason"]
    now = clock.now()
    content = roster_xlsx(branch, clock.today(), exporter=str(request.user), reason=reason, at=now)
    journal(branch, "export_roster", by=actor(request), reason=reason)
    return _xlsx(content, f"{branch.called}党员名册{now:%Y%m%d}.xlsx")


def _branch(request: HttpRequest) -> Organization:
    branch = branch_of(request, list(branches_of(request, Capability.MANAGE_MEMBER)))
    if branch is None:
        raise PermissionDenied("您的职务不能导入或导出党员名册。")
    return branch


def _read(upload: object) -> Reading:
    return read_roster(read_sheets(upload.read()), clock.today())  # type: ignore[attr-defined]


def _carried(request: HttpRequest, branch: Organization) -> Reading:
    user = actor(request)
    return unpack(request.POST.get("reading", ""), branch_id=branch.pk, user_id=user.pk)


def _preview(
    request: HttpRequest, branch: Organization, reading: Reading, form: ApplyRosterForm | None = None
) -> HttpResponse:
    user = actor(request)
    packed = carry(reading, branch_id=branch.pk, user_id=user.pk)
    context = {
        "branch": branch,
        "reading": reading,
        "found": preview(branch, reading),
        "form": form or ApplyRosterForm(initial={"reading": packed}),
        "packed": packed,
        "chosen": set(request.POST.getlist("line")) if form else None,
    }
    return page(request, "members/roster/preview.html", context, status=422 if form else 200)


def _xlsx(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX_TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    return response
