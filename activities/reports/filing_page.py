"""One filing as both sides read it: what was handed in, what changed since last time, whose turn it is (N20)."""

import difflib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from activities.choices import FilingKind, FilingState
from activities.models import Filing, FilingRound
from activities.models.record import WRITTEN
from activities.reports.filing_changes import Change, changes_between
from activities.reports.filing_findings import FilingFinding, findings_of
from activities.reports.turns import began_at, clocks_of
from activities.rules.turns import Clocks, Turn, rework_due

LABELS = {
    "content": "主要内容",
    "discussion": "讨论情况",
    "consensus": "形成的共识",
    "actions": "议定事项",
    "shortcomings": "存在不足",
    "reply": "一句话回应",
}


@dataclass(frozen=True)
class Piece:
    """A run of text: the same as before, new, or gone."""

    text: str
    css: str


@dataclass(frozen=True)
class Written:
    """One of the parts the secretary wrote, with the differences to the handing-in before."""

    label: str
    pieces: list[Piece]
    changed: bool


@dataclass(frozen=True)
class FilingPage:
    filing: Filing
    rounds: list[FilingRound]
    current: FilingRound
    findings: list[FilingFinding]
    written: list[Written]
    changes: list[Change]

    @property
    def changed_written(self) -> list[Written]:
        return [part for part in self.written if part.changed]

    @property
    def changed_written_number(self) -> int:
        return len(self.changed_written)

    @property
    def clocks(self) -> Clocks:
        return clocks_of(self.filing, self.turns, began_at(self.filing, self.current))

    @property
    def turns(self) -> list[Turn]:
        return [Turn(round_.submitted_at, round_.answered_at) for round_ in self.rounds]

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = self.current.content
        return content

    @property
    def is_waiting(self) -> bool:
        return self.filing.state == FilingState.SUBMITTED

    @property
    def branch_due_at(self) -> datetime | None:
        """When the branch should hand it in again; its clock stood still meanwhile."""
        if self.filing.state != FilingState.RETURNED or self.filing.due_at is None:
            return None
        return rework_due(self.filing.due_at, self.turns)


def filing_page(filing: Filing) -> FilingPage:
    rounds = list(
        filing.rounds.select_related("submitted_by", "answered_by", "batch")
        .prefetch_related("remarks")
        .order_by("number")
    )
    current = rounds[-1]
    before = rounds[-2].content if len(rounds) > 1 else None
    return FilingPage(
        filing=filing,
        rounds=rounds,
        current=current,
        findings=findings_of(filing, current),
        written=_written(current.content, before) if filing.kind == FilingKind.RECORD else [],
        changes=changes_between(before, current.content) if before is not None else [],
    )


def _written(now: dict[str, Any], before: dict[str, Any] | None) -> list[Written]:
    parts = []
    for name in WRITTEN:
        text = now["written"].get(name, "")
        earlier = before["written"].get(name, "") if before else text
        if not text and not earlier:
            continue
        parts.append(Written(LABELS[name], _pieces(earlier, text), text != earlier))
    return parts


def _pieces(before: str, now: str) -> list[Piece]:
    """The text of now with what came in and what went out marked, so that only changes need reading."""
    if before == now:
        return [Piece(now, "")]
    matcher = difflib.SequenceMatcher(a=before, b=now, autojunk=False)
    pieces = []
    for step, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if step in ("delete", "replace"):
            pieces.append(Piece(before[old_from:old_to], "gone"))
        if step in ("insert", "replace"):
            pieces.append(Piece(now[new_from:new_to], "new"))
        if step == "equal":
            pieces.append(Piece(now[new_from:new_to], ""))
    return pieces
