"""Was the branch committee elected anew when its term was full (EL-01)?"""

from collections.abc import Iterator
from datetime import date

from activities.compliance.facts import BranchYear, TermFacts
from activities.rules.regulations import BRANCH_REGULATIONS, ELECTION_REGULATIONS
from partywork.common.clock import full_date, local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict


class ElectedWhenTermIsFull(Rule[BranchYear]):
    """The committee is elected anew when its term is full; another day needs the superior's approval."""

    code = "elections.in-time"
    title = "任期届满按时换届"
    citation = Citation(
        ELECTION_REGULATIONS,
        "第三条",
        "任期届满应当按期进行换届选举",
        also=BRANCH_REGULATIONS,
    )
    severity = Severity.WARNING
    parameters = ("el.remind_months",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        today = local_day(facts.now)
        for term in facts.terms:
            until = min(today, date(facts.year, 12, 31))
            over = term.ended_on or until
            asked_this_year = term.election_due <= date(facts.year, 12, 31)
            if not asked_this_year or (term.ended_on is not None and term.ended_on < date(facts.year, 1, 1)):
                continue
            text = f"{self._begin(term)}，{self._outcome(term, over)}"
            yield self.finding(f"term:{term.number}", self._verdict(term, today), text, on=term.election_due)

    def _verdict(self, term: TermFacts, today: date) -> Verdict:
        if term.ended_on is not None:
            return Verdict.MET if term.ended_on <= term.election_due else Verdict.NOT_MET
        return Verdict.NOT_MET if today > term.election_due else Verdict.UNKNOWN

    def _begin(self, term: TermFacts) -> str:
        full = f"第{term.number}届{full_date(term.due_on)}届满"
        if term.election_due != term.due_on:
            full = f"{full}，上级批准改到{full_date(term.election_due)}"
        return full

    def _outcome(self, term: TermFacts, over: date) -> str:
        late = (over - term.election_due).days
        if term.ended_on is not None:
            done = f"{full_date(term.ended_on)}换届"
            return done if late <= 0 else f"{done}，超期{late}天"
        return "还没有到期" if late <= 0 else f"还没有换届，已超期{late}天"
