"""Whose dates a person must look at: each era, at, just under and just over (MEM-04, MEM-05, CA-05, E-71)."""

from datetime import date

import pytest

from members.rules.party_age import is_due, semicentennial
from members.rules.party_age_checking import KnownDates, check, era_text, is_near_miss, years_at

D = date


@pytest.mark.parametrize(
    ("joined", "full", "said"),
    [
        (D(2010, 6, 1), D(2011, 6, 1), ""),  # the rule and the roster agree
        (D(2010, 6, 1), None, ""),  # on probation
        (D(2010, 6, 1), D(2011, 6, 2), "名册上的转正日期是2011年6月2日"),
        (D(2010, 6, 1), D(2011, 5, 31), "名册上的转正日期是2011年5月31日"),
        (D(2024, 2, 29), D(2025, 2, 28), ""),
        (D(1982, 9, 20), D(1983, 9, 20), ""),
        (D(1982, 9, 6), D(1983, 9, 6), ""),
        (D(1982, 9, 5), D(1983, 9, 5), "按上级批准日期算"),
        (D(1977, 8, 11), D(1977, 8, 11), "按上级批准日期算"),
        (D(1975, 7, 1), D(1976, 7, 1), "名册上的转正日期是1976年7月1日"),  # the wrong era: a year of error
        (D(1969, 3, 1), D(1970, 3, 1), "要按入党志愿书确认一次"),
        (D(1956, 9, 14), D(1957, 9, 14), "1956年9月15日以前入党"),
    ],
)
def test_only_dates_that_do_not_fit_need_a_look(joined: date, full: date | None, said: str) -> None:
    doubts = "".join(check(KnownDates(joined, full)).doubts)
    assert said in doubts if said else doubts == ""


@pytest.mark.parametrize(
    ("meeting", "approved", "said"),
    [
        (D(1975, 5, 20), None, "还没有填"),
        (D(1982, 8, 30), D(1982, 9, 10), "两个时期"),
        (D(1975, 5, 20), D(1975, 7, 1), ""),
        (D(1975, 5, 20), D(1975, 7, 2), "名册上是1975年7月1日"),
        (D(1977, 8, 1), D(1977, 8, 11), "很近"),
    ],
)
def test_what_the_file_says_is_held_against_the_roster(
    meeting: date, approved: date | None, said: str
) -> None:
    known = KnownDates(D(1975, 7, 1), D(1975, 7, 1), meeting, approved)
    doubts = "".join(check(known).doubts)
    assert said in doubts if said else doubts == ""


def test_an_extended_probation_that_was_entered_is_no_doubt() -> None:
    late = KnownDates(D(2010, 6, 1), D(2011, 12, 1), D(2010, 6, 1), D(2010, 8, 1), extended_months=6)
    assert check(late).doubts == ()
    assert check(late).counts_from == D(2011, 12, 1)


def test_nobody_on_probation_has_years_in_the_party() -> None:
    assert check(KnownDates(D(2010, 6, 1))).counts_from is None


@pytest.mark.parametrize(
    ("meeting", "approved", "first_list"),
    [
        (D(1969, 3, 31), D(1969, 3, 31), 2020),  # a year of probation: 1970-03-31
        (D(1969, 4, 1), D(1970, 7, 1), 2020),  # none: at the limit
        (D(1969, 4, 1), D(1970, 7, 2), 2021),  # a day over
        (D(1976, 5, 1), D(1976, 7, 1), 2026),
        (D(1976, 5, 1), D(1976, 7, 2), 2027),
        (D(1977, 6, 1), D(1977, 7, 1), 2027),
        (D(1977, 8, 1), D(1977, 8, 11), 2028),  # the last who need no probation
        (D(1977, 8, 1), D(1977, 8, 12), 2029),  # the first who do
        (D(1982, 6, 1), D(1982, 9, 5), 2034),
        (D(1982, 9, 6), D(1982, 12, 1), 2034),
        (D(1983, 7, 1), D(1983, 12, 1), 2034),  # 1984-07-01 + 50
        (D(1983, 7, 2), D(1983, 12, 1), 2035),
    ],
)
def test_the_first_list_that_somebody_of_each_era_is_on(
    meeting: date, approved: date, first_list: int
) -> None:
    counts = check(KnownDates(meeting, meeting, meeting, approved)).counts_from
    assert counts is not None
    assert is_due(counts, first_list)
    assert not is_due(counts, first_list - 1)


@pytest.mark.parametrize(
    ("counts", "year", "near"),
    [
        (D(1976, 7, 1), 2026, False),  # on the list itself
        (D(1976, 7, 2), 2026, True),
        (D(1977, 7, 1), 2026, True),  # one year of error would put it on
        (D(1977, 7, 2), 2026, False),
    ],
)
def test_who_would_be_on_the_list_with_the_wrong_era_is_near(counts: date, year: int, near: bool) -> None:
    assert is_near_miss(counts, year) is near


@pytest.mark.parametrize(
    ("counts", "years"), [(D(1976, 7, 1), 50), (D(1976, 7, 2), 49), (D(2026, 7, 2), None), (None, None)]
)
def test_whole_years_on_the_first_of_july(counts: date | None, years: int | None) -> None:
    assert years_at(counts, 2026) == years


def test_the_words_of_the_eras() -> None:
    assert era_text(D(1970, 1, 1)) == "1969年4月1日至1977年8月11日"
    assert era_text(D(2020, 1, 1)) == "1982年9月6日以来"
    assert era_text(D(1950, 1, 1)) == "1956年9月15日以前"
    assert semicentennial(D(1976, 2, 29)) == D(2026, 2, 28)
