"""The papers of an election to the superior, through the machinery of every filing (EL-01, EL-02, F-27)."""

from datetime import date
from typing import Any

from django.db import transaction

from activities.choices import FilingKind, FilingState
from activities.choices_elections import ElectionPaperKind, Office, RoundState
from activities.models import Election, ElectionPaper, Filing
from activities.reports.election_paper import request_content, result_content, shift_content, slate_content
from activities.reports.next_ballot import is_settled, listed_members
from activities.rules.election_seats import why_too_few
from activities.services.electing import require_agreed, require_open
from activities.services.filing import hand_in
from branches.models import Term
from branches.services.terming import require_shift
from members.models import User
from partywork.common import clock
from partywork.common.verbs import lock, require


@transaction.atomic
def request(election: Election, *, by: User, note: str = "") -> Filing:
    """Ask the superior to hold the election, normally a month ahead; later is handed in all the same, and said."""
    election = lock(election)
    require_open(election)
    studied = election.studied_on is not None and election.planned_on is not None
    require(studied, "请先填写研究的日期、名额和拟定的选举日期。", field="studied_on", code="not_studied")
    assert election.planned_on is not None
    require(election.planned_on > clock.today(), "拟定的选举日期已经过了，请先改日期。", field="planned_on")
    return _hand_in(election, ElectionPaperKind.REQUEST, request_content(election), by=by, note=note)


@transaction.atomic
def submit_slate(election: Election, *, by: User, note: str = "") -> Filing:
    """Put the listed candidates before the superior; the difference must be right (EL-03)."""
    election = lock(election)
    require_open(election)
    require_agreed(election, ElectionPaperKind.REQUEST, "上级还没有批复选举请示，批复后再报预备人选。")
    for office in election.offices:
        listed = listed_members(election, office)
        alone = election.stands_alone(office)
        refusal = why_too_few(election.seats_of(office), len(listed), equal=alone)
        require(not refusal, f"{Office(office).label}：{refusal}", field="candidates", code="too_few")
        if office in election.committee_offices and Office.COMMITTEE in election.offices:
            inside = set(listed) <= set(listed_members(election, Office.COMMITTEE))
            sentence = f"{Office(office).label}的预备人选应同时是委员的预备人选。"
            require(inside, sentence, field="candidates", code="not_listed")
    return _hand_in(election, ElectionPaperKind.SLATE, slate_content(election), by=by, note=note)


@transaction.atomic
def report_result(election: Election, *, by: User, note: str = "") -> Filing:
    """Report who was elected, for approval and filing."""
    election = lock(election)
    require_open(election)
    missing = [Office(office).label for office in election.offices if not is_settled(election, office)]
    require(not missing, f"{'、'.join(missing)}还没有选完，选完再报结果。", code="not_settled")
    waiting = election.rounds.filter(state__in=[RoundState.PREPARED, RoundState.OPEN, RoundState.COUNTED])
    require(not waiting.exists(), "还有一次投票没有宣布结果。", code="not_settled")
    return _hand_in(election, ElectionPaperKind.RESULT, result_content(election), by=by, note=note)


@transaction.atomic
def ask_shift(term: Term, *, by: User, new_due: date, reason: str) -> Filing:
    """Ask for the election to be put off or held earlier, a year at most; accepted, the term has the new day."""
    term = lock(term)
    require(term.ended_on is None, "这一届已经结束。", code="wrong_state")
    require(reason.strip(), "请写明延期或提前的原因。", field="reason")
    require_shift(term, new_due)
    paper = _open_shift(term)
    if paper is None:
        paper = ElectionPaper(branch=term.branch, kind=ElectionPaperKind.SHIFT, term=term)
    else:
        waits = paper.filing.state == FilingState.SUBMITTED
        require(not waits, "上一份延期（提前）请示还在等上级答复。", field="new_due", code="waiting")
    paper.new_due, paper.reason = new_due, reason.strip()[:200]
    paper.save()
    content = shift_content(term, new_due, paper.reason)
    return hand_in(
        FilingKind.ELECTION, term.branch, content=content, by=by, year=clock.today().year, paper=paper
    )


def _open_shift(term: Term) -> ElectionPaper | None:
    """The one that waits or came back."""
    rows = term.papers.select_related("filing").exclude(filing__state=FilingState.ACCEPTED)
    found: ElectionPaper | None = rows.order_by("-pk").first()
    return found


def _hand_in(
    election: Election, kind: ElectionPaperKind, content: dict[str, Any], *, by: User, note: str
) -> Filing:
    paper, _ = ElectionPaper.objects.get_or_create(
        election=election, kind=kind, defaults={"branch": election.branch}
    )
    filing = Filing.objects.filter(paper=paper).first()
    waits = filing is not None and filing.state != FilingState.RETURNED
    require(not waits, f"{kind.label}已经报送，不用再报。", code="wrong_state")
    return hand_in(
        FilingKind.ELECTION,
        election.branch,
        content=content,
        by=by,
        year=clock.today().year,
        note=note,
        paper=paper,
    )
