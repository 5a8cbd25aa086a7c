"""Printing the papers of an election: letters as PDF or Word, lists, ballots, counting sheets (F-27)."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from activities.documents import catalogue
from activities.documents.election_ballot import ElectionBallotDocument
from activities.documents.election_letter import ElectionLetterDocument
from activities.documents.election_table import ElectionTableContent, ElectionTableDocument
from activities.documents.filled_election import LETTERS
from activities.documents.filled_election_tables import (
    blank_ballot,
    candidate_table,
    counting_table,
    recommendation_table,
    result_table,
)
from activities.documents.paper_list import reports_on_a_term
from activities.models import Election, ElectionRound
from activities.views.document import ask
from branches.models import Organization
from members.access import Capability
from partywork.common.requests import OfficeRequest, load

TABLES = {"recommend": ("候选人推荐表", recommendation_table), "roster": ("候选人名册", candidate_table)}


@require_POST
def paper(request: OfficeRequest, pk: int, paper: str) -> HttpResponse:
    """A letter or a list of the election as it stands now."""
    elections = Election.objects.select_related("branch", "term", "meeting", "chair")
    election = load(request, elections, pk, see=Capability.SEE_ACTIVITY)
    if paper == "report" and not reports_on_a_term(election):
        raise Http404("没有届满的任期，没有工作报告。")
    if paper in LETTERS:
        label, write = LETTERS[paper]
        content = ElectionLetterDocument(write(election)).to_json()
        if request.POST.get("form") == "word":
            return ask(
                catalogue.ELECTION_LETTER_WORD, content, f"{election.title}{label}.docx", election.branch
            )
        return ask(catalogue.ELECTION_LETTER, content, f"{election.title}{label}.pdf", election.branch)
    if paper in TABLES:
        label, fill = TABLES[paper]
        return _table(fill(election), f"{election.title}{label}.pdf", election.branch)
    raise Http404("没有这种文书。")


@require_POST
def round_paper(request: OfficeRequest, pk: int, paper: str) -> HttpResponse:
    """The ballot, the counting sheet or the report of one ballot."""
    rounds = ElectionRound.objects.select_related(
        "election__branch", "election__meeting", "election__term", "teller", "counter"
    )
    round_ = load(request, rounds, pk, see=Capability.SEE_ACTIVITY)
    branch, name = round_.election.branch, f"{round_.election.title}{round_.get_office_display()}"
    is_counted = round_.state in ("counted", "announced")
    if paper == "ballot":
        content = ElectionBallotDocument(blank_ballot(round_)).to_json()
        return ask(catalogue.ELECTION_BALLOT, content, f"{name}选票.pdf", branch)
    if paper == "sheet":
        return _table(counting_table(round_, filled=is_counted), f"{name}计票单.pdf", branch)
    if paper == "report" and is_counted:
        return _table(result_table(round_), f"{name}选举结果报告单.pdf", branch)
    raise Http404("没有这种文书。")


def _table(content: ElectionTableContent, name: str, branch: Organization) -> HttpResponse:
    return ask(catalogue.ELECTION_TABLE, ElectionTableDocument(content).to_json(), name, branch)
