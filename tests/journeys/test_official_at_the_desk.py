"""Journey 7 of an official at 1280 pixels, with the clicks."""

from datetime import timedelta

import pytest

from activities.choices import FilingKind, FilingState
from activities.models import Filing
from activities.services import announcing, attending, filing, notifying, preparing, recording
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user

WORDS = {"discussion": "有", "consensus": "有", "actions": "本次没有议定事项", "content": "学习"}


def _sheet(branch, secretary, members, official, *, absent=0):
    """A Party day by the book, a week from theme to sheet; `absent` stay away."""
    starts_at = clock.now() - timedelta(hours=5)
    activity = make_activity(
        branch,
        starts_at=starts_at,
        ends_at=clock.now() - timedelta(hours=1),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )
    with clock.replaying(starts_at - timedelta(days=8)):
        preparing.decide_theme(activity, by=secretary, on=clock.today(), note="支委会")
        filing.accept(preparing.ask_approval(activity, by=secretary), by=official)
        announcing.announce(activity, by=secretary)
        notifying.deliver_all()
    with clock.replaying(starts_at):
        announcing.report_attendance(activity, by=secretary)
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
        members = [make_member(branch, user=make_user()) for _ in range(5)]
        _sheet(branch, secretary, members, world.reviewer)
    return _sheet(world.branch, world.secretary, world.roster, world.reviewer, absent=2)


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
    hand.press("受理勾选的")

    assert hand.sees("已受理 4 份")
    assert Filing.objects.filter(kind=FilingKind.RECORD, state=FilingState.ACCEPTED).count() == 4
    assert hand.clicks == 1
