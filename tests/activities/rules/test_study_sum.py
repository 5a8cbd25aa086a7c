"""Hours of study of a year: no hour twice, whatever overlaps (ED-03, PD-19)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.rules.study_sum import Sitting, Worth, capped_by_day, tenths_by_sitting
from partywork.common.clock import OFFICE

WORTH = Worth()
START = datetime(2026, 6, 18, 8, 0, tzinfo=OFFICE)


def sitting(key, begin, end, **more):
    """Minutes after eight in the morning."""
    return Sitting(
        key,
        START + timedelta(minutes=begin),
        START + timedelta(minutes=end),
        more.pop("worth", WORTH),
        **more,
    )


def hours(*sittings):
    return tenths_by_sitting(sittings)


@pytest.mark.parametrize(
    ("minutes", "tenths"),
    [(0, 0), (59, 9), (60, 10), (179, 29), (180, 40), (359, 40), (360, 80), (700, 80)],
)
def test_one_gathering_counts_by_its_length(minutes, tenths):
    assert hours(sitting(1, 0, minutes)) == {1: tenths}


@pytest.mark.parametrize(
    ("per_half_day", "per_day", "minutes", "tenths"),
    [(1, 8, 179, 10), (1, 8, 180, 10), (2, 8, 120, 20), (2, 8, 150, 20), (4, 2, 200, 20), (4, 2, 400, 20)],
)
def test_a_shorter_stay_never_counts_for_more_than_a_longer_one(per_half_day, per_day, minutes, tenths):
    assert Worth(180, per_half_day, per_day).tenths(minutes) == tenths


def test_a_lecture_and_the_party_day_of_one_afternoon_are_half_a_day_once():
    lecture, party_day = sitting(1, 360, 420, gathering=7), sitting(2, 420, 540, gathering=7)

    assert hours(lecture, party_day) == {1: 10, 2: 30}


def test_parts_with_a_break_between_them_count_without_the_break():
    assert hours(sitting(1, 0, 60, gathering=7), sitting(2, 90, 150, gathering=7)) == {1: 10, 2: 10}


def test_the_same_hours_at_two_gatherings_count_once():
    assert hours(sitting(1, 0, 180), sitting(2, 0, 180)) == {1: 40, 2: 0}


def test_two_gatherings_apart_on_one_day_count_each_by_itself():
    assert hours(sitting(1, 0, 60), sitting(2, 300, 360)) == {1: 10, 2: 10}


def test_a_third_one_between_two_makes_them_one_stay():
    assert sum(hours(sitting(1, 0, 100), sitting(2, 150, 250), sitting(3, 50, 200)).values()) == 40


def test_what_was_said_with_a_reason_counts_as_it_was_said_and_its_time_not_again():
    assert hours(sitting(1, 0, 60, gathering=7, said=0), sitting(2, 60, 240, gathering=7)) == {1: 0, 2: 40}
    assert hours(sitting(1, 0, 240, said=20), sitting(2, 0, 240)) == {1: 20, 2: 0}


@pytest.mark.parametrize(("third", "left"), [(200, 0), (60, 0)])
def test_a_day_counts_for_no_more_than_a_day(third, left):
    sittings = [sitting(1, 0, 180), sitting(2, 200, 380), sitting(3, 400, 400 + third)]

    assert capped_by_day(sittings, tenths_by_sitting(sittings)) == {1: 40, 2: 40, 3: left}


def test_what_was_said_is_not_cut_by_the_day():
    sittings = [sitting(1, 0, 400), sitting(2, 500, 560, said=15)]

    assert capped_by_day(sittings, tenths_by_sitting(sittings)) == {1: 80, 2: 15}


parts = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 300), st.sampled_from([None, 1, 2])), min_size=1, max_size=7
)


@settings(max_examples=300)
@given(parts)
def test_any_overlapping_parts_agree_with_counting_minute_by_minute(drawn):
    """The model: join what touches, put each minute into a set once, convert each stay once."""
    rows = [
        (key, set(range(begin, begin + length)), gathering)
        for key, (begin, length, gathering) in enumerate(drawn)
    ]
    stays = [([key], set(minutes), {gathering}) for key, minutes, gathering in rows]
    merged = True
    while merged:
        merged = False
        for first in range(len(stays)):
            for second in range(first + 1, len(stays)):
                one, other = stays[first], stays[second]
                if one[1] & other[1] or (one[2] & other[2]) - {None}:
                    stays[first] = (one[0] + other[0], one[1] | other[1], one[2] | other[2])
                    del stays[second]
                    merged = True
                    break
            if merged:
                break

    found = hours(*(sitting(key, min(m), max(m) + 1, gathering=g) for key, m, g in rows))

    for keys, minutes, _ in stays:
        assert sum(found[key] for key in keys) == WORTH.tenths(len(minutes))
    assert all(tenths >= 0 for tenths in found.values())
