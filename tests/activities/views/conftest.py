"""An activity of today's morning in each of its states, as the pages meet it."""

from datetime import date, datetime, time

import pytest

from activities.models import Activity, PlannedActivity
from activities.services import announcing, attending, opening
from partywork.common import clock
from tests.factories.activities import make_activity, make_plan, make_row

HELD_AT = datetime(2026, 6, 18, 18, 5, tzinfo=clock.OFFICE)


@pytest.fixture
def row(world, today) -> PlannedActivity:
    return make_row(
        make_plan(world.branch), 6, start=date(2026, 6, 26), end=date(2026, 6, 26), place="302 会议室"
    )


@pytest.fixture
def draft(world, row) -> Activity:
    return opening.open_from_row(row, by=world.secretary)


@pytest.fixture
def announced(world, draft) -> Activity:
    return announcing.announce(draft, by=world.secretary)


@pytest.fixture
def running(world, today) -> Activity:
    """Today, 14 to 18; the clock stands at 15."""
    activity = make_activity(world.branch, state="announced", start=time(14))
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    return activity


@pytest.fixture
def held(world, running, today) -> Activity:
    """Four of five came; 赵四 has no mark."""
    for member in world.roster[:4]:
        attending.mark(running, member, status="present", by=world.secretary)
    today.move_to(HELD_AT)
    return attending.close(running, by=world.secretary)


@pytest.fixture
def record(held):
    return held.record
