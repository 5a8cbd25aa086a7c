"""When somebody is reminded of a step: the day before, the day itself, after it was done (DV-03..DV-22, E-44)."""

from datetime import date, timedelta
from typing import Any

import pytest

from members.rules.development import STEPS
from members.rules.development_path import WayFacts, limits_of, missing_for, next_step
from members.rules.development_reminders import reminders_of

D = date


def way(until: str, **days: date) -> WayFacts:
    """Every step up to `until` done on the same long past day, but for the days given."""
    done: dict[str, date] = {}
    for step in STEPS:
        done[step.key] = days.get(step.key, D(2023, 1, 2))
        if step.key == until:
            break
    extra: dict[str, Any] = {}
    return WayFacts(born_on=D(1995, 1, 1), done=done, **extra)


def asked(found: WayFacts, today: date) -> list[str]:
    return [reminder.step.key for reminder in reminders_of(found, today)]


@pytest.mark.parametrize(
    ("today", "expected"), [(D(2026, 2, 19), []), (D(2026, 2, 20), ["talked"]), (D(2026, 4, 1), ["talked"])]
)
def test_the_talk_from_the_twentieth_day_on(today: date, expected: list[str]) -> None:
    assert asked(way("applied", applied=D(2026, 1, 31)), today) == expected


def test_a_talk_that_was_held_is_not_asked_for() -> None:
    assert asked(way("talked", applied=D(2026, 1, 31)), D(2026, 4, 1)) == []


def test_the_half_yearly_review_a_month_before() -> None:
    found = way("contacts", activist=D(2025, 8, 31))

    assert limits_of("cultivation", found)[0].due == D(2026, 2, 28)
    assert asked(found, D(2026, 1, 28)) == []
    assert asked(found, D(2026, 1, 29)) == ["cultivation"]


def test_the_meeting_after_the_preview_and_the_approval() -> None:
    previewed = way("form_filled", previewed=D(2026, 3, 2), political_review=D(2026, 1, 5))
    assert asked(previewed, D(2026, 3, 2)) == ["admitted"]

    admitted = way("superior_talk", admitted=D(2026, 3, 31))
    assert limits_of("approved", admitted)[0].due == D(2026, 6, 30)
    assert asked(admitted, D(2026, 5, 30)) == []
    assert asked(admitted, D(2026, 5, 31)) == ["approved"]


@pytest.mark.parametrize(
    ("meeting", "until"),
    [
        (D(2024, 2, 29), D(2025, 2, 28)),
        (D(2023, 2, 28), D(2024, 2, 28)),
        (D(2025, 2, 28), D(2026, 2, 28)),
        (D(2024, 12, 31), D(2025, 12, 31)),
    ],
)
def test_probation_that_begins_on_the_last_of_february(meeting: date, until: date) -> None:
    found = way("oath", admitted=meeting)

    assert found.probation_until == until
    assert "conversion_asked" not in asked(found, until - timedelta(days=31))
    assert "conversion_asked" in asked(found, until - timedelta(days=30))


@pytest.mark.parametrize(
    ("meeting", "months", "until"),
    [
        (D(2024, 8, 31), 6, D(2026, 2, 28)),
        (D(2024, 2, 29), 12, D(2026, 2, 28)),
        (D(2023, 2, 28), 12, D(2025, 2, 28)),
        (D(2022, 8, 31), 6, D(2024, 2, 29)),
    ],
)
def test_extended_probation_in_leap_years(meeting: date, months: int, until: date) -> None:
    done = dict(way("oath", admitted=meeting).done)

    assert WayFacts(D(1990, 1, 1), extended_months=months, done=done).probation_until == until


def test_quarterly_reviews_of_probation_in_turn() -> None:
    found = way("oath", admitted=D(2025, 11, 30))

    first, second = limits_of("probation", found)[0], None
    assert first.due == D(2026, 2, 28)
    again = WayFacts(D(1990, 1, 1), done={**found.done, "probation": D(2026, 2, 28)})
    second = limits_of("probation", again)[0]
    assert second.due == D(2026, 5, 30)


def test_the_conversion_meeting_from_the_end_of_probation_on() -> None:
    done = {
        **way("oath", admitted=D(2025, 2, 7)).done,
        "probation": D(2026, 2, 6),
        "conversion_asked": D(2026, 1, 9),
    }
    found = WayFacts(D(1990, 1, 1), done=done)

    assert asked(found, D(2026, 2, 6)) == []
    assert asked(found, D(2026, 2, 7)) == ["conversion_decided"]


def test_what_is_missing_reaches_back_to_a_review_done_anew() -> None:
    done = dict(way("previewed").done)
    del done["political_review"]
    form = next(step for step in STEPS if step.key == "form_filled")

    assert [step.key for step in missing_for(form, done)] == ["political_review"]
    following = next_step(done)
    assert following is not None
    assert following.key == "political_review"
