"""Every rung of the ladder played in a browser, with its clicks; and a tablet whose network breaks (N17, N27)."""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from activities.choices import SignInMethod
from activities.models import Activity, Attendance, SignInCard, SignInTablet, TabletScan
from activities.rules.sign_in_number import number_of
from activities.services import attending, carding
from partywork.common import clock
from partywork.common.spreadsheets import write_sheet
from tests.factories.activities import make_activity

TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def activity(world) -> Activity:
    starts_at = clock.now() - timedelta(minutes=2)
    return make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        state="announced",
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )


def number(member) -> str:
    return number_of(SignInCard.objects.get(member=member).serial)


def test_recorder_reads_a_card_with_the_telephones_own_camera_in_one_tap(phone, world, activity, as_user):
    card = carding.issue(world.branch, [world.plain_member], by=world.secretary)[0]
    as_user(phone, world.secretary)

    phone.open(f"/c/{card.key}/")
    phone.press("登记到会")

    assert phone.sees("钱五：已签到")
    assert Attendance.objects.get().method == SignInMethod.CARD
    assert (phone.clicks, phone.inputs) == (1, 0)


def test_recorder_types_the_numbers_of_cards_one_after_the_other(phone, world, activity, as_user):
    carding.number_members(world.branch)
    as_user(phone, world.secretary)

    phone.open(f"/activities/{activity.pk}/scanner/")
    able = phone.page.evaluate("'BarcodeDetector' in window")
    assert phone.page.locator("#camera-on").is_visible() is able
    for member in world.others:
        phone.write("card", number(member))
        phone.press("登记到会")
        expect(phone.page.get_by_text(f"{member.name}：已签到")).to_be_visible()

    assert Attendance.objects.filter(method=SignInMethod.CARD).count() == 3
    assert (phone.clicks, phone.inputs) == (3, 3)


def opened_on_this_device(hand, activity) -> None:
    """The recorder's three clicks: 会场平板, 开一台平板, 在这台上打开."""
    hand.open(f"/activities/{activity.pk}/")
    hand.follow("会场平板")
    hand.press("开一台平板")
    hand.press("退出账号，在这台上打开")
    expect(hand.page.locator("#pad")).to_be_visible()


def press_number(hand, digits: str) -> None:
    for digit in digits:
        hand.page.locator(f"[data-digit='{digit}']").click()
        hand.clicks += 1


def kept(page: Page) -> dict[str, int]:
    """How many names and how many unsent marks the browser holds."""
    return page.evaluate(
        """async () => {
          const db = await new Promise((ready) => {
            const opening = indexedDB.open(`door-${document.body.dataset.key}`, 1);
            opening.onsuccess = () => ready(opening.result);
          });
          const count = (name) => new Promise((ready) => {
            const asked = db.transaction(name).objectStore(name).count();
            asked.onsuccess = () => ready(asked.result);
          });
          return { names: await count("state"), scans: await count("scans"), shelves: (await caches.keys()).length };
        }"""
    )


def wait_until_sent(page: Page) -> None:
    deadline = time.monotonic() + 15
    while kept(page)["scans"] and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert kept(page)["scans"] == 0


def test_tablet_at_the_door_takes_marks_through_a_broken_network(hand, world, activity, as_user):
    hand.page.set_viewport_size(TABLET)
    as_user(hand, world.secretary)
    opened_on_this_device(hand, activity)
    assert hand.clicks == 3
    expect(hand.page.locator("#net")).to_have_text("网络正常")

    hand.clicks = 0
    press_number(hand, number(world.plain_member))
    hand.press("是我，签到")
    expect(hand.page.locator("#said")).to_contain_text("钱五：已签到")
    assert hand.clicks == 4
    wait_until_sent(hand.page)
    assert Attendance.objects.get().method == SignInMethod.TABLET

    expect.set_options(timeout=15_000)
    hand.page.wait_for_function("async () => (await caches.keys()).length > 0")
    hand.page.context.set_offline(True)
    for member in world.others[:2]:
        press_number(hand, number(member))
        hand.press("是我，签到")
        expect(hand.page.locator("#said")).to_contain_text(f"{member.name}：已签到")
    expect(hand.page.locator("#net")).to_contain_text("还有 2 人没传到")
    assert Attendance.objects.count() == 1
    assert kept(hand.page)["scans"] == 2

    hand.page.reload()  # somebody pulls the page down: it comes back without network, with what it holds
    expect(hand.page.locator("#pad")).to_be_visible()
    expect(hand.page.locator("#net")).to_contain_text("还有 2 人没传到")
    press_number(hand, number(world.others[0]))
    expect(hand.page.locator("#ask-note")).to_have_text("已经签到，不用再签。")
    hand.press("不是我")

    hand.page.context.set_offline(False)
    wait_until_sent(hand.page)
    expect(hand.page.locator("#net")).to_have_text("网络正常")
    assert Attendance.objects.filter(method=SignInMethod.TABLET).count() == 3
    assert kept(hand.page) == {"names": 1, "scans": 0, "shelves": 1}

    attending.close(Activity.objects.get(), by=world.secretary)
    expect(hand.page.locator("#said")).to_contain_text("活动已结束")
    hand.page.wait_for_function("async () => (await caches.keys()).length === 0")
    assert kept(hand.page) == {"names": 0, "scans": 0, "shelves": 0}
    assert not any(member.name in hand.page.content() for member in world.roster)


