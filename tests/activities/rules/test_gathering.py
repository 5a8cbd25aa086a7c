"""Whose hour is whose on an afternoon of several duties."""

from datetime import date, datetime, time, timedelta

import pytest

from activities.rules.gathering import Span, in_the_way, place_for, reached_by
from partywork.common import clock

DAY = date(2026, 6, 18)


def _at(hour: int, minute: int = 0) -> datetime:
    return clock.at(DAY, time(hour, minute))


def _span(key: int, start: datetime, end: datetime, group: int | None = None) -> Span:
    return Span(key, start, end, group)


MEETING = _span(1, _at(14), _at(15))
LECTURE = _span(2, _at(15), _at(16))
PARTY_DAY = _span(3, _at(16), _at(17, 30))
PARTS = [MEETING, LECTURE, PARTY_DAY]


@pytest.mark.parametrize(
    ("start", "end", "key"),
    [
        (_at(13), _at(14), None),  # ends as the first begins
        (_at(13), _at(14, 1), 1),  # a minute too long
        (_at(17, 29), _at(18), 3),
        (_at(17, 30), _at(18), None),
        (_at(13), _at(18), 1),  # around all of them
        (_at(15, 10), _at(15, 20), 2),  # inside one
    ],
)
def test_an_hour_belongs_to_one_part(start: datetime, end: datetime, key: int | None) -> None:
    found = in_the_way(_span(9, start, end), PARTS)
    assert (found.key if found else None) == key


def test_a_part_is_not_in_its_own_way() -> None:
    assert in_the_way(LECTURE, PARTS) is None


def test_two_groups_meet_at_the_same_time_but_one_group_not_twice() -> None:
    first = _span(4, _at(18), _at(19), group=1)
    assert in_the_way(_span(5, _at(18), _at(19), group=2), [first]) is None
    assert in_the_way(_span(5, _at(18), _at(19), group=1), [first]) == first
    assert in_the_way(_span(5, _at(18), _at(19)), [first]) == first


@pytest.mark.parametrize(
    ("moment", "here", "reached"),
    [
        (_at(13, 50), 1, [1, 2, 3]),
        (_at(14, 59), 1, [1, 2, 3]),
        (_at(15), 2, [2, 3]),  # the first is over: who comes now was not there
        (_at(16, 30), 3, [3]),
        (_at(16, 30), 1, [1, 3]),  # the recorder says so for the first himself
        (_at(17, 30), 3, [1, 2, 3]),  # written down afterwards
    ],
)
def test_what_a_mark_stands_for(moment: datetime, here: int, reached: list[int]) -> None:
    assert reached_by(moment, here, PARTS) == reached


def test_a_draft_gives_its_beginning_to_the_new_part() -> None:
    place = place_for(60, _span(1, _at(14), _at(17)), [], may_give=True)
    assert (place.starts_at, place.ends_at, place.then_at) == (_at(14), _at(15), _at(15))


@pytest.mark.parametrize(("minutes", "gives"), [(150, True), (151, False), (180, False)])
def test_half_an_hour_is_left_of_what_gives(minutes: int, gives: bool) -> None:
    place = place_for(minutes, _span(1, _at(14), _at(17)), [], may_give=True)
    assert (place.starts_at == _at(14)) is gives


def test_what_was_announced_keeps_its_time_and_the_new_part_follows_the_last() -> None:
    place = place_for(60, MEETING, [LECTURE, PARTY_DAY], may_give=False)
    assert (place.starts_at, place.then_at) == (_at(17, 30), _at(14))
    assert place.ends_at - place.starts_at == timedelta(hours=1)
