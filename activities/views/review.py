"""The committee's side: what waits, one filing whole, accepting and returning."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from activities.forms.review import AnswerForm
from activities.models import Filing
from activities.reports.filing_findings import CANNED
from activities.reports.filing_page import FilingPage, filing_page
from activities.reports.review_queue import review_queue
from activities.services import filing as filings
from members.access import Capability
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load, need
from partywork.common.responses import done, page, refused


@require_safe
def queue(request: OfficeRequest) -> HttpResponse:
    need(request, Capability.ANSWER)
    after = number(request.GET.get("after")) or 0
    scope = request.access.scope(Capability.ANSWER)
    context = {"queue": review_queue(scope, request.GET.get("kind", ""), after=after), "after": after}
    return page(request, "activities/review/queue.html", context)


@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return _page(request, _load(request, pk))


@require_POST
def acceptance(request: OfficeRequest, pk: int) -> HttpResponse:
    filing = _load(request, pk, do=Capability.ANSWER)
    form = AnswerForm(request.POST)
    if form.is_valid() and attempt(form, filings.accept, filing, by=request.user, **form.kwargs()):
        return done(request, f"已受理：{filing}。", "queue")
    return _page(request, filing, form)


@require_POST
def returning(request: OfficeRequest, pk: int) -> HttpResponse:
    filing = _load(request, pk, do=Capability.ANSWER)
    form = AnswerForm(request.POST)
    if form.is_valid() and attempt(
        form, filings.return_, filing, by=request.user, remarks=form.remarks(), **form.kwargs()
    ):
        return done(request, f"已退回：{filing}。支部已收到通知。", "queue")
    return _page(request, filing, form)


@require_POST
def acceptances(request: OfficeRequest) -> HttpResponse:
    """Accept the ticked ones; each is `key:round`, so that a round handed in meanwhile is not accepted unread."""
    accepted, left = 0, []
    for mark in request.POST.getlist("filing")[:200]:
        key, round_number = (number(part) for part in mark.partition(":")[::2])
        if key is None or round_number is None:
            continue
        filing = _load(request, key, do=Capability.ANSWER)
        try:
            filings.accept(filing, by=request.user, round_number=round_number)
            accepted += 1
        except DomainError as refusal:
            left.append(f"{filing.branch.called}：{refusal.message}")
    if left:
        return refused(request, f"受理 {accepted} 份，{len(left)} 份没有受理。{'；'.join(left[:3])}", "queue")
    if not accepted:
        return refused(request, "没有勾选任何一份。", "queue")
    return done(request, f"已受理 {accepted} 份。", "queue")


def _load(request: OfficeRequest, pk: int, *, do: Capability | None = None) -> Filing:
    rows = Filing.objects.select_related("branch", "to", "record", "plan", "activity", "change")
    return load(request, rows, pk, see=Capability.SEE_FILING, do=do, at="to__path")


def _page(request: OfficeRequest, filing: Filing, form: AnswerForm | None = None) -> HttpResponse:
    shown: FilingPage = filing_page(filing)
    part = shown.findings[0].part if shown.findings else ""
    context = {
        "page": shown,
        "filing": filing,
        "may_review": shown.is_waiting and request.access.may(Capability.ANSWER, filing.to),
        "answered_above": request.access.may(Capability.REVIEW, filing.branch),
        "form": form or AnswerForm(initial={"round_number": shown.current.number, "part": part}),
        "canned": [(name, text) for name, texts in CANNED.items() for text in texts],
    }
    return page(request, "activities/review/detail.html", context, status=422 if form else 200)
