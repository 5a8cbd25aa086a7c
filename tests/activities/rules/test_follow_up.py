"""What was agreed on, in numbers, on its day, the day before and the day after (PD-29)."""

from datetime import date

import pytest

from activities.rules.follow_up import Tracked, standing_on

DUE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("day", "late"),
    [(date(2026, 6, 29), 0), (date(2026, 6, 30), 0), (date(2026, 7, 1), 1), (date(2026, 7, 12), 12)],
)
def test_a_day_counts_as_late_from_the_day_after(day, late):
    assert Tracked(DUE).days_late(day) == late


def test_what_is_done_or_goes_on_for_good_is_never_late():
    assert Tracked(DUE, done_on=date(2026, 7, 5)).days_late(date(2026, 7, 5)) == 0
    assert Tracked(DUE, done_on=date(2026, 7, 5)).days_late(date(2026, 7, 4)) == 4  # as it stood then
    assert Tracked(None).days_late(date(2030, 1, 1)) == 0
    assert Tracked(DUE, dropped_on=date(2026, 7, 1)).days_late(date(2026, 7, 2)) == 0


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], "没有在办的议定事项"),
        ([Tracked(date(2026, 7, 1))], "在办 1 项，没有逾期"),
        (
            [Tracked(date(2026, 6, 19)), Tracked(date(2026, 7, 1)), Tracked(None)],
            "在办 3 项，逾期 1 项（最长 12 天）",
        ),
        ([Tracked(DUE, done_on=date(2026, 7, 1))], "议定事项都已办结（1 项）"),
        ([Tracked(DUE, done_on=date(2026, 7, 2)), Tracked(DUE)], "在办 2 项，逾期 2 项（最长 1 天）"),
    ],
)
def test_the_sentence_on_the_first_of_july(items, sentence):
    assert standing_on(items, date(2026, 7, 1)).sentence == sentence
