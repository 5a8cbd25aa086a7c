"""A guest rates by the slip; the secretary prints slips, types in the envelope, answers; two at one sheet."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from activities.choices import ActivityState
from activities.models import RatingCode, RatingPaper, RatingReply, RatingTally
from activities.services import attending, guest_codes, rating, recording
from partywork.common import clock
from tests.factories.activities import make_activity

CRITERIA = ("theme", "content", "form", "effect", "overall")
TEXT = (
    "支部书记领学全会公报原文，大家结合岗位谈体会，冯十提出答疑岗要固定时间，"
    "王三建议每周四下午，大家同意先试两周再看效果如何。"
)


@pytest.fixture
def running(world):
    starts_at = clock.now() - timedelta(hours=3)
    activity = make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        state=ActivityState.ANNOUNCED,
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )
    attending.mark_all_present(activity, by=world.secretary)
    return activity


def test_a_guest_rates_in_six_taps_after_the_scan(phone, world, running):
    code, *_ = guest_codes.issue(running, by=world.secretary, group="served", number=3, known=0)
    attending.close(running, by=world.secretary)

    phone.open(f"/rate/{code}/")
    for box in phone.page.locator("fieldset").all():
        phone.click(box.get_by_role("radio", name="满意", exact=True))
    phone.press("交上去")

    assert phone.sees("收到了，谢谢")
    assert RatingTally.objects.get(group="served", criterion="overall", grade="satisfied").count == 1
    assert (phone.clicks, phone.inputs) == (6, 0)


def test_a_guest_without_a_camera_types_eight_signs(phone, world, running):
    code, *_ = guest_codes.issue(running, by=world.secretary, group="public", number=3, known=0)
    attending.close(running, by=world.secretary)

    phone.open("/rate/")
    phone.write("code", f"{code[:4].lower()} {code[4:]}")
    phone.press("去测评")

    assert phone.sees("这次活动怎么样")
    assert (phone.clicks, phone.inputs) == (1, 1)


def test_slips_for_guests_are_one_click_and_two_boxes_away(hand, world, running, as_user):
    as_user(hand, world.secretary)

    hand.open(f"/activities/{running.pk}/")
    hand.follow("来宾测评码")
    hand.page.locator("[name=group]").first.select_option("served")
    hand.write("number", "4")
    hand.press("生成并打印")

    assert hand.page.locator(".slip svg").count() == 4
    assert RatingCode.objects.filter(group="served").count() == 4
    assert (hand.clicks, hand.inputs) == (2, 1)


def test_the_envelope_is_typed_in_and_the_round_answered(hand, world, running, as_user):
    round_ = attending.close(running, by=world.secretary).rating
    type(round_).objects.filter(pk=round_.pk).update(min_ballots=3)
    as_user(hand, world.secretary)

    hand.open(f"/activities/{running.pk}/rating/")
    hand.click(hand.page.get_by_text("登记合计", exact=True).first)
    hand.write("issued", "5")
    hand.write("collected", "4")
    for criterion in CRITERIA:
        hand.write(f"{criterion}_satisfied", "1")
        hand.write(f"{criterion}_dissatisfied", "3")
    hand.press("登记合计")
    assert RatingPaper.objects.get().collected == 4
    assert (hand.clicks, hand.inputs) == (2, 12)

    rating.close_round(round_)
    hand.open(f"/activities/{running.pk}/rating/")
    assert hand.sees("25%")
    assert hand.sees("低于60%")
    hand.write("sentence", "以后讲课不超过四十分钟。")
    hand.press("回应大家")
    assert RatingReply.objects.get().sentence == "以后讲课不超过四十分钟。"
    assert (hand.clicks, hand.inputs) == (3, 13)


def test_the_writer_sees_who_else_is_at_it_and_what_is_the_same_as_before(hand, world, running, as_user):
    earlier = make_activity(
        world.branch, (clock.now() - timedelta(days=31)).date(), theme="上月学习", state="announced"
    )
    attending.mark_all_present(earlier, by=world.secretary)
    before = attending.close(earlier, by=world.secretary).record
    recording.write(before, by=world.secretary, revision=1, fields={"discussion": TEXT})
    record = attending.close(running, by=world.secretary).record
    recording.write(record, by=world.secretary, revision=1, fields={"discussion": TEXT})
    cache.set(f"at-record:{record.pk}", {0: ("李副书记", clock.now(), clock.now())}, 120)
    as_user(hand, world.secretary)

    hand.open(f"/records/{record.pk}/")
    hand.page.get_by_text("只有您看得到这一句").first.wait_for()

    assert hand.sees("李副书记")
    assert hand.sees("“上月学习”的一样")
    assert hand.sees("提出答疑岗要固定时间")
