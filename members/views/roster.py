"""The roster file: up, looked at, taken (A01, N38)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from branches.forms.organization_field import CHOOSABLE
from branches.models import Organization
from members.access import Capability
from members.forms.roster import ApplyRosterForm, RosterFileForm
from members.importing.carrying import carry, unpack
from members.importing.items import LABELS, SIXTEEN
from members.importing.reading import Reading
from members.importing.roster import read_roster
from members.models import RosterMapping
from members.reports.roster_export import refused_xlsx
from members.reports.roster_mappings import mappings_for, said_by
from members.reports.roster_preview import preview
from members.services.importing import apply
from members.views.common import branch_of, branches_of
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import xlsx_answer
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor
from partywork.common.responses import done, page, refused
from partywork.common.spreadsheets import read_sheets

ALL = "all"
_LABELS = (
    ("国家采集表的十六项", [LABELS[key] for key in SIXTEEN]),
    ("另外还认得", [label for key, label in LABELS.items() if key not in SIXTEEN]),
)


@FORM_PAGE
def member_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; then see, line by line, what it would change. Nothing is written here."""
    target = _target(request)
    kept = {
        str(each.pk): each for each in mappings_for([target.branch] if target.branch else target.branches)
    }
    names = [(key, f"{each.name}（{each.organization.called}）") for key, each in kept.items()]
    form = RosterFileForm(request.POST or None, request.FILES or None, mappings=names)
    if request.method == "POST" and form.is_valid():
        mapping = kept.get(form.cleaned_data.get("mapping") or "")
        if attempt(form, _read, form.cleaned_data["file"], mapping):
            return _preview(request, target, form.outcome)  # type: ignore[attr-defined]
    context = {"form": form, "target": target, "branch": target.branch, "labels": _LABELS}
    return page(request, "members/roster/upload.html", context, status=422 if form.is_bound else 200)


@require_POST
def member_import_apply(request: HttpRequest) -> HttpResponse:
    """Take the ticked lines; back to the preview when something stands against it."""
    target = _target(request)
    form = ApplyRosterForm(request.POST)
    try:
        reading = _carried(request, target)
    except DomainError as refusal:
        return refused(request, refusal.message, "member_import")
    ticked = (number(text) for text in request.POST.getlist("leaving"))
    leaving = {pk for pk in ticked if pk is not None}
    if not form.is_valid():
        return _preview(request, target, reading, form)
    if leaving and not form.cleaned_data["leave_day"]:
        form.add_error("leave_day", "勾选了转出的党员，请填写日期。")
        return _preview(request, target, reading, form)
    taken = attempt(
        form,
        apply,
        target.place,
        reading,
        chosen=set(request.POST.getlist("line")),
        since=form.cleaned_data["since"],
        leaving=leaving,
        leave_day=form.cleaned_data["leave_day"],
        by=actor(request),
    )
    if not taken:
        return _preview(request, target, reading, form)
    result = form.outcome  # type: ignore[attr-defined]
    sentence = f"导入完成：新增 {result.enrolled} 人，更正 {result.corrected} 人，转出 {result.left} 人。"
    return done(request, sentence, "member_list")


@require_POST
def member_import_refused(request: HttpRequest) -> HttpResponse:
    """The rows that were not taken, with the reason in the last column."""
    target = _target(request)
    try:
        reading = _carried(request, target)
    except DomainError as refusal:
        return refused(request, refusal.message, "member_import")
    rows = preview(target.place, reading).refused
    return xlsx_answer(refused_xlsx(reading.head, rows), f"{target.called}没有导入的行.xlsx")


@dataclass(frozen=True)
class Target:
    """Where the file goes: one branch, or all branches of the person by the column 所在党支部."""

    branches: list[Organization]
    branch: Organization | None

    @property
    def place(self) -> Organization | list[Organization]:
        return self.branch or self.branches

    @property
    def is_many(self) -> bool:
        """Too many to list: one is looked for."""
        return len(self.branches) > CHOOSABLE

    @property
    def key(self) -> str:
        """As the address and the hidden field name it."""
        return str(self.branch.pk) if self.branch else ALL

    @property
    def called(self) -> str:
        return self.branch.called if self.branch else f"{len(self.branches)} 个党支部"


def _target(request: HttpRequest) -> Target:
    branches = list(branches_of(request, Capability.MANAGE_MEMBER))
    asked = request.GET.get("branch") or request.POST.get("branch")
    if asked == ALL and len(branches) > 1:
        return Target(branches, None)
    branch = branch_of(request, branches)
    if branch is None:
        raise PermissionDenied("您的职务不能导入或导出党员名册。")
    return Target(branches, branch)


def _read(upload: Any, mapping: RosterMapping | None) -> Reading:
    said = said_by(mapping) if mapping else None
    return read_roster(read_sheets(upload.read()), clock.today(), said)


def _carried(request: HttpRequest, target: Target) -> Reading:
    user = actor(request)
    bound = target.branch.pk if target.branch else 0
    return unpack(request.POST.get("reading", ""), branch_id=bound, user_id=user.pk)


def _preview(
    request: HttpRequest, target: Target, reading: Reading, form: ApplyRosterForm | None = None
) -> HttpResponse:
    user = actor(request)
    packed = carry(reading, branch_id=target.branch.pk if target.branch else 0, user_id=user.pk)
    context = {
        "target": target,
        "branch": target.branch,
        "reading": reading,
        "found": preview(target.place, reading),
        "form": form or ApplyRosterForm(initial={"reading": packed}),
        "packed": packed,
        "chosen": set(request.POST.getlist("line")) if form else None,
    }
    return page(request, "members/roster/preview.html", context, status=422 if form else 200)
