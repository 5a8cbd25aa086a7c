"""Reading a plan from a document: shown beside the source, ticked, and only then written (S01, N38)."""

from django.core import signing
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from activities.forms.plan import MONTHS, SourceForm
from activities.importing.errors import PlanUnreadable
from activities.importing.lines import PlanReading
from activities.importing.reader import read_plan, read_plan_text
from activities.models import AnnualPlan
from activities.reports.plan_import import Proposal, proposals_from, rows_of, sealed, unsealed
from activities.services import planning
from members.access import Capability
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


def source(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand over a file or text; the answer is the preview."""
    plan = load(request, AnnualPlan, pk, see=Capability.SEE_PLAN, do=Capability.WRITE_PLAN)
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, plan, form, status=422 if request.method == "POST" else 200)
    try:
        reading = _read(form, plan.year)
    except PlanUnreadable as refusal:
        form.add_error("file" if form.cleaned_data.get("file") else "text", refusal.message)
        return _ask(request, plan, form, status=422)
    return _preview(request, plan, reading)


def _read(form: SourceForm, year: int) -> PlanReading:
    upload = form.cleaned_data.get("file")
    if upload:
        return read_plan(upload.read(), filename=upload.name, year=year)
    return read_plan_text(form.cleaned_data["text"], year=year)


def _ask(request: OfficeRequest, plan: AnnualPlan, form: SourceForm, *, status: int) -> HttpResponse:
    return page(request, "activities/plan/import.html", {"plan": plan, "form": form}, status=status)


def _preview(request: OfficeRequest, plan: AnnualPlan, reading: PlanReading) -> HttpResponse:
    proposals = proposals_from(reading, plan)
    context = {
        "plan": plan,
        "reading": reading,
        "proposals": proposals,
        "ticked": sum(1 for proposal in proposals if proposal.ticked),
        "undecided": sum(1 for proposal in proposals if not proposal.ticked),
        "sealed": sealed(proposals),
        "months": MONTHS,
        "form": SourceForm(),
    }
    return page(request, "activities/plan/import_preview.html", context)


@require_POST
def writing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write the ticked rows; the same document twice adds nothing."""
    plan = load(request, AnnualPlan, pk, see=Capability.SEE_PLAN, do=Capability.WRITE_PLAN)
    try:
        proposals = unsealed(request.POST.get("sealed", ""))
    except signing.BadSignature:
        return refused(request, "预览已失效，请再导入一次。", "plan_import", plan.pk)
    chosen = _chosen(request, proposals)
    if not chosen:
        return refused(request, "没有勾选任何一行，计划没有改动。", "plan_detail", plan.pk)
    try:
        written = planning.take_over(plan, rows_of(proposals, chosen, plan.year), by=request.user)
        planning.place_days(plan, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "plan_detail", plan.pk)
    known = f"，另有 {written.known} 行原来就有" if written.known else ""
    return done(request, f"已写入 {written.added} 行{known}。", "plan_detail", plan.pk)


def _chosen(request: OfficeRequest, proposals: list[Proposal]) -> dict[int, int | None]:
    ticked = set(request.POST.getlist("row"))
    chosen: dict[int, int | None] = {}
    for proposal in proposals:
        if str(proposal.number) not in ticked:
            continue
        month = request.POST.get(f"month-{proposal.number}", "")
        picked = int(month) if month in map(str, range(1, 13)) else None
        if proposal.months or picked:
            chosen[proposal.number] = picked
    return chosen
