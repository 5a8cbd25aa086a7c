"""Working through what waits: opening a paper, and accepting the clean ones in one action (C05, N43)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from activities.models import Filing, FilingReading, FilingRound, ReviewBatch
from activities.reports.filing_findings import findings_of
from activities.reports.samples import Paper, drawn_rounds, one_in_of, opened_rounds
from activities.services import filing as filings
from activities.services.filing import require_addressee
from members.models import User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require


@dataclass
class Accepted:
    """What one action came to: the batches it made, and why the others were left."""

    batches: list[ReviewBatch] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        return sum(batch.accepted for batch in self.batches)

    @property
    def opened(self) -> int:
        return sum(batch.opened for batch in self.batches)


def open_paper(round_: FilingRound, *, by: User) -> None:
    """Remember that an official opened what waits; opening it again adds nothing."""
    if round_.outcome == FilingRound.Outcome.WAITING:
        FilingReading.objects.get_or_create(round=round_, reader=by, defaults={"opened_at": clock.now()})


@transaction.atomic
def accept_clean(picked: Sequence[tuple[Filing, int]], *, by: User) -> Accepted:
    """Accept papers without exceptions at once, each named with the round that was seen.

    Refused as a whole while one that was drawn has not been opened by the one who accepts. A paper that was answered
    or handed in anew meanwhile, or that has an exception, is left with its reason.
    """
    outcome = Accepted()
    papers = list(_clean(picked, outcome.left, by=by))
    drawn = drawn_rounds(papers)
    opened = opened_rounds([round_ for _, round_ in papers], by.pk)
    unread = [filing.branch.called for filing, round_ in papers if round_.pk in drawn - opened]
    require(
        not unread,
        f"抽中必读的还有 {len(unread)} 份没有打开：{'、'.join(unread[:5])}。打开看过，再一次受理。",
        code="samples_unread",
    )
    for group in _by_addressee(papers):
        keys = {round_.pk for _, round_ in group}
        outcome.batches.append(_accept(group, drawn=len(keys & drawn), opened=len(keys & opened), by=by))
    return outcome


def _clean(picked: Sequence[tuple[Filing, int]], left: list[str], *, by: User) -> Iterable[Paper]:
    for asked, number in sorted(picked, key=lambda each: each[0].pk):
        filing = lock(asked)
        require_addressee(filing, by)
        try:
            current = filings.waiting_round(filing, number)
        except DomainError as refusal:
            left.append(f"{filing.branch.called}：{refusal.message}")
            continue
        if findings_of(filing, current):
            left.append(f"{filing.branch.called}：有要看的地方，请打开单独答复。")
        else:
            yield filing, current


def _by_addressee(papers: Iterable[Paper]) -> Iterable[list[Paper]]:
    groups: dict[tuple[int, str], list[Paper]] = defaultdict(list)
    for filing, round_ in papers:
        groups[filing.to_id, filing.kind].append((filing, round_))
    return groups.values()


def _accept(papers: list[Paper], *, drawn: int, opened: int, by: User) -> ReviewBatch:
    to = papers[0][0].to
    batch = ReviewBatch.objects.create(
        organization=to,
        accepted=len(papers),
        drawn=drawn,
        opened=opened,
        one_in=one_in_of([to])[to.pk],
        made_at=clock.now(),
        made_by=by,
    )
    for filing, round_ in papers:
        filings.accept(filing, by=by, round_number=round_.number, batch=batch)
    journal(batch, "accept_many", by=by, reason=str(batch))
    return batch
