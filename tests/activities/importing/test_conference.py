"""Conference logs as the programs export them: headings, hours, minutes (S11)."""

from datetime import date, datetime, time, timedelta

import pytest

from activities.importing.conference import read_log
from partywork.common.clock import OFFICE
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Sheet, read_sheets, write_sheet

DAY = date(2026, 6, 18)


def at(hour, minute=0, second=0):
    return datetime(2026, 6, 18, hour, minute, second, tzinfo=OFFICE)


def log(*rows, before=()):
    return read_log([Sheet("成员", [*[list(each) for each in before], *[list(row) for row in rows]])], DAY)


TENCENT = ["用户昵称（入会昵称）", "首次入会时间", "最后退会时间", "累计参会时长", "用户身份"]
DINGTALK = ["姓名", "部门", "加入时间", "离开时间", "参会时长(分钟)"]
FEISHU = ["参会人", "入会时间", "离会时间", "入会时长"]


def test_tencent_meeting_with_its_lines_about_the_meeting():
    people = log(
        TENCENT,
        ["张一（张一）", "2026-06-18 13:55:02", "2026-06-18 17:01:10", "03:06:08", "主持人"],
        ["钱五", "2026-06-18 14:20:00", "2026-06-18 15:20:00", "01:00:00", "成员"],
        before=[["会议主题", "六月主题党日"], ["会议号", "123 456 789"], ["会议时间", "2026-06-18 14:00"]],
    )

    assert [each.name for each in people] == ["张一（张一）", "钱五"]
    assert [each.minutes_within(at(14), at(17)) for each in people] == [180, 60]
    assert people[1].joined == at(14, 20)


def test_dingtalk_with_a_line_for_each_visit():
    people = log(
        DINGTALK,
        ["钱五", "会计系", "14:00:00", "15:00:00", 60],
        ["钱五", "会计系", "15:30:00", "16:30:00", 60],
        ["李二", "会计系", "14:00:00", "17:00:00", 180],
    )

    assert [(each.name, each.minutes_within(at(14), at(17))) for each in people] == [
        ("钱五", 120),
        ("李二", 180),
    ]
    assert (people[0].joined, people[0].left) == (at(14), at(16, 30))


def test_two_devices_at_once_are_counted_once():
    (one,) = log(FEISHU, ["钱五", "14:00", "16:00", ""], ["钱五", "15:00", "16:30", ""])

    assert one.minutes_within(at(14), at(17)) == 150


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("01:30:15", 90),
        ("45:10", 45),
        ("1小时30分", 90),
        ("1小时", 60),
        ("90分钟", 90),
        ("90分30秒", 90),
        ("30秒", 0),
        (90, 90),
        ("90", 90),
        ("90.5", 90),
        (time(1, 30), 90),
        (timedelta(hours=1, minutes=30), 90),
        ("", None),
        ("很久", None),
        (True, None),
        (-5, None),
    ],
)
def test_minutes_as_programs_and_spreadsheets_write_them(cell, minutes):
    (one,) = log(["姓名", "参会时长"], ["钱五", cell])

    assert one.told == minutes


@pytest.mark.parametrize(
    "cell",
    [
        "2026-06-18 14:05:09",
        "2026/6/18 14:05",
        "2026年6月18日 14:05",
        "14:05",
        time(14, 5),
        datetime(2026, 6, 18, 14, 5),  # noqa: DTZ001 -- a spreadsheet knows no time zone
    ],
)
def test_hours_as_they_are_written(cell):
    (one,) = log(["姓名", "入会时间"], ["钱五", cell])

    assert one.joined is not None
    assert (one.joined.hour, one.joined.minute) == (14, 5)


@pytest.mark.parametrize("cell", ["25:99", "2026-13-40 14:00", "x", "14", None, 3])
def test_what_is_no_hour_is_none(cell):
    (one,) = log(["姓名", "入会时间", "参会时长"], ["钱五", cell, 5])

    assert one.joined is None


def test_told_minutes_are_at_most_the_whole_activity():
    (one,) = log(["姓名", "参会时长"], ["钱五", 600])

    assert one.minutes_within(at(14), at(17)) == 180


def test_minutes_outside_the_activity_do_not_count():
    (one,) = log(FEISHU, ["钱五", "12:00", "14:30", ""])

    assert one.minutes_within(at(14), at(17)) == 30


@pytest.mark.parametrize("rows", [[], [["姓名"]], [["姓名", "性别"], ["钱五", "男"]], [["时间", "内容"]]])
def test_no_list_of_participants_says_what_it_wants(rows):
    with pytest.raises(DomainError, match="没有找到参会名单"):
        log(*rows)


def test_real_workbook_is_read():
    content = write_sheet(
        "参会成员", TENCENT, [["钱五", "2026-06-18 14:00:00", "2026-06-18 17:00:00", "03:00:00", ""]]
    )

    (one,) = read_log(read_sheets(content), DAY)

    assert one.minutes_within(at(14), at(17)) == 180


def test_gbk_csv_is_read():
    content = "姓名,入会时间,离会时间\n钱五,14:00,15:30\n".encode("gb18030")

    (one,) = read_log(read_sheets(content), DAY)

    assert one.minutes_within(at(14), at(17)) == 90
