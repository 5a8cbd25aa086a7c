"""An election begins, is studied and planned, gets its meeting, may be called off (EL-02, EL-09, ORG-08, ORG-09)."""

from datetime import date

from django.db import transaction

from activities.choices import ActivityKind, ActivityState, FilingState
from activities.choices_elections import ElectionKind, ElectionPaperKind, RoundState
from activities.models import Activity, Election, ElectionPaper, Filing
from activities.reports.electors import full_members
from activities.rules.election_seats import sets_up_committee, why_not_seats
from activities.states_elections import ELECTION
from branches.models import Organization, Term
from branches.reports.parameters import in_force
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save

USUAL_SEATS = 3


@transaction.atomic
def begin(branch: Organization, *, kind: str, by: User, occasion: str = "", reason: str = "") -> Election:
    """Begin an election; begun twice it is the same one. A branch of seven full members elects a committee."""
    branch = lock(branch)
    require(kind in ElectionKind.values, "请选是哪一种选举。", field="kind")
    standing: Election | None = Election.objects.going_on().filter(branch=branch, kind=kind).first()
    if standing is not None:
        return standing
    occasion, reason = occasion.strip(), reason.strip()
    delegates, by_election = kind == ElectionKind.DELEGATES, kind == ElectionKind.BY_ELECTION
    require(not delegates or occasion, "请写是哪一次代表大会的代表。", field="occasion")
    require(not by_election or reason, "请写为什么补选，例如某某同志调出。", field="reason")
    term: Term | None = Term.objects.running().filter(branch=branch).first()
    require(not by_election or term, "还没有登记本届任期，请先登记。", field="kind", code="no_term")
    committee = term.has_committee if by_election and term else _grows_committee(branch)
    election: Election = Election.objects.create(
        branch=branch,
        kind=kind,
        term=term,
        number=_number(term, kind),
        occasion=occasion[:120] if delegates else "",
        reason=reason[:200] if by_election else "",
        has_committee=committee and not delegates,
        seats=_first_seats(kind, committee=committee),
        with_secretary=not delegates and not (by_election and committee),
        majority_base=str(in_force(branch, clock.today())["el.majority_base"]),
        begun_by=by,
    )
    journal(election, "begin", by=by, reason=reason or occasion, after=election.state)
    return election


@transaction.atomic
def study(
    election: Election,
    *,
    by: User,
    studied_on: date,
    planned_on: date,
    seats: int,
    with_deputy: bool = False,
    with_secretary: bool | None = None,
) -> Election:
    """The committee (without one: the meeting, or the secretary) has studied it: when, and how many are elected."""
    election = lock(election)
    require_open(election)
    require(not _is_handed_in(election), "请示已经报送，要改先请上级退回。", code="wrong_state")
    require(studied_on <= clock.today(), "研究的日期不能晚于今天。", field="studied_on")
    require(planned_on >= studied_on, "选举的日期不能早于研究的日期。", field="planned_on")
    if election.kind == ElectionKind.TERM:
        election.has_committee = _grows_committee(election.branch)
    election.with_deputy = with_deputy and election.kind != ElectionKind.DELEGATES
    if election.kind == ElectionKind.BY_ELECTION and with_secretary is not None:
        election.with_secretary = with_secretary
    election.seats = seats if election.has_committee or election.kind == ElectionKind.DELEGATES else 0
    _require_seats(election)
    election.studied_on, election.planned_on = studied_on, planned_on
    names = ("studied_on", "planned_on", "seats", "with_deputy", "with_secretary", "has_committee")
    save(election, *names)
    journal(election, "study", by=by)
    return election


@transaction.atomic
def set_meeting(election: Election, meeting: Activity, *, by: User) -> Election:
    """Hold the election at this meeting of the branch; its register says who is there."""
    election = lock(election)
    require_open(election)
    require(meeting.branch_id == election.branch_id, "这不是本支部的会议。", field="meeting")
    require(meeting.kind == ActivityKind.MEMBER_MEETING, "选举在支部党员大会上进行。", field="meeting")
    require(meeting.state != ActivityState.CANCELLED, "这次会议已经取消。", field="meeting")
    require_no_ballot_yet(election)
    election.meeting, election.planned_on = meeting, meeting.day
    save(election, "meeting", "planned_on")
    journal(election, "set_meeting", by=by, after=f"{meeting.day}")
    return election


