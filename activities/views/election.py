"""An election as a guided path: its steps, the one that is on now, its papers (EL-02)."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices_elections import ElectionKind, Office
from activities.documents.paper_list import papers_of
from activities.forms.election import (
    CandidatesForm,
    DutiesForm,
    FewerForm,
    FloorForm,
    MeetingForm,
    PrepareForm,
    StudyForm,
    TakeOfficeForm,
    WhyForm,
)
from activities.models import Election
from activities.reports.election_page import ElectionPage, election_page
from activities.services import (
    electing,
    election_counting,
    election_papers,
    election_rounds,
    listing_candidates,
    taking_office,
)
from members.access import Capability
from partywork.common import clock
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, step

ELECTIONS = Election.objects.select_related("branch", "term", "meeting", "first_meeting", "chair")
C = Capability


@require_safe
def election_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return show(request, load(request, ELECTIONS, pk, see=C.SEE_ACTIVITY))


@require_POST
def study(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.FILE)
    form = _study_form(election, request.POST)
    if submit(form, electing.study, election, by=request.user):
        return _back(request, pk, "已记下研究的情况。")
    return show(request, election, {"study": form})


@require_POST
def request_paper(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.FILE)
    to = ("election_detail", pk)
    return step(
        request, to, election_papers.request, election, by=request.user, said="请示已报送，等上级批复。"
    )


@require_POST
def slate(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.FILE)
    to = ("election_detail", pk)
    said = "预备人选已报送，等上级审查。"
    return step(request, to, election_papers.submit_slate, election, by=request.user, said=said)


@require_http_methods(["GET", "HEAD", "POST"])
def candidates(request: OfficeRequest, pk: int) -> HttpResponse:
    """Recommending and listing for one office, all members on one page."""
    election = _for(request, pk, C.RUN_ACTIVITY)
    shown = election_page(election)
    office = request.GET.get("office", "")
    if office not in election.offices:
        office = election.offices[0] if election.offices else Office.COMMITTEE
    form = CandidatesForm(
        request.POST if request.method == "POST" else None,
        people=shown.eligible,
        known=shown.nominees(office),
        stroke=shown.listed(office),
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        form, listing_candidates.put_candidates, election, office, form.nominees(), by=request.user
    ):
        return _back(request, pk, "名单已保存。")
    context = {
        "election": election,
        "form": form,
        "office": office,
        "page": shown,
        "seats": shown.seats(office),
    }
    return page(request, "activities/election/candidates.html", context, status=422 if form.is_bound else 200)


@require_POST
def meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.RUN_ACTIVITY)
    form = MeetingForm(request.POST, meetings=election_page(election).meetings)
    if submit(form, electing.set_meeting, election, by=request.user):
        return _back(request, pk, "已定在这次大会上选举。")
    return show(request, election, {"meeting": form})


@require_POST
def first_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.RUN_ACTIVITY)
    form = MeetingForm(request.POST, meetings=election_page(election).committee_meetings)
    if submit(form, electing.set_first_meeting, election, by=request.user):
        return _back(request, pk, "已记下是哪次支委会。")
    return show(request, election, {"first": form})


@require_POST
def floor(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.RUN_ACTIVITY)
    form = FloorForm(request.POST, people=election_page(election).voters)
    if submit(form, electing.open_floor, election, by=request.user):
        return _back(request, pk, "可以发选票了。")
    return show(request, election, {"floor": form})


@require_POST
def rounds(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make the next ballot of an office ready."""
    election = _for(request, pk, C.RUN_ACTIVITY)
    shown = election_page(election)
    office = request.POST.get("office", "")
    form = _prepare_form(shown, request.POST)
    if form.is_valid() and attempt(
        form, election_rounds.prepare, election, office, by=request.user, **form.people()
    ):
        return done(request, "选票已备好。", "round_detail", form.outcome.pk)  # type: ignore[attr-defined]
    return show(request, election, {"prepare": form})


@require_POST
def fewer(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.RUN_ACTIVITY)
    form = FewerForm(request.POST)
    if submit(form, election_counting.give_up_seats, election, by=request.user):
        return _back(request, pk, "经大会同意，名额已减少。")
    return show(request, election, {"fewer": form})


