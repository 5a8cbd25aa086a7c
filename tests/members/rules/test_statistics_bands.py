"""Age bands at, just under and just over their limits; leap days; the periods of joining (ST-03)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.rules.statistics_bands import age_band, birth_bands, ethnic_line, joining_period
from partywork.common.months import years_between

YEAR_END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("born", "day", "said"),
    [
        (date(1996, 12, 31), YEAR_END, "30岁及以下"),
        (date(1996, 1, 1), YEAR_END, "30岁及以下"),
        (date(1995, 12, 31), YEAR_END, "31—35岁"),
        (date(1991, 1, 1), YEAR_END, "31—35岁"),
        (date(1990, 12, 31), YEAR_END, "36—40岁"),
        (date(1966, 1, 1), YEAR_END, "56—60岁"),
        (date(1965, 12, 31), YEAR_END, "61岁及以上"),
        (date(1921, 7, 1), YEAR_END, "61岁及以上"),
        (date(2008, 12, 31), YEAR_END, "30岁及以下"),
        (date(1996, 2, 29), date(2027, 2, 27), "30岁及以下"),
        (date(1996, 2, 29), date(2027, 2, 28), "31—35岁"),
        (date(1996, 3, 1), date(2027, 2, 28), "30岁及以下"),
        (date(1997, 6, 30), date(2028, 6, 30), "31—35岁"),
        (None, YEAR_END, "未填"),
    ],
)
def test_an_age_falls_into_its_band(born, day, said):
    assert age_band(born, day) == said


@given(
    st.dates(date(1900, 1, 1), date(2010, 12, 31)),
    st.sampled_from([YEAR_END, date(2028, 2, 29), date(2027, 2, 28)]),
)
def test_every_birth_falls_into_exactly_one_band_and_it_is_that_of_the_whole_years(born, day):
    bands = [band for band in birth_bands(day) if band.covers(born)]
    assert len(bands) == 1
    years = years_between(born, day)
    expected = "30岁及以下" if years <= 30 else "61岁及以上" if years >= 61 else None
    if expected:
        assert bands[0].label == expected
    else:
        low, high = bands[0].label.removesuffix("岁").split("—")
        assert int(low) <= years <= int(high)


def test_the_bands_follow_one_another_without_a_gap():
    bands = birth_bands(YEAR_END)
    for younger, older in pairwise(bands):
        assert younger.first is not None and older.last is not None
        assert younger.first == older.last + timedelta(days=1)


@pytest.mark.parametrize(
    ("joined", "said"),
    [
        (date(1949, 9, 30), "新中国成立以前"),
        (date(1949, 10, 1), "新中国成立后至党的十一届三中全会前"),
        (date(1978, 12, 17), "新中国成立后至党的十一届三中全会前"),
        (date(1978, 12, 18), "党的十一届三中全会后至党的十八大前"),
        (date(2012, 11, 7), "党的十一届三中全会后至党的十八大前"),
        (date(2012, 11, 8), "党的十八大以来"),
    ],
)
def test_the_time_of_joining_falls_into_its_period(joined, said):
    assert joining_period(joined) == said


@pytest.mark.parametrize(
    ("typed", "said"), [("汉族", "汉族"), ("汉", "汉族"), ("壮族", "少数民族"), ("", "未填")]
)
def test_ethnicity_is_two_lines_and_the_empty_one(typed, said):
    assert ethnic_line(typed) == said
