"""A meeting opened for an appraisal or a life meeting is that meeting, or there is none."""

from datetime import date, datetime

import pytest

from activities.choices_life import AppraisalState
from activities.models import Activity, Appraisal
from activities.services import appraising, convening, life_meetings
from partywork.common import clock
from partywork.common.errors import DomainError


def evening(day: int, hour: int) -> datetime:
    return datetime(2026, 6, day, hour, 0, tzinfo=clock.OFFICE)


@pytest.fixture
def appraisal(world):
    return appraising.prepare(world.branch, 2026, by=world.secretary, with_committee=True)


def test_a_meeting_opened_for_an_appraisal_is_its_meeting(world, appraisal):
    held = convening.open_appraisal(
        appraisal, by=world.secretary, starts_at=evening(25, 19), ends_at=evening(25, 21), place="会议室"
    )

    assert held.activity.kind == "appraisal"
    assert held.activity.theme == "2026年度民主评议党员"


def test_where_the_ballot_runs_already_no_second_meeting_is_left_behind(world, appraisal):
    Appraisal.objects.update(state=AppraisalState.OPEN, full_members=4)
    before = Activity.objects.count()

    with pytest.raises(DomainError, match="不能换会议"):
        convening.open_appraisal(
            appraisal, by=world.secretary, starts_at=evening(25, 19), ends_at=evening(25, 21)
        )

    assert Activity.objects.count() == before


def test_a_meeting_opened_for_a_life_meeting_is_its_meeting_and_twice_is_once(world):
    life = life_meetings.begin(world.branch, 2026, by=world.secretary, theme="学党章 转作风")
    for _click in range(2):
        life = convening.open_life_meeting(
            life, by=world.secretary, starts_at=evening(25, 19), ends_at=evening(25, 21)
        )

    assert life.activity.day == date(2026, 6, 25)
    assert Activity.objects.filter(kind="organizational_life_meeting").count() == 1
