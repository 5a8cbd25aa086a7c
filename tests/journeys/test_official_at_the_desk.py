"""Journey 7 of an official at 1280 pixels, with the clicks."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

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


def _comes(hand, text):
    """What a fragment brings takes a moment."""
    hand.page.get_by_text(text).first.wait_for(timeout=15000)
    return True


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
    hand.press("请补课办结后再报。")
    expect(hand.page.locator("[name=answer]")).to_have_value("请补课办结后再报。")
    hand.press("退回支部")

    assert _comes(hand, "已退回：会计学院学生第二党支部")
    five_branches.refresh_from_db()
    assert five_branches.state == FilingState.RETURNED
    assert five_branches.rounds.get().answer == "请补课办结后再报。"
    assert hand.page.url.endswith("/queue/?kind=record")
    assert hand.clicks == 3
    assert hand.inputs == 0


def test_journey_7_the_exception_is_returned_by_the_keys_alone(hand, world, five_branches, as_user):
    as_user(hand, world.reviewer)
    hand.open("/queue/?kind=record")

    hand.page.keyboard.press("j")
    hand.page.keyboard.press("o")
    hand.page.get_by_role("heading", name="答复").wait_for()
    hand.page.keyboard.press("r")
    hand.page.keyboard.type("请补课办结后再报。")
    hand.press("退回支部")

    assert _comes(hand, "已退回：会计学院学生第二党支部")
    assert hand.clicks == 1


def test_journey_7_an_official_goes_from_the_board_down_to_the_sheet(hand, world, five_branches, as_user):
    as_user(hand, world.reviewer)

    hand.open("/board/")
    hand.click(hand.page.locator("td.cell.wait a").first)

    assert hand.sees("纪实表")
    assert hand.clicks == 1


def test_journey_7_the_rest_is_accepted_at_once_after_the_drawn_one_was_read(
    hand, world, five_branches, as_user
):
    as_user(hand, world.reviewer)

    hand.open("/queue/?kind=record")
    hand.press("受理勾选的")
    assert hand.sees("抽中必读的还有 1 份没有打开")
    hand.click(hand.page.locator("tbody:has(.is-must) [data-open]"))
    assert _comes(hand, "已看 1 / 1")
    hand.press("受理勾选的")

    assert hand.sees("已受理 4 份，其中 1 份打开看过")
    assert Filing.objects.filter(kind=FilingKind.RECORD, state=FilingState.ACCEPTED).count() == 4
    assert hand.clicks == 3


@pytest.fixture
def twenty_clean(world):
    for number in range(20):
        branch = make_branch(parent=world.committee, name=f"第{number + 1}支部")
        secretary = make_user()
        appoint(secretary, branch)
        _sheet(branch, secretary, [make_member(branch, user=make_user()) for _ in range(5)], world.reviewer)


def test_journey_7_twenty_clean_ones_with_four_drawn_take_five_clicks(hand, world, twenty_clean, as_user):
    """The target: twenty in three minutes including four forced samples."""
    as_user(hand, world.reviewer)
    hand.open("/queue/?kind=record")
    drawn = hand.page.locator("tbody:has(.is-must) [data-open]")
    assert drawn.count() == 4

    for number in range(4):
        hand.click(drawn.nth(number))
        assert _comes(hand, f"已看 {number + 1} / 4")
    hand.press("受理勾选的")

    assert hand.sees("已受理 20 份，其中 4 份打开看过")
    assert hand.clicks == 5
