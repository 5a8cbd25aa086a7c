"""The term of a branch: how long it still runs, entering it, asking to move it, beginning an election (EL-01)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from activities.forms.election import NewElectionForm, ShiftForm, TermForm
from activities.reports.terms import term_lines
from activities.reports.terms import term_page as page_of
from activities.services import electing, election_papers
from activities.views.own_branch import own_branch
from branches.models import Term
from branches.services import terming
from members.access import Capability
from partywork.common.forms import attempt
from partywork.common.paging import asked_page
from partywork.common.requests import OfficeRequest, load, need
from partywork.common.responses import done, page

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def term_page(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_ACTIVITY)
    shown = page_of(branch)
    context = {
        "branch": branch,
        "page": shown,
        "line": shown.line,
        "term": shown.line.term,
        "may_file": request.access.may(Capability.FILE, branch),
    }
    return page(request, "activities/election/term.html", context)


@require_safe
def term_overview(request: OfficeRequest) -> HttpResponse:
    """All branches below an official, the term that ends first on top."""
    need(request, Capability.SEE_FILING)
    lines = term_lines(request.access.scope(Capability.SEE_FILING))
    shown = asked_page(request, lines)
    return page(request, "activities/election/overview.html", {"page": shown})


@FORM_PAGE
def term_entry(request: OfficeRequest) -> HttpResponse:
    """Enter the running term, or put the entry right."""
    branch = own_branch(request, Capability.FILE)
    term = Term.objects.running().filter(branch=branch).first()
    known = {"has_committee": branch.has_committee}
    if term is not None:
        known |= {"number": term.number, "since": term.since, "seats": term.seats}
    form = TermForm(request.POST or None, initial=known)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, terming.register_term, branch, by=request.user, **form.cleaned_data):
        return done(request, "已登记本届任期。", "term_page")
    context = {"branch": branch, "form": form, "title": "登记本届任期", "action": "登记"}
    return page(request, "activities/election/term_form.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def term_shift(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask the superior to put the election off, or to hold it earlier."""
    terms = Term.objects.select_related("branch")
    term = load(request, terms, pk, see=Capability.SEE_ACTIVITY, do=Capability.FILE)
    form = ShiftForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, election_papers.ask_shift, term, by=request.user, **form.cleaned_data):
        return done(request, "已请示上级，同意以后任期按新日期算。", "term_page")
    context = {
        "branch": term.branch,
        "form": form,
        "term": term,
        "title": "请示延期或提前换届",
        "action": "请示",
    }
    return page(request, "activities/election/term_form.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def election_new(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.FILE)
    form = NewElectionForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, electing.begin, branch, by=request.user, **form.cleaned_data):
        return done(request, "已开始，请按步骤办。", "election_detail", form.outcome.pk)  # type: ignore[attr-defined]
    context = {"branch": branch, "form": form, "title": "开始选举", "action": "开始"}
    return page(request, "activities/election/term_form.html", context, status=422 if form.is_bound else 200)
