"""思想状况分析 of a branch: written by whoever runs it, heard by its committee, read by nobody above (TT-04, F-41)."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.documents.thought_analysis import thought_sheet
from activities.forms.thoughts import OnAgendaForm, ThoughtForm, thought_initial
from activities.models import ThoughtAnalysis
from activities.reports.thoughts import meeting_kind, meetings_ahead, period_now, talks_in, thought_year
from activities.services import thinking
from activities.views.charter import years_around
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused

ROWS = ThoughtAnalysis.objects.select_related("branch", "meeting", "written_by")


@require_safe
@never_cache
def thought_list(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    year = year_asked(request.GET.get("year"), clock.today().year)
    context = {"found": thought_year(branch, year), "years": years_around()}
    return page(request, "activities/thought/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def thought_new(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    since, until = period_now(branch, clock.today())
    bound = request.POST if request.method == "POST" else None
    form = ThoughtForm(bound, initial={"since": since, "until": until})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, thinking.write, branch, form.analysis(), by=request.user):
        return done(request, "写好了，下一步列入支委会议程。", "thought_detail", form.outcome.pk)  # type: ignore[attr-defined]
    context = {"form": form, "branch": branch, "talks": talks_in(branch, since, until)}
    return page(request, "activities/thought/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def thought_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """Read and put right on one page, until the meeting is over."""
    row = _row(request, pk)
    form = ThoughtForm(request.POST if request.method == "POST" else None, initial=thought_initial(row))
    if request.method == "POST" and form.is_valid():
        values = {"by": request.user, "revision": form.cleaned_data["revision"] or 0}
        if attempt(form, thinking.rewrite, row, form.analysis(), **values):
            return done(request, "已保存。", "thought_detail", pk)
    meetings = meetings_ahead(row.branch)
    context = {
        "row": row,
        "form": form,
        "is_open": row.meeting is None or row.meeting.is_open,
        "agenda": OnAgendaForm(meetings=meetings) if meetings else None,
        "kind": meeting_kind(row.branch),
    }
    return page(request, "activities/thought/detail.html", context, status=422 if form.errors else 200)


@require_POST
def thought_agenda(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = OnAgendaForm(request.POST, meetings=meetings_ahead(row.branch))
    if not form.is_valid():
        return refused(request, "请选一次还没有开的会。", "thought_detail", pk)
    if not attempt(form, thinking.put_on_agenda, row, form.cleaned_data["meeting"], by=request.user):
        return refused(request, str(form.non_field_errors()[0]), "thought_detail", pk)
    day = clock.short_date(form.cleaned_data["meeting"].day)
    return done(request, f"已列入{day}的议程。", "thought_detail", pk)


@require_safe
@never_cache
def thought_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-41, made for this one answer and kept nowhere."""
    row = _row(request, pk)
    return pdf_answer(thought_sheet(row).render(), f"{row.period}思想状况分析.pdf")


def _row(request: OfficeRequest, pk: int) -> ThoughtAnalysis:
    return load(request, ROWS, pk, see=Capability.RUN_ACTIVITY)
