"""The rows of a round, written so that neither their place nor their transaction tells whose ballot it was (0003)."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from activities.choices import Criterion, Grade, RaterGroup
from activities.models import RatingGroup, RatingPaper, RatingRemark, RatingRound, RatingTally
from activities.rules.rater_groups import left_out, merge_groups
from partywork.common.verbs import save

dice = random.SystemRandom()
Counts = Counter[tuple[str, str, str]]
"""How often (group, criterion, grade) was given."""


def add_group(round_: RatingRound, group: str, issued: int) -> None:
    """Ballots handed to a group: a new row with its counters at nought, or more of the same."""
    changed = round_.groups.filter(group=group).update(issued=F("issued") + issued)
    if not changed:
        RatingGroup.objects.create(round=round_, group=group, issued=issued)
        RatingTally.objects.bulk_create(_counters(round_, group, Counter()))


def set_issued(round_: RatingRound) -> None:
    """What was handed out in all: by phone and code, and on paper to guests; members' paper replaces a phone."""
    by_phone = sum(row.issued for row in round_.groups.all())
    on_paper = sum(paper.issued for paper in round_.papers.exclude(group=RaterGroup.MEMBER))
    round_.issued = by_phone + on_paper
    save(round_, "issued")


def count_ballot(round_: RatingRound, group: str, grades: Mapping[str, str], remark: str) -> None:
    """One ballot: counters go up, and every row of the round is written anew with it."""
    given, counter = Q(), RatingTally._meta.get_field("count")
    for criterion, grade in grades.items():
        if grade:
            given |= Q(group=group, criterion=criterion, grade=grade)
    round_.tallies.update(
        count=Case(When(given, then=F("count") + 1), default=F("count"), output_field=counter)
    )
    round_.groups.update(
        collected=Case(
            When(group=group, then=F("collected") + 1),
            default=F("collected"),
            output_field=RatingGroup._meta.get_field("collected"),
        )
    )
    shuffle_remarks(round_, [remark] if remark else [])
    round_.collected += 1
    save(round_, "collected")


def tick(rows: QuerySet[Any], chosen: Q, field: str) -> None:
    """Mark one row of a list; all rows of it are written anew."""
    rows.update(**{field: Case(When(chosen, then=Value(True)), default=F(field))})


def shuffle_remarks(round_: RatingRound, more: Iterable[str] = ()) -> None:
    """All remarks of the round as new rows with new keys: updated in place they would keep their order."""
    texts = [*round_.remarks.values_list("text", flat=True), *more]
    round_.remarks.all().delete()
    dice.shuffle(texts)
    RatingRemark.objects.bulk_create(RatingRemark(round=round_, text=text) for text in texts)


def wipe(round_: RatingRound) -> None:
    """Too few ballots: nothing remains but their number (E-31)."""
    _write(round_, {RaterGroup.MEMBER: (round_.issued, round_.collected)}, Counter())
    round_.remarks.all().delete()


def put_together(round_: RatingRound) -> int:
    """At closing: paper joins the phones, small groups are merged, all counters are new rows. How many count.

    Ballots by phone that stand out beside the paper are left out, with their remarks.
    """
    groups, papers = list(round_.groups.all()), list(round_.papers.all())
    by_phone = {group.group: group.collected for group in groups}
    on_paper = {paper.group: paper.collected for paper in papers}
    round_.left_out = left_out(sum(by_phone.values()), sum(on_paper.values()), round_.min_ballots)
    if round_.left_out:
        by_phone = {}
        round_.remarks.all().delete()
    limits = {"min_group": round_.min_group, "min_ballots": round_.min_ballots}
    blocks = merge_groups(by_phone, on_paper, **limits)
    issued: Counter[str] = Counter()
    for row in (*groups, *(paper for paper in papers if paper.group != RaterGroup.MEMBER)):
        issued[blocks.get(row.group, "")] += row.issued
    returned: Counter[str] = Counter()
    for group, block in blocks.items():
        returned[block] += by_phone.get(group, 0) + on_paper.get(group, 0)
    _write(
        round_, {block: (issued[block], returned[block]) for block in returned}, _sums(round_, papers, blocks)
    )
    shuffle_remarks(
        round_, [line.strip()[:300] for p in papers for line in p.remarks.splitlines() if line.strip()]
    )
    return sum(returned.values())


def _sums(round_: RatingRound, papers: Iterable[RatingPaper], blocks: Mapping[str, str]) -> Counts:
    sums: Counts = Counter()
    if not round_.left_out:
        for tally in round_.tallies.exclude(count=0):
            sums[blocks[tally.group], tally.criterion, tally.grade] += tally.count
    for paper in papers:
        for criterion, grades in paper.counts.items():
            for grade, count in grades.items():
                sums[blocks.get(paper.group, ""), criterion, grade] += count
    return sums


def _write(round_: RatingRound, sums: Mapping[str, tuple[int, int]], counts: Counts) -> None:
    round_.groups.all().delete()
    round_.tallies.all().delete()
    RatingGroup.objects.bulk_create(
        RatingGroup(round=round_, group=group, issued=max(issued, returned), collected=returned)
        for group, (issued, returned) in sums.items()
    )
    rows = [row for group in sums for row in _counters(round_, group, counts)]
    dice.shuffle(rows)
    RatingTally.objects.bulk_create(rows)


def _counters(round_: RatingRound, group: str, counts: Counts) -> list[RatingTally]:
    return [
        RatingTally(
            round=round_, group=group, criterion=criterion, grade=grade, count=counts[group, criterion, grade]
        )
        for criterion in Criterion
        for grade in Grade
    ]
