"""The official's list: what waits for an answer, exceptions first, the clean ones in a table (C04)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from activities.choices import FilingKind
from activities.models import Filing, FilingRound
from activities.reports.filing_findings import FilingFinding, findings_of
from activities.reports.samples import drawn_rounds, opened_rounds
from activities.reports.turns import began_at, clocks_of, turns_of_many
from activities.rules.turns import Clocks
from branches.scoping import Scope

PAGE = 50


@dataclass(frozen=True)
class Case:
    """One filing with the round that waits, its findings, and the few figures of the table."""

    filing: Filing
    round: FilingRound
    findings: list[FilingFinding]
    clocks: Clocks
    is_drawn: bool = False
    is_read: bool = False

    @property
    def is_clean(self) -> bool:
        return not self.findings

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = self.round.content
        return content

    @property
    def title(self) -> str:
        if self.filing.kind == FilingKind.PLAN:
            return f"{self.filing.year}年度计划"
        return str(self.content.get("theme", ""))

    @property
    def submitted_at(self) -> datetime:
        return self.round.submitted_at


@dataclass(frozen=True)
class Queue:
    kind: str
    counts: list[tuple[str, str, int]]
    exceptions: list[Case]
    clean: list[Case]
    after: int | None
    start: int = 0

    @property
    def drawn(self) -> list[Case]:
        return [case for case in self.clean if case.is_drawn]

    @property
    def unread(self) -> list[Case]:
        """Drawn and not yet opened by the reader of this page (N43)."""
        return [case for case in self.drawn if not case.is_read]

    @property
    def read_number(self) -> int:
        return len(self.drawn) - len(self.unread)

    @property
    def total(self) -> int:
        return sum(number for _, _, number in self.counts)


def review_queue(scope: Scope, kind: str, *, after: int = 0, reader_id: int = 0) -> Queue:
    """What waits, oldest first, fifty at a time by key. A fixed number of queries."""
    waiting = Filing.objects.addressed_within(scope).awaiting_review()
    numbers = dict(waiting.order_by().values_list("kind").annotate(Count("pk")))
    counts = [(value, str(label), numbers.get(value, 0)) for value, label in FilingKind.choices]
    if kind not in FilingKind.values:
        kind = next((value for value, _, number in counts if number), FilingKind.RECORD)
    rows = list(
        waiting.filter(kind=kind, pk__gt=after).select_related("branch", "to").order_by("pk")[: PAGE + 1]
    )
    cases = _drawn(_cases(rows[:PAGE]), reader_id)
    return Queue(
        kind=kind,
        counts=counts,
        exceptions=[case for case in cases if not case.is_clean],
        clean=[case for case in cases if case.is_clean],
        after=rows[PAGE - 1].pk if len(rows) > PAGE else None,
        start=after,
    )


def _cases(filings: list[Filing]) -> list[Case]:
    latest, turns = _latest_rounds(filings), turns_of_many(filings)
    return [
        Case(
            filing,
            round_,
            findings_of(filing, round_),
            clocks_of(filing, turns[filing.pk], began_at(filing, round_)),
        )
        for filing in filings
        if (round_ := latest.get(filing.pk)) is not None
    ]


def _drawn(cases: list[Case], reader_id: int) -> list[Case]:
    """Which of the clean ones must be opened, and which the reader has opened; nothing is asked where none is."""
    clean = [case for case in cases if case.is_clean]
    if not clean:
        return cases
    drawn = drawn_rounds((case.filing, case.round) for case in clean)
    opened = opened_rounds((case.round for case in clean), reader_id)
    return [replace(case, is_drawn=case.round.pk in drawn, is_read=case.round.pk in opened) for case in cases]


def _latest_rounds(filings: list[Filing]) -> dict[int, FilingRound]:
    keys: QuerySet[Any] = (
        FilingRound.objects.filter(filing__in=filings).order_by().values("filing").annotate(last=Max("pk"))
    )
    rounds = FilingRound.objects.filter(pk__in=[row["last"] for row in keys]).select_related("submitted_by")
    return {round_.filing_id: round_ for round_ in rounds}
