"""EV-01, EV-05: rated at once, and not three times below sixty."""

from datetime import date

import pytest

from activities.compliance.rating import NotThreeLowRatings, RatedAtOnce
from activities.rules.satisfaction import RatedEvent
from tests.activities.compliance.year import answers, at, event, year

NAME = "6月18日活动"
LAST = "6月19日（周五） 17:10"


@pytest.mark.parametrize(
    ("opened", "now", "verdict", "sentence"),
    [
        (at(6, 19, 17, 10), at(6, 30), "met", f"{NAME}6月19日（周五） 17:10开始测评，应在{LAST}前"),
        (at(6, 19, 17, 11), at(6, 30), "not_met", f"{NAME}6月19日（周五） 17:11开始测评，应在{LAST}前"),
        (None, at(6, 19, 17, 10), "unknown", f"{NAME}还没有测评，应在{LAST}前"),
        (None, at(6, 19, 17, 11), "not_met", f"{NAME}没有开展测评"),
    ],
)
def test_rated_right_after_the_event(opened, now, verdict, sentence):
    facts = year(event(rating_opened_at=opened), now=now)

    assert answers(RatedAtOnce(), facts) == [("activity:12", verdict, sentence)]


def rated(*low: bool | None) -> tuple[RatedEvent, ...]:
    return tuple(RatedEvent(date(2026, month, 9), "", answer) for month, answer in enumerate(low, start=1))


@pytest.mark.parametrize(
    ("events", "verdict", "sentence"),
    [
        (rated(True, False, None), "met", "2026年低于60%的活动：1次"),
        (rated(True, True), "met", "2026年低于60%的活动：2次，再有1次，支部及其班子成员不得纳入评先选优"),
        (rated(True, True, None, True), "not_met",
         "2026年低于60%的活动：3次，达到3次，建议支部及其班子成员不纳入评先选优，由上级党组织确认"),
    ],
)  # fmt: skip
def test_three_low_ratings(events, verdict, sentence):
    assert answers(NotThreeLowRatings(), year(rated=events)) == [("2026", verdict, sentence)]


def test_a_year_without_ratings_is_not_judged():
    assert answers(NotThreeLowRatings(), year()) == []
