"""PD-04, E-16: an event stays in its month."""

from datetime import date

import pytest

from activities.rules.change import judge_change
from branches.rules.calendar import work_calendar

CALENDAR = work_calendar()
TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("new", "options", "allowed", "suggestion"),
    [
        (date(2026, 2, 27), {}, True, None),
        (date(2026, 2, 28), {}, True, None),
        (date(2026, 3, 1), {}, False, date(2026, 2, 27)),
        (date(2027, 2, 19), {}, False, date(2026, 2, 27)),
        (date(2026, 1, 30), {}, False, date(2026, 2, 27)),
        (date(2026, 3, 2), {"same_month": False}, True, None),
        (date(2026, 3, 2), {"agreed": [date(2026, 3, 6)]}, True, None),
        (date(2026, 4, 1), {"agreed": [date(2026, 3, 6)]}, False, date(2026, 2, 27)),
        (date(2026, 2, 26), {"asks_first": True}, False, None),
        (date(2026, 2, 26), {"asks_first": True, "agreed": [date(2026, 2, 26)]}, True, None),
        (date(2026, 2, 27), {"asks_first": True, "agreed": [date(2026, 2, 26)]}, False, None),
    ],
)
def test_moving_an_event(new, options, allowed, suggestion):
    verdict = judge_change(date(2026, 2, 19), new, CALENDAR, today=TODAY, **options)

    assert (verdict.allowed, verdict.suggestion) == (allowed, suggestion)


def test_a_refusal_names_the_latest_day_of_the_month():
    verdict = judge_change(date(2026, 2, 19), date(2026, 3, 2), CALENDAR, today=TODAY)

    assert (
        verdict.sentence
        == "主题党日应在当月完成，不能改到3月2日；2月最晚可改到2月27日，确需改到别的月份的，先请上级同意"
    )


def test_when_the_month_is_over_only_the_committee_can_help():
    verdict = judge_change(date(2026, 2, 19), date(2026, 3, 2), CALENDAR, today=date(2026, 2, 27))

    assert (verdict.allowed, verdict.suggestion) == (False, None)
    assert verdict.sentence.endswith("2月已没有工作日，请报上级同意")
