"""A meeting's minutes: three boxes and one click at the desk, one tap on the recorder's phone, a book in two clicks."""

from datetime import timedelta

import pytest

from activities.choices import ActivityState
from activities.models import AgendaItem, RecordSheet, Speech
from activities.services import attending, rendering
from activities.services.minutes_signing import sign
from partywork.common import clock
from partywork.models import RenderedDocument
from tests.factories.activities import make_activity


@pytest.fixture
def record(world) -> RecordSheet:
    """Held this noon: 张一 chaired, 钱五 took the minutes, 赵四 was away on duty."""
    starts_at = clock.now() - timedelta(hours=3)
    meeting = make_activity(
        world.branch,
        kind="member_meeting",
        theme="讨论第四季度工作安排",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        state=ActivityState.ANNOUNCED,
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
        host=world.secretary_member,
        recorder=world.plain_member,
    )
    AgendaItem.objects.create(
        activity=meeting, position=1, title="传达学习上级文件精神", tag="first", person="张一"
    )
    item = AgendaItem.objects.create(
        activity=meeting, position=2, title="讨论第四季度工作安排", tag="discussion"
    )
    said = (
        ("李二", "建议把走访时间放在周五下午，不影响窗口服务。"),
        ("王三", "任务集中，有一项可以放到十二月。"),
    )
    for number, (member, (_name, gist)) in enumerate(zip(world.others, said, strict=False)):
        Speech.objects.create(
            activity=meeting,
            item=item,
            member=member,
            gist=gist,
            is_differing=number == 1,
            key=f"00000000-0000-4000-8000-00000000000{number}",
        )
    attending.mark_all_present(meeting, by=world.secretary)
    attending.mark(meeting, world.roster[4], status="leave_official", by=world.secretary, remark="赴省城培训")
    return attending.close(meeting, by=world.secretary).record


def test_the_secretary_writes_one_box_and_signs_in_three_clicks(hand, world, record, as_user):
    as_user(hand, world.secretary)

    hand.open("/")
    hand.click(hand.page.locator(f"a[href='/records/{record.pk}/']").first)
    hand.write("consensus", "同意第四季度工作安排，印发各党小组。")
    hand.press("保存")
    hand.press("我以主持人身份签字")

    assert hand.sees("您已签字，等另一位签字。")
    assert (hand.clicks, hand.inputs) == (3, 1)


def test_the_recorder_signs_on_a_phone_in_two_taps(phone, world, record, as_user):
    record.consensus = "同意第四季度工作安排。"
    record.save()
    sign(record, by=world.secretary)
    as_user(phone, world.member)

    phone.open("/my/")
    phone.follow("看一遍，签字")
    phone.press("我以记录人身份签字")

    assert phone.sees("两个人都已签字")
    assert (phone.clicks, phone.inputs) == (2, 0)


def test_the_book_of_the_year_is_two_clicks_and_says_how_far_it_is(hand, world, record, as_user):
    record.consensus = "同意第四季度工作安排。"
    record.save()
    for user in (world.secretary, world.member):
        sign(record, by=user)
    as_user(hand, world.secretary)

    hand.open("/minutes/")
    hand.press("打印全年记录本")
    assert hand.sees("正在做")
    rendering.render(RenderedDocument.objects.get().pk)
    hand.page.get_by_role("link", name="打开").wait_for()

    assert hand.sees("做好了")
    assert (hand.clicks, hand.inputs) == (1, 0)


def test_without_script_a_leader_reads_the_minutes_at_390_pixels(phone, world, record, as_user):
    as_user(phone, world.secretary)
    phone.open(f"/records/{record.pk}/")
    assert phone.sees("要您写的")
