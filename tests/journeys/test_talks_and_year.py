"""A talk written down on one phone and confirmed on another; a missing meeting opened from the year's page."""

from activities.choices_talks import TalkState
from activities.models import Activity, Talk
from partywork.common import clock
from tests.factories.activities import make_activity


def test_a_talk_in_three_taps_and_two_boxes_and_confirmed_in_two(phone, world, as_user):
    as_user(phone, world.secretary)

    phone.open("/my/talks/")
    phone.follow("记一次谈话")
    phone.page.get_by_label("和谁谈").select_option(label="钱五")
    phone.inputs += 1
    phone.write("gist", "谈了实习和学习的安排。")
    phone.press("记下，请对方确认")

    assert phone.sees("已请对方确认")
    assert (phone.clicks, phone.inputs) == (2, 2)

    phone.page.context.clear_cookies()
    as_user(phone, world.member)
    before = phone.clicks
    phone.open("/my/")
    phone.follow("去看一下")
    phone.press("没有出入，确认")

    assert phone.sees("双方都已确认")
    assert phone.clicks - before == 2
    assert Talk.objects.get().state == TalkState.CONFIRMED


def test_this_months_committee_meeting_is_opened_from_the_year_in_two_clicks(hand, world, as_user):
    today = clock.today()
    make_activity(world.branch, today.replace(month=1, day=10), for_year=today.year, for_month=1)
    as_user(hand, world.secretary)

    hand.open("/year/")
    row = hand.page.get_by_role("row").filter(has=hand.page.get_by_role("rowheader", name="支委会"))
    hand.click(row.locator("td.now a"))
    hand.press("开支委会")

    activity = Activity.objects.get(kind="committee_meeting")
    assert (activity.for_year, activity.for_month) == (today.year, today.month)
    assert (hand.clicks, hand.inputs) == (2, 0)
