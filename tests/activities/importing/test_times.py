"""How times are written, and what each of them says."""

from datetime import date

import pytest

from activities.importing.time_cells import read_time_cell

MONTHS = {
    "1月": 1, "一月": 1, "元月": 1, "１月": 1, "十二月": 12, "12月份": 12, "2026年1月": 1, "2026-01": 1, "2026.1": 1,
    "2025年3月": 3, "20_年1月": 1, "20XX年1月": 1, "XX年3月": 3, "二〇二六年三月": 3, "十月": 10, "11月": 11, "1": 1,
    "三": 3, "年底": 12, "七一": 7, "“七一”期间": 7, "国庆": 10, "7月上旬": 7, "3月底前": 3, "3月（学雷锋月）": 3,
}  # fmt: skip


@pytest.mark.parametrize(("text", "month"), MONTHS.items())
def test_month_is_read_and_no_day_is_invented(text: str, month: int):
    when = read_time_cell(text, 2026)

    assert when is not None
    assert (when.months, when.start, when.end, when.recurrence) == ((month,), None, None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("6月18日", date(2026, 6, 18), None),
        ("6月18日-20日", date(2026, 6, 18), date(2026, 6, 20)),
        ("6月28日—7月2日", date(2026, 6, 28), date(2026, 7, 2)),
        ("2026年6月18日(周四)", date(2026, 6, 18), None),
        ("2025年6月18日", date(2025, 6, 18), None),
        ("2026/6/18", date(2026, 6, 18), None),
        ("6.18-6.20", date(2026, 6, 18), date(2026, 6, 20)),
        ("6月18、19日", date(2026, 6, 18), date(2026, 6, 19)),
        ("四月二十三日", date(2026, 4, 23), None),
        ("12月31日前", None, date(2026, 12, 31)),
        ("6月18日下午2:30", date(2026, 6, 18), None),
    ],
)
def test_days_are_read_as_they_stand(text: str, start: date | None, end: date | None):
    when = read_time_cell(text, 2026)

    assert when is not None
    assert (when.start, when.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "每月",
        "每季度",
        "每月5日",
        "每月第一个星期五",
        "每月最后一个周五",
        "每季度召开 1 次",
        "全年",
        "1-12月",
    ],
)
def test_recurrence_keeps_its_words(text: str):
    when = read_time_cell(text, 2026)

    assert when is not None
    assert (when.months, when.recurrence) == ((), text)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("1-2月", (1,)),
        ("1—3月", (1,)),
        ("3、6、9、12月", (3, 6, 9, 12)),
        ("1月、2月", (1, 2)),
        ("第一季度", ()),
        ("上半年", ()),
    ],
)
def test_spans_name_only_months_that_stand_in_the_text(text: str, months: tuple[int, ...]):
    when = read_time_cell(text, 2026)

    assert when is not None
    assert (when.months, when.start) == (months, None)
    assert len(months) > 1 or any(text in note for note in when.notes)


@pytest.mark.parametrize("text", ["13月", "待定", "另行通知", "", "张三", "x" * 500])
def test_what_is_no_time_is_not_read(text: str):
    assert read_time_cell(text, 2026) is None


def test_day_that_does_not_exist_keeps_its_month():
    when = read_time_cell("2月30日", 2026)

    assert when is not None
    assert (when.months, when.start) == ((2,), None)
    assert when.notes == ("2026年没有2月30日，请核对",)
