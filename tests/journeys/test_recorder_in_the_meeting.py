"""A committee meeting written on a phone while it goes on; a member reports what he agreed to do (MT-11, F-43)."""

from datetime import timedelta

import pytest

from activities.models import ActionItem, AgendaItem, Speech
from activities.services import agreeing
from partywork.common import clock
from tests.factories.activities import make_activity


@pytest.fixture
def meeting(world):
    starts_at = clock.now() - timedelta(minutes=20)
    activity = make_activity(
        world.branch,
        kind="committee_meeting",
        theme="支委会",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        state="announced",
        published_at=starts_at - timedelta(days=3),
        for_year=starts_at.year,
        for_month=starts_at.month,
        host=world.secretary_member,
        recorder=world.secretary_member,
    )
    AgendaItem.objects.create(activity=activity, position=1, title="研究接收预备党员", matter="admission")
    return activity


def test_what_is_typed_is_saved_without_a_click_and_a_row_takes_one(hand, world, meeting, as_user):
    as_user(hand, world.secretary)
    hand.page.set_viewport_size({"width": 390, "height": 844})
    hand.open(f"/activities/{meeting.pk}/meeting/")
    item = meeting.agenda.get()
    section = hand.page.locator(f"#item-{item.pk}")

    section.locator("[name=decision]").fill("同意提交党员大会。")
    section.get_by_text("已自动保存").first.wait_for()
    item.refresh_from_db()
    assert item.decision == "同意提交党员大会。"

    for gist in ("考察满一年，同意。", "再听听群众意见。"):
        row = section.locator("form.speech-new")
        row.locator("[name=who]").select_option(label="张一")
        row.locator("[name=gist]").fill(gist)
        row.get_by_role("button", name="记下这条发言").click()
        section.locator("summary", has_text=gist).wait_for()
        hand.clicks += 1

    assert [speech.gist for speech in Speech.objects.order_by("pk")] == [
        "考察满一年，同意。",
        "再听听群众意见。",
    ]
    assert section.locator("[name=decision]").input_value() == "同意提交党员大会。"
    assert hand.clicks == 2


def test_a_row_left_half_way_is_there_when_the_page_is_opened_again(hand, world, meeting, as_user):
    as_user(hand, world.secretary)
    hand.open(f"/activities/{meeting.pk}/meeting/")
    row = hand.page.locator("form.speech-new").first
    row.locator("[name=who]").select_option(label="张一")
    row.locator("[name=gist]").fill("说到一半")
    row.get_by_text("已自动保存").wait_for()

    hand.page.reload()

    assert hand.page.locator("summary", has_text="说到一半").count() == 1
    assert Speech.objects.count() == 1


def test_a_member_reports_in_two_taps(phone, world, meeting, as_user):
    action = agreeing.agree(meeting, line="整理台账，钱五，长期", by=world.secretary)
    as_user(phone, world.member)
    phone.open("/my/")

    phone.follow("我的事项")
    phone.press("办好了")

    assert ActionItem.objects.get(pk=action.pk).done_on == clock.today()
    assert phone.clicks == 2