def test_tablet_says_so_when_a_mark_comes_too_late(hand, world, activity, as_user):
    hand.page.set_viewport_size(TABLET)
    as_user(hand, world.secretary)
    opened_on_this_device(hand, activity)
    hand.page.context.set_offline(True)
    press_number(hand, number(world.plain_member))
    hand.press("是我，签到")
    attending.close(Activity.objects.get(), by=world.secretary)

    hand.page.context.set_offline(False)

    expect(hand.page.locator("#refused")).to_contain_text("有 1 人没能登记", timeout=15_000)
    assert TabletScan.objects.get().member == world.plain_member
    assert "钱五" not in hand.page.content()


def test_names_are_found_on_the_tablet_and_a_colleague_signs(hand, world, activity, as_user):
    hand.page.set_viewport_size(TABLET)
    as_user(hand, world.secretary)
    opened_on_this_device(hand, activity)
    hand.clicks = 0

    hand.press("找名字")
    hand.press("钱五")
    hand.press("是我，签到")
    assert hand.clicks == 3
    hand.press("找名字")
    hand.press("钱五 已签")
    hand.press("已经签了，替没带手机的同志签")
    hand.press("找名字")
    hand.press("李二")
    hand.press("钱五代签")
    expect(hand.page.locator("#said")).to_contain_text("李二：钱五代签")

    wait_until_sent(hand.page)
    assert Attendance.objects.get(member__name="李二").proxy == world.plain_member
    assert SignInTablet.objects.get().paired_at is not None


def test_signed_sheet_is_typed_in_with_two_clicks_and_one_box(hand, world, activity, as_user):
    carding.number_members(world.branch)
    as_user(hand, world.secretary)

    hand.open(f"/activities/{activity.pk}/")
    hand.follow("录入纸质签到")
    hand.write("text", " ".join(number(member) for member in world.roster))
    hand.press("录入")

    assert hand.sees("录入 5 人。")
    assert Attendance.objects.filter(method=SignInMethod.PAPER).count() == 5
    assert (hand.clicks, hand.inputs) == (2, 1)


def test_conference_log_becomes_marks_with_three_clicks(hand, world, activity, as_user, tmp_path):
    Activity.objects.filter(pk=activity.pk).update(venue="online")
    joined = activity.starts_at.astimezone(clock.OFFICE)
    rows = [[member.name, f"{joined:%Y-%m-%d %H:%M:%S}", "", "180"] for member in world.roster[:4]]
    file = tmp_path / "参会名单.xlsx"
    file.write_bytes(write_sheet("成员", ["姓名", "入会时间", "离会时间", "参会时长"], rows))
    as_user(hand, world.secretary)

    hand.open(f"/activities/{activity.pk}/")
    hand.follow("读会议记录")
    hand.page.set_input_files("[name=file]", file)
    hand.press("读出来看看")
    hand.press("保存")

    assert hand.sees("按会议记录登记 4 人")
    assert Attendance.objects.filter(method=SignInMethod.LOG).count() == 4
    assert hand.clicks == 3


def test_member_goes_early_in_two_taps(phone, world, activity, as_user):
    attending.sign_in(activity.pk, world.plain_member.pk)
    as_user(phone, world.member)

    phone.open(f"/my/activities/{activity.pk}/")
    phone.click(phone.page.get_by_text("要提前离开"))
    phone.press("我现在离开")

    assert phone.sees("记下了：早退，时间不足。")
    assert phone.clicks == 2