@transaction.atomic
def set_first_meeting(election: Election, meeting: Activity, *, by: User) -> Election:
    """The first meeting of the new committee, which elects the secretary (EL-04)."""
    election = lock(election)
    require_open(election)
    require(meeting.branch_id == election.branch_id, "这不是本支部的会议。", field="meeting")
    require(meeting.kind == ActivityKind.COMMITTEE_MEETING, "书记、副书记在支委会上选举。", field="meeting")
    require(meeting.state != ActivityState.CANCELLED, "这次会议已经取消。", field="meeting")
    election.first_meeting = meeting
    save(election, "first_meeting")
    journal(election, "set_first_meeting", by=by, after=f"{meeting.day}")
    return election


@transaction.atomic
def open_floor(election: Election, *, by: User, chair: Member, rules_passed: bool) -> Election:
    """Who leads the meeting (EL-09), and whether it has passed the rules of the election."""
    election = lock(election)
    require_open(election)
    require(rules_passed, "请先由大会通过选举办法，再发选票。", field="rules_passed")
    election.chair, election.rules_passed = chair, rules_passed
    save(election, "chair", "rules_passed")
    journal(election, "open_floor", by=by, after=str(chair)[:30])
    return election


@transaction.atomic
def cancel(election: Election, *, by: User, reason: str) -> Election:
    """Not held after all; what was handed in and counted stays."""
    election = lock(election)
    require(reason.strip(), "请写明取消的原因。", field="reason")
    election.cancel_reason = reason.strip()[:200]
    advance(election, ELECTION, "cancel", by=by, reason=reason, fields=("cancel_reason",))
    return election


def require_open(election: Election) -> None:
    require(
        ELECTION.may(election.state, "finish"),
        f"这次选举{election.get_state_display()}。",
        code="wrong_state",
    )


def require_no_ballot_yet(election: Election) -> None:
    held = election.rounds.exclude(state__in=[RoundState.PREPARED, RoundState.VOID]).exists()
    require(not held, "已经发过选票，不能再换会议。", code="wrong_state")


def filing_of(election: Election, kind: str) -> Filing | None:
    """The filing of one of its papers; None before it was handed in."""
    paper = ElectionPaper.objects.select_related("filing").filter(election=election, kind=kind).first()
    return getattr(paper, "filing", None)


def require_agreed(election: Election, kind: str, sentence: str) -> None:
    found = filing_of(election, kind)
    require(found is not None and found.state == FilingState.ACCEPTED, sentence, code="not_agreed")


def _is_handed_in(election: Election) -> bool:
    found = filing_of(election, ElectionPaperKind.REQUEST)
    return found is not None and found.state != FilingState.RETURNED


def _grows_committee(branch: Organization) -> bool:
    return sets_up_committee(len(full_members(branch, clock.today())))


def _number(term: Term | None, kind: str) -> int:
    running = term.number if term is not None else 0
    return running + 1 if kind == ElectionKind.TERM else max(running, 1)


def _first_seats(kind: str, *, committee: bool) -> int:
    if kind == ElectionKind.TERM:
        return USUAL_SEATS if committee else 0
    return 1 if committee or kind == ElectionKind.DELEGATES else 0


def _require_seats(election: Election) -> None:
    if election.kind == ElectionKind.TERM and election.has_committee:
        refusal = why_not_seats(election.seats)
        require(not refusal, refusal, field="seats")
    elif election.kind == ElectionKind.DELEGATES:
        require(1 <= election.seats <= 20, "请写应选代表几名。", field="seats")
    else:
        require(0 <= election.seats <= 7, "支部委员会最多7人。", field="seats")
        require(election.offices, "请写补选几名委员，或勾选补选书记、副书记。", field="seats")
