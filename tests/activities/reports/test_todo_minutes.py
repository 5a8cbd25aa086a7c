"""Minutes that wait on the first page: each by itself while they are few, one line where they are many."""

from datetime import date, timedelta

import pytest

from activities.reports.todo_minutes import unsigned_minutes
from partywork.common import clock
from tests.activities.minutes import hold

pytestmark = pytest.mark.django_db
FIRST = date(2026, 6, 18)


@pytest.mark.parametrize(("number", "lines"), [(1, 1), (3, 3), (4, 1), (6, 1)])
def test_overdue_minutes_have_a_line_each_up_to_three(world, today, number, lines):
    for count in range(number):
        hold(world, today, day=FIRST + timedelta(days=count))
    today.move_to(clock.start_of(date(2026, 7, 20)))

    found = list(unsigned_minutes(world.branch))

    assert len(found) == lines
    if number > 3:
        assert found[0].title == f"签字 {number}份会议记录"
        assert "最早的一次是6月18日" in found[0].text
        assert found[0].state == "over"


def test_minutes_still_in_time_keep_their_own_line_beside_many_late_ones(world, today):
    for count in range(4):
        hold(world, today, day=FIRST + timedelta(days=count))
    hold(world, today, day=date(2026, 7, 18))
    today.move_to(clock.start_of(date(2026, 7, 20)))

    assert [todo.title for todo in unsigned_minutes(world.branch)] == [
        "签字 4份会议记录",
        "签字 7月18日支部党员大会记录",
    ]
