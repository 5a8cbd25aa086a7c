"""Best cases: the library, one case, putting forward and deciding (C20, PD-27)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.best_case import DecisionForm, PracticeForm
from activities.models import BestCase, RecordSheet
from activities.reports.best_cases import library
from activities.services import commending
from members.access import Capability
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load, need
from partywork.common.responses import done, page, refused

CASES = BestCase.objects.select_related("keeper", "record__activity__branch", "record__filing", "decided_by")
RECORDS = RecordSheet.objects.select_related("activity__branch")


@require_safe
def case_list(request: OfficeRequest) -> HttpResponse:
    need(request, Capability.SEE_RECORD)
    search = request.GET.get("q", "").strip()[:40]
    access = request.access
    shown = library(
        access.scope(Capability.SEE_RECORD),
        access.scope(Capability.ANSWER),
        search=search,
        before=number(request.GET.get("before")) or 0,
    )
    return page(request, "activities/case/list.html", {"library": shown, "search": search})


@require_safe
def case_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return _show(request, load(request, CASES, pk, see=Capability.SEE_RECORD))


@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: OfficeRequest, pk: int) -> HttpResponse:
    """From an accepted sheet: the branch puts it forward, or its superior does."""
    record = load(request, RECORDS, pk, see=Capability.SEE_RECORD)
    superior = record.activity.branch.superior
    if superior is None or not request.access.may(Capability.ANSWER, superior):
        record = load(request, RECORDS, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    form = PracticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        practice = form.cleaned_data["practice"]
        if attempt(form, commending.nominate, record, by=request.user, practice=practice):
            return done(request, "已推荐，等上级决定。", "case_detail", form.outcome.pk)  # type: ignore[attr-defined]
    status = 422 if request.method == "POST" else 200
    return page(request, "activities/case/nomination.html", {"record": record, "form": form}, status=status)


@require_POST
def keeping(request: OfficeRequest, pk: int) -> HttpResponse:
    case = load(request, CASES, pk, see=Capability.SEE_RECORD, do=Capability.ANSWER, at="keeper__path")
    form = DecisionForm(request.POST)
    if submit(form, commending.keep, case, by=request.user):
        return done(request, "已收入案例库，各支部都能看到。", "case_detail", pk)
    return _show(request, case, form)


@require_POST
def declining(request: OfficeRequest, pk: int) -> HttpResponse:
    case = load(request, CASES, pk, see=Capability.SEE_RECORD, do=Capability.ANSWER, at="keeper__path")
    form = DecisionForm(request.POST)
    if submit(form, commending.decline, case, by=request.user):
        return done(request, "没有收入，支部会看到原因。", "case_list")
    return _show(request, case, form)


@require_POST
def withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    place = "record__activity__branch__path"
    case = load(request, CASES, pk, see=Capability.SEE_RECORD, do=Capability.FILE, at=place)
    try:
        commending.withdraw(case, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "case_detail", pk)
    return done(request, "已撤回推荐。", "case_list")


def _show(request: OfficeRequest, case: BestCase, form: DecisionForm | None = None) -> HttpResponse:
    access, branch = request.access, case.record.activity.branch
    context = {
        "case": case,
        "content": case.content,
        "form": form or DecisionForm(),
        "may_decide": access.may(Capability.ANSWER, case.keeper),
        "may_withdraw": access.may(Capability.FILE, branch),
        "may_read_sheet": access.may(Capability.SEE_RECORD, branch),
    }
    return page(request, "activities/case/detail.html", context, status=422 if form else 200)
