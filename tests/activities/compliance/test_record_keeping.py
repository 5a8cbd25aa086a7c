"""PD-20, AT-05, AT-07: the record sheet and the make-ups, to the minute."""

from datetime import date

import pytest

from activities.compliance.facts import MakeUpFacts
from activities.compliance.record_keeping import AbsenceMadeUp, RecordInTime
from tests.activities.compliance.year import answers, at, event, year

NAME = "6月18日活动纪实表"
DUE = "6月20日（周六） 24:00"


@pytest.mark.parametrize(
    ("submitted", "now", "verdict", "sentence"),
    [
        (at(6, 20, 23, 59, 59), at(6, 30), "met", f"{NAME}6月20日（周六） 23:59报送，时限{DUE}"),
        (at(6, 21), at(6, 30), "not_met", f"{NAME}6月20日（周六） 24:00报送，时限{DUE}"),
        (at(6, 22, 9), at(6, 30), "not_met", f"{NAME}6月22日（周一） 09:00报送，时限{DUE}"),
        (None, at(6, 20, 23, 59, 59), "unknown", f"{NAME}待报送，时限{DUE}"),
        (None, at(6, 21), "not_met", f"{NAME}没有报送，时限{DUE}"),
    ],
)
def test_two_days_for_the_record_sheet(submitted, now, verdict, sentence):
    facts = year(event(record_submitted_at=submitted), now=now)

    assert answers(RecordInTime(), facts) == [("activity:12", verdict, sentence)]


@pytest.mark.parametrize("changes", [{"is_held": False}, {"record_due": None}])
def test_nothing_is_due_before_the_event_is_closed(changes):
    assert answers(RecordInTime(), year(event(**changes))) == []


@pytest.mark.parametrize(
    ("confirmed", "now", "verdict", "sentence"),
    [
        (date(2026, 7, 18), at(7, 30), "met", "李二“学习”的补课7月18日办结，限7月18日"),
        (date(2026, 7, 19), at(7, 30), "not_met", "李二“学习”的补课7月19日办结，限7月18日"),
        (None, at(7, 18, 23, 59), "unknown", "李二“学习”的补课还没有办结，限7月18日"),
        (None, at(7, 19), "not_met", "李二“学习”的补课没有办结，限7月18日，已超1天"),
    ],
)
def test_absences_are_made_up_in_time(confirmed, now, verdict, sentence):
    make_up = MakeUpFacts(7, "李二", "学习", date(2026, 7, 18), confirmed)

    assert answers(AbsenceMadeUp(), year(make_ups=(make_up,), now=now)) == [("make-up:7", verdict, sentence)]
