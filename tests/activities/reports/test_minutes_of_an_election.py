"""The minutes of the meeting that elected hold every ballot with its names, figures and outcome (F-09, EL-05)."""

from datetime import datetime

import pytest

from activities.models import Activity
from activities.reports.minutes import minutes_content
from activities.reports.minutes_gaps import missing_in_minutes
from activities.services import attending
from partywork.common import clock
from tests.factories.elections import Ground, announced, handed_out, make_ground, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db, today):
    return make_ground(today)


def ended(ground: Ground, election) -> Activity:
    assert ground.hand is not None
    ground.hand.move_to(datetime(2026, 7, 20, 17, 30, tzinfo=clock.OFFICE))
    return attending.close(election.meeting, by=ground.secretary)


def test_each_name_stands_with_its_votes_and_the_last_carries_the_figures(ground):
    election = ready(ground)
    announced(ground, handed_out(ground, election), [8, 7, 6, 1])

    lines = minutes_content(ended(ground, election).record)["ballots"]

    assert [(line["in_favour"], line["against"], line["result"]) for line in lines] == [
        ("8", "0", "当选"),
        ("7", "1", "当选"),
        ("6", "2", "当选"),
        ("1", "7", "未当选"),
    ]
    assert all(line["matter"].startswith("选举支部委员：") for line in lines)
    assert [bool(line["sentence"]) for line in lines] == [False, False, False, True]
    assert "发出选票8张，收回8张，有效8张，无效0张。" in lines[-1]["sentence"]
    assert "至少5票" in lines[-1]["sentence"]
    assert "监票人钱八" in lines[-1]["sentence"]


def test_a_ballot_that_is_not_counted_holds_the_signing_up(ground):
    election = ready(ground)
    handed_out(ground, election)
    record = ended(ground, election).record

    missing = missing_in_minutes(record, minutes_content(record))

    assert "还有选票没有计票，请先计票或者作废。" in [part.sentence for part in missing if part.is_required]
    assert minutes_content(record)["ballots"] == []


def test_a_meeting_that_cannot_elect_asks_nothing(ground, django_assert_num_queries):
    from activities.reports.minutes_elections import ElectionsHeld, still_counting

    lecture = Activity(pk=1, kind="lecture")
    with django_assert_num_queries(0):
        assert ElectionsHeld([lecture]).at(lecture) == []
        assert still_counting(lecture) is False
