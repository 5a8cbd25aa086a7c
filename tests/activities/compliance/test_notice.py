"""PD-05: five days before, just in time and just late."""

import pytest

from activities.compliance.notice import NoticeInTime
from tests.activities.compliance.year import answers, at, event, year

NAME = "6月18日活动"


@pytest.mark.parametrize(
    ("changes", "now", "verdict", "sentence"),
    [
        ({"published_at": at(6, 12, 9)}, at(6, 20), "met", f"{NAME}提前6天预告，应不少于5天"),
        ({"published_at": at(6, 13, 23, 59)}, at(6, 20), "met", f"{NAME}提前5天预告，应不少于5天"),
        ({"published_at": at(6, 14)}, at(6, 20), "not_met", f"{NAME}提前4天预告，应不少于5天"),
        ({"published_at": None}, at(6, 13, 23, 59), "unknown",
         f"{NAME}还没有预告，6月18日活动，提前5天预告，最迟6月13日24:00前发出"),
        ({"published_at": None}, at(6, 14), "not_met", f"{NAME}没有预告，应提前5天"),
        ({"published_at": at(6, 11), "notice_in_workdays": True}, at(6, 20), "met",
         f"{NAME}提前5个工作日预告，应不少于5个工作日"),
        ({"published_at": at(6, 12), "notice_in_workdays": True}, at(6, 20), "not_met",
         f"{NAME}提前4个工作日预告，应不少于5个工作日"),
    ],
)  # fmt: skip
def test_five_days_of_notice(changes, now, verdict, sentence):
    assert answers(NoticeInTime(), year(event(**changes), now=now)) == [("activity:12", verdict, sentence)]


@pytest.mark.parametrize("changes", [{"is_cancelled": True}, {"notice_days": 0}])
def test_no_notice_is_asked_of_a_cancelled_event_or_where_none_is_due(changes):
    assert answers(NoticeInTime(), year(event(published_at=None, **changes))) == []


def test_a_late_notice_with_a_reason_stays_and_shows_it():
    [finding] = NoticeInTime().judge(year(event(published_at=at(6, 16), late_notice_reason="计划调整")))

    assert (finding.verdict, finding.explained) == ("not_met", "计划调整")
