"""How many will come: three plain reasons, whole people, at, under and over the limit (N31, S08)."""

from datetime import date, time

import pytest

from activities.rules.attendance import Headcount, judge_attendance
from activities.rules.forecast import Forecast, PastDay, better_of, coming, meets

THURSDAY, TUESDAY = date(2026, 6, 18), date(2026, 6, 23)


@pytest.mark.parametrize(
    ("part", "starts", "ends", "misses"),
    [
        ("all_day", time(9), time(10), True),
        ("morning", time(11, 59), time(14), True),
        ("morning", time(12), time(14), False),
        ("afternoon", time(9), time(12), False),
        ("afternoon", time(9), time(12, 1), True),
        ("afternoon", time(18), time(20), False),
        ("evening", time(14), time(18), False),
        ("evening", time(14), time(18, 30), True),
    ],
)
def test_a_part_of_the_day_is_missed_when_any_of_it_overlaps(part, starts, ends, misses):
    assert meets(part, starts, ends) is misses


@pytest.mark.parametrize(
    ("able", "past", "expected_coming"),
    [
        (24, [], 24),
        (24, [PastDay(date(2026, 6, 9), 24, 12)], 12),  # only a Tuesday is known
        (24, [PastDay(date(2026, 6, 9), 24, 12), PastDay(date(2026, 6, 11), 24, 21)], 21),
        (24, [PastDay(date(2026, 6, 11), 24, 21)], 21),
        (20, [PastDay(date(2026, 6, 11), 24, 21)], 20),  # never more than are able to
        (24, [PastDay(date(2026, 6, 11), 24, 21), PastDay(date(2026, 6, 4), 20, 16)], 20),  # 24×37÷44 = 20.18
        (24, [PastDay(date(2026, 6, 11), 0, 0)], 24),
    ],
)
def test_a_forecast_promises_no_more_than_came_on_that_weekday(able, past, expected_coming):
    assert coming(able, 24, past, THURSDAY.weekday()) == expected_coming


def forecast(day, present, total=24):
    return Forecast(day, judge_attendance(Headcount(total=total, present=present)), 2, 1, 3)


@pytest.mark.parametrize(
    ("present", "sentence"),
    [
        (20, "6月18日（周四）预计到20人，应到24人，需20人，够"),
        (21, "6月18日（周四）预计到21人，应到24人，需20人，够"),
        (19, "6月18日（周四）预计到19人，应到24人，不到80%（需20人，差1人）"),
    ],
)
def test_the_sentence_at_just_over_and_just_under_the_limit(present, sentence):
    assert forecast(THURSDAY, present).sentence == sentence
    assert (
        forecast(THURSDAY, present).why == "按已请假2人、登记过这个时间来不了的1人、过去一年周四的3次到会估计"
    )


def test_the_better_day_is_the_one_with_clearly_more_people_and_the_nearest_of_equals():
    chosen = forecast(THURSDAY, 17)
    near, far = forecast(TUESDAY, 21), forecast(date(2026, 6, 30), 21)

    assert better_of(chosen, [far, near]) == near
    assert better_of(chosen, [forecast(TUESDAY, 17)]) is None
    assert better_of(chosen, [forecast(TUESDAY, 18)]) is None  # one more, and still not enough
    assert better_of(forecast(THURSDAY, 19), [forecast(TUESDAY, 20)]).coming == 20  # one more, and enough
    assert better_of(forecast(THURSDAY, 20), [forecast(TUESDAY, 21)]) is None
    assert better_of(chosen, []) is None
