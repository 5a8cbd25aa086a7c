"""Routine content at the desk and on a phone: few clicks, and the member finds the own part (N41, F-42)."""

from datetime import timedelta

import pytest

from activities.choices import ActivityState
from activities.models import Activity, CharterReading, RoutineContent, VolunteerShare
from partywork.common import clock
from tests.factories.activities import make_activity


@pytest.fixture
def running(world) -> Activity:
    starts_at = clock.now() - timedelta(minutes=30)
    return make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        state=ActivityState.ANNOUNCED,
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
        host=world.secretary_member,
    )


def test_flag_badge_oath_and_the_next_articles_in_six_clicks(hand, world, running, as_user):
    as_user(hand, world.secretary)

    hand.open(f"/activities/{running.pk}/")
    hand.click(hand.page.locator("main").get_by_role("link", name="记录", exact=True).first)
    hand.click(hand.page.get_by_label("重温入党誓词"))
    hand.click(hand.page.get_by_label("会场悬挂党旗"))
    hand.click(hand.page.locator("#note").get_by_role("button", name="记下"))
    hand.press("列入这次诵读")
    hand.click(hand.page.locator(".crumb a"))

    assert hand.sees("已重温，张一领誓")
    assert hand.sees("悬挂党旗，佩戴党徽")
    assert RoutineContent.objects.get().oath
    assert CharterReading.objects.get().first == 0
    assert (hand.clicks, hand.inputs) == (6, 0)


def test_a_service_of_three_members_in_five_clicks_and_two_boxes(hand, world, as_user):
    as_user(hand, world.secretary)

    hand.open("/ledger/volunteering/")
    hand.follow("登记一次服务")
    hand.write("project", "清洁校园")
    hand.write("hours", "1.5")
    for member in (world.plain_member, *world.others[:2]):
        hand.click(hand.page.get_by_label(member.name, exact=True))
    hand.click(hand.page.get_by_role("button", name="登记", exact=True))

    assert hand.sees("参加3人次，共4小时30分")
    assert set(VolunteerShare.objects.values_list("minutes", flat=True)) == {90}
    assert (hand.clicks, hand.inputs) == (5, 2)


def test_a_member_finds_the_own_hours_in_one_tap(phone, world, as_user):
    from activities.services import volunteering

    volunteering.register(
        world.branch,
        volunteering.Service(on=clock.today(), form="team", project="清洁校园"),
        {world.plain_member.pk: 90, world.others[0].pk: 30},
        by=world.secretary,
    )
    as_user(phone, world.member)

    phone.open("/my/record/")
    phone.follow("学习与志愿服务")

    assert phone.sees("1小时30分")
    assert not phone.sees(world.others[0].name)
    assert phone.clicks == 1


def test_all_of_it_works_without_script(browser, live_server, world, running):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("[name=login]", "secretary")
    page.fill("[name=password]", "party-test-1")
    page.get_by_role("button", name="登录").click()
    page.goto(f"{live_server.url}/activities/{running.pk}/routine/")
    page.fill("#costs [name=purpose]", "购书")
    page.fill("#costs [name=planned]", "300")
    page.locator("#costs").get_by_role("button", name="记下").click()

    assert "计划 300.00 元" in page.inner_text("#costs")
    context.close()
