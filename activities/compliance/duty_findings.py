"""Cells of the year as findings: met, not met, not known yet; what was not asked for is no finding."""

from collections.abc import Iterator

from activities.compliance.facts import BranchYear
from activities.kinds import KINDS, Needs
from activities.rules.duties import Cell, DutyState, GroupSpan, cells_of
from activities.rules.duty_words import sentence
from partywork.common.compliance import Finding, Rule, Verdict

VERDICTS = {
    DutyState.HELD: Verdict.MET,
    DutyState.PLANNED: Verdict.UNKNOWN,
    DutyState.NOW: Verdict.UNKNOWN,
    DutyState.BEHIND: Verdict.UNKNOWN,
    DutyState.MISSING: Verdict.NOT_MET,
}


def duty_findings(rule: Rule[BranchYear], facts: BranchYear, kind: str) -> Iterator[Finding]:
    """One finding a period that has begun, or in which something is there; by group where groups meet."""
    if facts.duties is None:
        return
    sort = KINDS[kind]
    groups: tuple[GroupSpan | None, ...] = facts.duties.groups if sort.needs is Needs.GROUPS else (None,)
    for group in groups:
        for cell in cells_of(facts.duties, sort, group):
            verdict = VERDICTS.get(cell.state)
            if verdict is not None:
                name = group.name if group else ""
                text = sentence(cell, facts.year, name)
                yield rule.finding(_subject(cell, facts.year), verdict, text, on=cell.ends)


def _subject(cell: Cell, year: int) -> str:
    of_group = f"group:{cell.group}:" if cell.group is not None else ""
    return (
        f"{of_group}{year}-{cell.first:02d}"
        if cell.first == cell.last
        else f"{of_group}{year}-{cell.first}-{cell.last}"
    )
