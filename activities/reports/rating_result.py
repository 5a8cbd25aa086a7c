"""What may be shown of a rating: while it is open a number only, afterwards the result or why not (EV-08, EV-09)."""

import random
from dataclasses import dataclass
from datetime import date

from activities.choices import Criterion, Grade, RatingState
from activities.models import Activity, RatingRound
from activities.reports.rater_groups import GroupLine, groups_of
from activities.reports.sheet import satisfaction_of, tally_of
from activities.rules.satisfaction import (
    LowCount,
    RatedEvent,
    Satisfaction,
    count_low,
    judge_satisfaction,
)
from partywork.common import clock

_dice = random.SystemRandom()


@dataclass(frozen=True)
class CriterionRow:
    label: str
    counts: tuple[int, ...]
    rate: str

    @property
    def pairs(self) -> list[tuple[str, int]]:
        return [(str(grade.label), count) for grade, count in zip(Grade, self.counts, strict=True)]


@dataclass(frozen=True)
class RatingResult:
    """`result` is None while the round is open; rows and remarks are empty unless enough ballots came."""

    round: RatingRound
    result: Satisfaction | None
    rows: tuple[CriterionRow, ...]
    remarks: tuple[str, ...]
    year: LowCount | None
    groups: tuple[GroupLine, ...] = ()
    grades: tuple[str, ...] = tuple(str(grade.label) for grade in Grade)


def rating_result(activity: Activity) -> RatingResult | None:
    """None before the activity was closed."""
    round_: RatingRound | None = getattr(activity, "rating", None)
    if round_ is None:
        return None
    threshold = int(activity.judged_by["ev.threshold_pct"])
    result = satisfaction_of(round_, threshold)
    if result is None:
        return RatingResult(round_, None, (), (), None)
    year = low_of_year(activity)
    if not result.shown:
        return RatingResult(round_, result, (), (), year)
    return RatingResult(round_, result, _rows(round_, threshold), _remarks(round_), year, groups_of(round_))


def low_of_year(activity: Activity) -> LowCount:
    """How often the branch fell below the line in the year of this activity (EV-05)."""
    judged = activity.judged_by
    threshold, times = int(judged["ev.threshold_pct"]), int(judged["ev.times"])
    # The year of the day it was held, whichever month it counts for (E-37).
    return low_of_branch(activity.branch_id, activity.day.year, threshold_pct=threshold, times=times)


def low_of_branch(branch_id: int, year: int, *, threshold_pct: int, times: int) -> LowCount:
    """The events of the branch under the line in that year, for the branch to see (S36); two queries."""
    rounds = RatingRound.objects.filter(
        activity__branch_id=branch_id,
        activity__starts_at__gte=clock.start_of(date(year, 1, 1)),
        activity__starts_at__lt=clock.end_of(date(year, 12, 31)),
        state=RatingState.CLOSED,
    )
    events = []
    for round_ in rounds.select_related("activity").prefetch_related("tallies"):
        judged = satisfaction_of(round_, int(round_.activity.judged_by["ev.threshold_pct"]))
        low = judged.low if judged else None
        events.append(RatedEvent(round_.activity.day, round_.activity.theme, low, round_.activity_id))
    return count_low(events, year, times, threshold_pct)


def _rows(round_: RatingRound, threshold: int) -> tuple[CriterionRow, ...]:
    tally = tally_of(round_)
    rows = []
    for criterion in Criterion:
        judged = judge_satisfaction(
            tally,
            collected=round_.collected,
            issued=round_.issued,
            definition=round_.satisfied_means,
            min_ballots=round_.min_ballots,
            threshold_pct=threshold,
            criterion=criterion,
        )
        counts = tuple(tally[criterion].get(grade, 0) for grade in Grade)
        rows.append(CriterionRow(str(criterion.label), counts, judged.rate_text))
    return tuple(rows)


def _remarks(round_: RatingRound) -> tuple[str, ...]:
    """In another order every time, so that no place in the list tells who wrote it."""
    texts = [remark.text for remark in round_.remarks.all()]
    _dice.shuffle(texts)
    return tuple(texts)
