"""Journey 7 of an official at 1280 pixels, with the clicks."""

from datetime import timedelta

import pytest

from activities.choices import ActivityState, FilingState
from activities.models import Filing
from activities.services import attending, recording
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user

WORDS = {"discussion": "有", "consensus": "有", "actions": "本次没有议定事项", "content": "学习"}


def _sheet(branch, secretary, members, *, absent=0):
    starts_at = clock.now() - timedelta(hours=5)
    activity = make_activity(
        branch,
        starts_at=starts_at,
        ends_at=clock.now() - timedelta(hours=1),
        state=ActivityState.ANNOUNCED,
        published_at=starts_at - timedelta(days=7),
        reported_at=starts_at,
        decided_on=clock.today() - timedelta(days=9),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )
    for number, member in enumerate(members):
        attending.mark(activity, member, status="absent" if number < absent else "present", by=secretary)
    attending.close(activity, by=secretary, low_reason="暴雨值守" if absent else "")
    record = recording.write(activity.record, by=secretary, revision=1, fields=WORDS)
    return recording.submit(record, by=secretary)


@pytest.fixture
def five_branches(world):
    """Four sheets to accept and one under 80 %."""
    for number in range(4):
        branch = make_branch(parent=world.committee, name=f"第{number + 1}支部")
        secretary = make_user()
        appoint(secretary, branch)
        _sheet(branch, secretary, [make_member(branch) for _ in range(5)])
    return _sheet(world.branch, world.secretary, world.roster, absent=2)


def test_journey_7_the_exception_is_returned_in_three_clicks(hand, world, five_branches, as_user):
    as_user(hand, world.reviewer)

    hand.open("/queue/?kind=record")
    hand.follow("会计学院学生第二党支部")
    hand.write("answer", "请补课办结后再报。")
    hand.press("退回支部")

    five_branches.refresh_from_db()
    assert five_branches.state == FilingState.RETURNED
    assert hand.clicks == 2
    assert hand.inputs == 1


def test_journey_7_an_official_goes_from_the_board_down_to_the_sheet(hand, world, five_branches, as_user):
    as_user(hand, world.reviewer)

    hand.open("/board/")
    hand.click(hand.page.locator("td.cell.wait a").first)

    assert hand.sees("纪实表")
    assert hand.clicks == 1


def test_journey_7_the_rest_is_accepted_in_one_click(hand, world, five_branches, as_user):
    as_user(hand, world.reviewer)

    hand.open("/queue/?kind=record")
    boxes = hand.page.locator("input[name=filing]:checked").count()
    if boxes:
        hand.press("受理勾选的")

    assert Filing.objects.filter(state=FilingState.ACCEPTED).count() == boxes
    assert Filing.objects.filter(state=FilingState.SUBMITTED).count() == 5 - boxes
