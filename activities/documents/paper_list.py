"""Which papers of an election can be printed now, in the order they are needed (F-27)."""

from activities.choices_elections import ElectionKind
from activities.documents.filled_election import LETTERS
from activities.models import Election
from activities.reports.election_page import ElectionPage

ORDER = ("request", "reply", "recommend", "roster", "slate", "rules", "script", "report", "result", "duties")
TABLES = {"recommend": "候选人推荐表", "roster": "候选人名册"}


def papers_of(shown: ElectionPage) -> list[tuple[str, str, bool]]:
    """Key, label, and whether there is a Word file; a paper without its facts is not offered."""
    found = []
    for key in ORDER:
        if _is_ready(key, shown):
            label = TABLES.get(key) or LETTERS[key][0]
            found.append((key, label, key in LETTERS))
    return found


def _is_ready(key: str, shown: ElectionPage) -> bool:
    election = shown.election
    if not election.studied_on or not election.offices:
        return False
    if key in ("roster", "slate", "script"):
        return any(line.listed for line in shown.offices)
    if key == "result":
        return all(line.is_settled for line in shown.offices)
    if key == "duties":
        return election.has_committee and all(line.is_settled for line in shown.offices)
    return key != "report" or reports_on_a_term(election)


def reports_on_a_term(election: Election) -> bool:
    """The members hear a report where a term comes to its end; a first election and a by-election have none."""
    return election.kind == ElectionKind.TERM and election.term is not None
