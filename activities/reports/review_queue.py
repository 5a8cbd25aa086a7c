"""The official's list: what waits for an answer, exceptions first, the clean ones in a table (C04)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from activities.choices import FilingKind
from activities.models import Filing, FilingRound
from activities.reports.filing_findings import FilingFinding, findings_of
from branches.scoping import Scope

PAGE = 50


@dataclass(frozen=True)
class Case:
    """One filing with the round that waits, its findings, and the few figures of the table."""

    filing: Filing
    round: FilingRound
    findings: list[FilingFinding]

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

    @property
    def total(self) -> int:
        return sum(number for _, _, number in self.counts)


def review_queue(scope: Scope, kind: str, *, after: int = 0) -> Queue:
    """What waits, oldest first, fifty at a time by key. A fixed number of queries."""
    waiting = Filing.objects.addressed_within(scope).awaiting_review()
    numbers = dict(waiting.order_by().values_list("kind").annotate(Count("pk")))
    counts = [(value, str(label), numbers.get(value, 0)) for value, label in FilingKind.choices]
    if kind not in FilingKind.values:
        kind = next((value for value, _, number in counts if number), FilingKind.RECORD)
    rows = list(
        waiting.filter(kind=kind, pk__gt=after).select_related("branch", "to").order_by("pk")[: PAGE + 1]
    )
    cases = _cases(rows[:PAGE])
    return Queue(
        kind=kind,
        counts=counts,
        exceptions=[case for case in cases if not case.is_clean],
        clean=[case for case in cases if case.is_clean],
        after=rows[PAGE - 1].pk if len(rows) > PAGE else None,
    )


def _cases(filings: list[Filing]) -> list[Case]:
    latest = _latest_rounds(filings)
    return [
        Case(filing, latest[filing.pk], findings_of(filing, latest[filing.pk]))
        for filing in filings
        if filing.pk in latest
    ]


def _latest_rounds(filings: list[Filing]) -> dict[int, FilingRound]:
    keys: QuerySet[Any] = (
        FilingRound.objects.filter(filing__in=filings).order_by().values("filing").annotate(last=Max("pk"))
    )
    rounds = FilingRound.objects.filter(pk__in=[row["last"] for row in keys]).select_related("submitted_by")
    return {round_.filing_id: round_ for round_ in rounds}
