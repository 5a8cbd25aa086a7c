"""The committee's side: what waits, one filing whole or opened in the list, accepting and returning."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from activities.choices import FilingKind
from activities.documents.filled_minutes import minutes_sheet
from activities.documents.minutes import MinutesContent
from activities.forms.review import AnswerForm, worded
from activities.models import Filing
from activities.reports.filing_findings import CANNED
from activities.reports.filing_page import FilingPage, filing_page
from activities.reports.overdue import overdue_list
from activities.reports.review_queue import Queue, review_queue
from activities.services import filing as filings
from activities.services import reviewing
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
    return _queue(request, "activities/review/queue.html", request.GET.get("kind", ""), after)


@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """One filing; when its addressee opens it while it waits, that is remembered (N43)."""
    filing = _load(request, pk)
    shown = filing_page(filing)
    if request.method == "GET" and _may_answer(request, shown):
        reviewing.open_paper(shown.current, by=request.user)
    return _page(request, shown)


@require_POST
def acceptance(request: OfficeRequest, pk: int) -> HttpResponse:
    filing = _load(request, pk, do=Capability.ANSWER)
    form = AnswerForm(request.POST)
    if form.is_valid() and attempt(form, filings.accept, filing, by=request.user, **form.kwargs()):
        return _answered(request, f"已受理：{filing}。")
    return _page(request, filing_page(filing), form, status=422)


@require_POST
def returning(request: OfficeRequest, pk: int) -> HttpResponse:
    filing = _load(request, pk, do=Capability.ANSWER)
    form = AnswerForm(request.POST)
    if form.is_valid() and attempt(form, filings.return_, filing, by=request.user, **form.kwargs()):
        return _answered(request, f"已退回：{filing}。支部已收到通知。")
    return _page(request, filing_page(filing), form, status=422)


@require_POST
def wording(request: OfficeRequest, pk: int) -> HttpResponse:
    """One of the usual reasons, put into the answer with its part; the official still presses return."""
    filing = _load(request, pk, do=Capability.ANSWER)
    chosen = number(request.POST.get("canned"))
    if chosen is None or chosen >= len(CANNED):
        return _page(request, filing_page(filing), AnswerForm(request.POST), status=422)
    return _page(request, filing_page(filing), worded(request.POST, chosen))


@require_POST
def acceptances(request: OfficeRequest) -> HttpResponse:
    """Accept the ticked ones; each is `key:round`, so that a round handed in meanwhile is not accepted unread."""
    picked = []
    for mark in request.POST.getlist("filing")[:200]:
        key, round_number = (number(part) for part in mark.partition(":")[::2])
        if key is not None and round_number is not None:
            picked.append((_load(request, key, do=Capability.ANSWER), round_number))
    if not picked:
        return refused(request, "没有勾选任何一份。", "queue")
    try:
        outcome = reviewing.accept_clean(picked, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "queue")
    said = f"已受理 {outcome.number} 份，其中 {outcome.opened} 份打开看过"
    if outcome.left:
        more = "；".join(outcome.left[:3])
        return refused(request, f"{said}；{len(outcome.left)} 份没有受理。{more}", "queue")
    return done(request, f"{said}。", "queue")


def _load(request: OfficeRequest, pk: int, *, do: Capability | None = None) -> Filing:
    rows = Filing.objects.select_related("branch", "to", "record", "plan", "activity", "change")
    return load(request, rows, pk, see=Capability.SEE_FILING, do=do, at="to__path")


def _may_answer(request: OfficeRequest, shown: FilingPage) -> bool:
    return shown.is_waiting and request.access.may(Capability.ANSWER, shown.filing.to)


def _page(
    request: OfficeRequest, shown: FilingPage, form: AnswerForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The whole page; for HTMX the body that opens in the list, or the answer alone when it was at work."""
    filing = shown.filing
    part = shown.findings[0].part if shown.findings else ""
    context = {
        "page": shown,
        "filing": filing,
        "minutes": _minutes(shown),
        "may_review": _may_answer(request, shown),
        "answered_above": request.access.may(Capability.REVIEW, filing.branch),
        "form": form or AnswerForm(initial={"round_number": shown.current.number, "part": part}),
        "canned": CANNED,
        "in_place": bool(request.htmx),
        "list_kind": request.POST.get("list_kind") or request.GET.get("kind", ""),
        "list_after": number(request.POST.get("list_after") or request.GET.get("after")) or 0,
    }
    if not request.htmx:
        return page(request, "activities/review/detail.html", context, status=status)
    if form is None:
        # The list it opens in counts the drawn ones that were read.
        context["queue"] = _listed(request, str(context["list_kind"]), int(str(context["list_after"])))
        return page(request, "activities/review/_opened.html", context, status=status)
    answer = page(request, "activities/review/_answer.html", context, status=status)
    return reswap(retarget(answer, "#answer"), "outerHTML")


def _minutes(shown: FilingPage) -> MinutesContent | None:
    """Minutes read as they are printed, with what was added by that handing-in."""
    if shown.filing.kind != FilingKind.MINUTES:
        return None
    return minutes_sheet(shown.content, shown.content["addenda"], shown.current.digest)


def _answered(request: OfficeRequest, sentence: str) -> HttpResponse:
    """Back to the list; for HTMX the list itself, without the one that was answered."""
    if not request.htmx:
        return done(request, sentence, "queue")
    messages.success(request, sentence)
    after = number(request.POST.get("list_after")) or 0
    kind = request.POST.get("list_kind", "")
    return _queue(request, "activities/review/_queue_answered.html", kind, after)


def _queue(request: OfficeRequest, template: str, kind: str, after: int) -> HttpResponse:
    scope = request.access.scope(Capability.ANSWER)
    context = {"queue": _listed(request, kind, after), "overdue": overdue_list(scope), "after": after}
    return page(request, template, context)


def _listed(request: OfficeRequest, kind: str, after: int) -> Queue:
    scope = request.access.scope(Capability.ANSWER)
    return review_queue(scope, kind, after=after, reader_id=request.user.pk)
