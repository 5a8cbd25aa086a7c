"""A member at 390 pixels reads and corrects what is kept of him; the secretary reads a number with a reason (M15)."""

import pytest

from members.models import CorrectionRequest, PersonalAccess, PersonalFile
from members.services.personal_files import write_items
from tests.factories.members import give_phone

PHONE = "13800138000"


@pytest.fixture
def member(world):
    give_phone(world.plain_member, PHONE)
    items = {"education": "college", "home_address": "某市某区某路1号", "id_number": "11010519491231002X"}
    write_items(world.plain_member, items, by=world.secretary)
    return world.plain_member


def test_a_member_finds_a_mistake_and_asks_for_the_correction_in_four_taps(phone, world, member, as_user):
    as_user(phone, world.member)
    phone.open("/my/")
    phone.clicks = 0

    phone.click(phone.page.get_by_role("link", name="我", exact=True))
    phone.click(phone.page.get_by_role("link", name="我的信息", exact=True))
    assert phone.sees(PHONE)
    phone.click(phone.page.get_by_role("link", name="学历有误"))
    phone.page.locator("[name=should_be]").select_option("university")
    phone.press("交给书记")

    assert phone.sees("交给书记了")
    assert phone.sees("等待办理")
    assert CorrectionRequest.objects.get().should_be == "university"
    assert phone.clicks == 4


def test_the_secretary_reads_one_number_in_three_clicks_and_the_member_sees_it(
    hand, world, member, as_user, browser, live_server
):
    as_user(hand, world.secretary)
    hand.open(f"/members/{member.pk}/")
    hand.clicks = 0
    assert hand.sees("138****8000")
    assert not hand.sees(PHONE)

    hand.follow("查看完整的手机")
    hand.click(hand.page.get_by_role("radio", name="联系本人"))
    hand.press("查看")

    assert hand.sees(PHONE)
    assert hand.clicks == 3
    assert PersonalAccess.objects.filter(action="item", item="phone", by=world.secretary).count() == 1
    hand.page.context.clear_cookies()
    as_user(hand, world.member)
    hand.open("/my/information/")
    assert hand.sees("张一 查看了手机，原因：联系本人")


def test_the_secretary_takes_a_correction_in_three_clicks(hand, world, member, as_user):
    from members.services.correcting import ask_correction

    ask_correction(member, "education", should_be="university", why="毕业证", by=world.member)
    as_user(hand, world.secretary)
    hand.open("/members/")
    hand.clicks = 0
    hand.follow("更正请求")
    hand.follow("办理")
    assert hand.sees("大学本科")
    hand.press("采纳并更正")

    assert PersonalFile.objects.get(member=member).education == "university"
    assert hand.clicks == 3