@require_POST
def duties(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.RUN_ACTIVITY)
    shown = election_page(election)
    form = DutiesForm(request.POST, people=shown.to_divide, known={})
    if form.is_valid() and attempt(
        form, listing_candidates.divide_work, election, form.posts(), by=request.user
    ):
        return _back(request, pk, "分工已保存。")
    return show(request, election, {"duties": form})


@require_POST
def result(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.FILE)
    to = ("election_detail", pk)
    said = "选举结果已报送，等上级批准。"
    return step(request, to, election_papers.report_result, election, by=request.user, said=said)


@require_POST
def office(request: OfficeRequest, pk: int) -> HttpResponse:
    """The elected take their posts, the new term begins."""
    election = _for(request, pk, C.FILE)
    form = TakeOfficeForm(request.POST)
    if submit(form, taking_office.take_office, election, by=request.user):
        said = "已办结。" if election.kind == ElectionKind.DELEGATES else "新当选的同志已任职，权限同时生效。"
        return done(request, said, "home")
    return show(request, election, {"office": form})


@require_POST
def cancellation(request: OfficeRequest, pk: int) -> HttpResponse:
    election = _for(request, pk, C.FILE)
    form = WhyForm(request.POST)
    if submit(form, electing.cancel, election, by=request.user):
        return done(request, "已取消这次选举。", "term_page")
    return show(request, election, {"cancel": form})


def show(
    request: OfficeRequest, election: Election, bound: Mapping[str, BaseForm] | None = None
) -> HttpResponse:
    """The whole page; `bound` holds the form that was refused, with everything typed in it."""
    shown = election_page(election)
    may_file = request.access.may(C.FILE, election.branch)
    may_run = request.access.may(C.RUN_ACTIVITY, election.branch)
    context: dict[str, Any] = {
        "election": election,
        "page": shown,
        "path": shown.path,
        "current": shown.path.current.key if shown.path.current else "",
        "may_file": may_file,
        "may_run": may_run,
        "is_open": election.state == "open",
        "delegates": election.kind == ElectionKind.DELEGATES,
        "cancel": WhyForm(),
        "papers": papers_of(shown),
        "filings": list(shown.path.filings.values()),
    }
    if may_run and context["is_open"]:
        context |= _forms(shown)
    context |= bound or {}
    return page(request, "activities/election/detail.html", context, status=422 if bound else 200)


def _forms(shown: ElectionPage) -> dict[str, BaseForm]:
    """Only the forms of the step that is on now."""
    election = shown.election
    current = shown.path.current
    key = current.key if current else ""
    if key in ("study", "request"):
        return {"study": _study_form(election)}
    if key == "meeting":
        chair = shown.usual_chair
        return {
            "meeting": MeetingForm(meetings=shown.meetings, initial={"meeting": election.meeting_id}),
            "floor": FloorForm(people=shown.voters, initial={"chair": chair}),
            "prepare": _prepare_form(shown),
            "fewer": FewerForm(initial={"present": shown.last_present}),
        }
    if key == "heads":
        known = {"meeting": election.first_meeting_id}
        first = MeetingForm(meetings=shown.committee_meetings, initial=known)
        return {"prepare": _prepare_form(shown), "first": first}
    if key == "result":
        return {"duties": DutiesForm(people=shown.to_divide, known=shown.known_duties)}
    return {"office": TakeOfficeForm()} if key == "approval" else {}


def _study_form(election: Election, data: Any = None) -> StudyForm:
    initial = {
        "studied_on": election.studied_on or clock.today(),
        "planned_on": election.planned_on,
        "seats": election.seats,
        "with_deputy": election.with_deputy,
        "with_secretary": election.with_secretary,
    }
    return StudyForm(data, initial=initial, kind=election.kind, has_committee=election.has_committee)


def _prepare_form(shown: ElectionPage, data: Any = None) -> PrepareForm:
    return PrepareForm(data, people=shown.voters, names=shown.to_choose, initial={"members": shown.preset})


def _for(request: OfficeRequest, pk: int, capability: Capability) -> Election:
    return load(request, ELECTIONS, pk, see=C.SEE_ACTIVITY, do=capability)


def _back(request: OfficeRequest, pk: int, said: str) -> HttpResponse:
    return done(request, said, "election_detail", pk)
