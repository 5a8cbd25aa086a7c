"""A public notice put up, objected to from a phone, answered by the secretary, concluded after its days (PB-02)."""

from datetime import timedelta

import time_machine
from django.urls import reverse

from members.models import NoticeObjection, PublicNotice
from partywork.common import clock
from tests.factories.development import make_development


def test_from_putting_up_to_the_conclusion(hand, world, as_user):
    make_development(world.branch, by=world.secretary, until="candidate", people=world.others, name="周六")
    as_user(hand, world.secretary)
    hand.open(reverse("public_notice_list"))
    hand.follow("写公示")
    hand.press("开始公示")
    notice = PublicNotice.objects.get()
    page = reverse("public_notice", args=[notice.pk])
    assert (hand.clicks, hand.inputs) == (2, 0)

    hand.page.context.clear_cookies()
    hand.clicks = 0
    as_user(hand, world.member)
    hand.open(page)
    hand.write("text", "获奖情况请核实。")
    hand.press("提交异议")
    assert hand.sees("只有书记知道是您提的")
    assert (hand.clicks, hand.inputs) == (1, 1)

    hand.page.context.clear_cookies()
    hand.clicks = hand.inputs = 0
    as_user(hand, world.secretary)
    hand.open(page)
    hand.follow("核查后答复")
    hand.click(hand.page.locator("[name=upheld][value='0']"))
    hand.write("text", "已向颁奖单位核实，情况属实，不影响。")
    hand.press("答复")
    assert (hand.clicks, hand.inputs) == (3, 1)
    assert NoticeObjection.objects.get().answer

    later = clock.at(notice.until + timedelta(days=1), clock.now().time())
    with time_machine.travel(later, tick=True):
        hand.page.context.clear_cookies()
        hand.clicks = hand.inputs = 0
        as_user(hand, world.secretary)
        hand.open(page)
        hand.follow("写结论")
        hand.click(hand.page.locator("[name^=result_]").first)
        hand.write("note", "异议已核实，不影响发展。")
        hand.press("写下结论")

        notice.refresh_from_db()
        assert notice.state == "concluded"
        assert (hand.clicks, hand.inputs) == (3, 1)
