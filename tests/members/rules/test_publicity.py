"""A public notice counts working days, and the step behind it waits for its end (DV-14, CAL-04)."""

from datetime import date

import pytest

from branches.rules.calendar import work_calendar
from members.choices_publicity import NoticePoint
from members.rules.development import BY_NUMBER
from members.rules.publicity import (
    AFTER_STEP,
    BEFORE_STEP,
    NoticeFacts,
    NoticePhase,
    birth_month,
    dates_to_say,
    opening,
    period_of,
    phase,
    unknown_year,
    why_not_up,
    why_waits,
)

D = date
ALL = tuple(NoticePoint)
CALENDAR = work_calendar()


@pytest.mark.parametrize(
    ("posted", "until", "least", "fits"),
    [
        (D(2026, 6, 8), D(2026, 6, 15), 5, True),  # Monday to Monday
        (D(2026, 6, 8), D(2026, 6, 14), 5, False),  # the weekend does not count
        (D(2026, 6, 15), D(2026, 6, 23), 5, True),  # 端午 19—21 June
        (D(2026, 6, 15), D(2026, 6, 22), 5, False),
        (D(2026, 9, 28), D(2026, 10, 10), 5, True),  # 国庆, and the Saturday that is worked
        (D(2026, 9, 28), D(2026, 10, 9), 5, False),
        (D(2026, 6, 8), D(2026, 6, 17), 7, True),
        (D(2026, 6, 8), D(2026, 6, 16), 7, False),
        (D(2026, 6, 8), D(2026, 6, 8), 5, False),
        (D(2026, 6, 8), D(2026, 7, 8), 5, True),  # thirty days
        (D(2026, 6, 8), D(2026, 7, 9), 5, False),
    ],
)
def test_a_notice_is_up_for_working_days(posted: date, until: date, least: int, fits: bool) -> None:
    assert (why_not_up(period_of(posted, until, CALENDAR), least, CALENDAR) == "") is fits


def test_too_short_says_until_when() -> None:
    why = why_not_up(period_of(D(2026, 6, 15), D(2026, 6, 22), CALENDAR), 5, CALENDAR)
    assert "这段时间只有4个" in why
    assert "最早到2026年6月23日" in why


def test_a_year_whose_holidays_are_not_known_is_said() -> None:
    assert "2031年" in unknown_year(period_of(D(2031, 3, 3), D(2031, 3, 10), CALENDAR), CALENDAR)
    assert unknown_year(period_of(D(2026, 6, 8), D(2026, 6, 15), CALENDAR), CALENDAR) == ""


def test_every_point_stands_between_two_steps() -> None:
    for point in NoticePoint:
        assert AFTER_STEP[point] < BEFORE_STEP[point]
        assert BEFORE_STEP[point] in BY_NUMBER


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        ("up", D(2026, 6, 7), NoticePhase.AHEAD),
        ("up", D(2026, 6, 8), NoticePhase.RUNNING),
        ("up", D(2026, 6, 15), NoticePhase.RUNNING),
        ("up", D(2026, 6, 16), NoticePhase.OVER),
        ("withdrawn", D(2026, 6, 10), NoticePhase.WITHDRAWN),
        ("concluded", D(2026, 6, 16), NoticePhase.CONCLUDED),
    ],
)
def test_it_comes_down_by_itself(state: str, today: date, expected: NoticePhase) -> None:
    assert phase(state, D(2026, 6, 8), D(2026, 6, 15), today) is expected


UP = NoticeFacts("up", D(2026, 6, 8), D(2026, 6, 15))
DONE = NoticeFacts("concluded", D(2026, 6, 8), D(2026, 6, 15), result="none")


@pytest.mark.parametrize(
    ("step", "asked", "notices", "day", "word"),
    [
        (8, ALL, [], D(2026, 6, 20), "还没有公示的记录"),
        (8, (), [], D(2026, 6, 20), ""),  # the committee asks for none
        (8, (NoticePoint.ADMISSION,), [], D(2026, 6, 20), ""),
        (9, ALL, [], D(2026, 6, 20), ""),  # no notice belongs before this step
        (8, ALL, [UP], D(2026, 6, 15), "才期满"),
        (8, ALL, [UP], D(2026, 6, 16), "还没有写结论"),
        (8, ALL, [DONE], D(2026, 6, 15), "才期满"),  # an earlier day is not made good by a later word
        (8, ALL, [DONE], D(2026, 6, 16), ""),
        (
            8,
            ALL,
            [NoticeFacts("up", D(2026, 6, 8), D(2026, 6, 15), open_objections=2)],
            D(2026, 6, 16),
            "还有2条没有核查答复",
        ),
        (
            8,
            ALL,
            [NoticeFacts("concluded", D(2026, 6, 8), D(2026, 6, 15), result="founded")],
            D(2026, 6, 16),
            "不能往下进行",
        ),
        (
            8,
            ALL,
            [NoticeFacts("withdrawn", D(2026, 6, 8), D(2026, 6, 15))],
            D(2026, 6, 16),
            "还没有公示的记录",
        ),
        (
            8,
            ALL,
            [NoticeFacts("concluded", D(2026, 3, 2), D(2026, 3, 9), result="founded"), DONE],
            D(2026, 6, 16),
            "",
        ),
    ],
)
def test_the_step_behind_waits_for_the_end_and_the_answers(step, asked, notices, day, word) -> None:
    why = why_waits(step, asked, notices, day)
    assert (why is None) is (word == "")
    if why is not None:
        assert word in why.sentence
        assert why.stops is (word != "还没有公示的记录")


def test_the_opening_names_one_or_several() -> None:
    one = opening(NoticePoint.CANDIDATE, "第二党支部", ["张三"])
    two = opening(NoticePoint.ADMISSION, "第二党支部", ["张三", "李四"])
    assert "拟确定张三同志为发展对象" in one
    assert "拟接收张三、李四2名同志为中共预备党员" in two


def test_a_notice_says_only_the_days_before_its_point() -> None:
    done = {"applied": D(2024, 1, 1), "activist": D(2024, 7, 1), "candidate": D(2025, 9, 1)}
    assert [label for label, _ in dates_to_say(NoticePoint.ACTIVIST, done)] == ["申请入党"]
    assert [label for label, _ in dates_to_say(NoticePoint.CANDIDATE, done)] == ["申请入党", "确定为积极分子"]
    assert len(dates_to_say(NoticePoint.CONVERSION, done)) == 3


def test_a_birth_is_said_by_its_month() -> None:
    assert birth_month(D(2004, 5, 17)) == "2004年5月"
