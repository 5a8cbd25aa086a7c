"""One appraisal: the secretary at 1280 pixels, members on phones at 390, each with the clicks it takes (DA-*)."""

from datetime import timedelta

import pytest

from activities.choices import ActivityState
from activities.models import Appraisal
from activities.services import appraisal_ballots, appraising, attending
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_member, make_user

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

FULL = 6


@pytest.fixture
def meeting(world):
    """An appraisal meeting that began half an hour ago; six full members and the probationary 钱五."""
    make_member(world.branch, name="孙六", user=make_user("sun", name="孙六"))
    make_member(world.branch, name="周七")
    starts_at = clock.now() - timedelta(minutes=30)
    return make_activity(
        world.branch,
        kind="appraisal",
        theme="年度民主评议党员",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        state=ActivityState.ANNOUNCED,
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )


def begun(world, meeting):
    appraisal = appraising.prepare(world.branch, clock.today().year, by=world.secretary, with_committee=True)
    appraising.convene(appraisal, meeting, by=world.secretary)
    attending.mark_all_present(meeting, by=world.secretary)
    return Appraisal.objects.get()


def test_an_appraisal_from_the_beginning_to_the_own_word(hand, world, meeting, as_user):
    desk = as_user(hand, world.secretary)
    desk.open("/life/")
    desk.click(desk.page.get_by_label("同时测评支委会"))
    desk.press("开始筹备评议")
    desk.page.select_option("[name=activity]", str(meeting.pk))
    desk.press("在这次会上评议")
    attending.mark_all_present(meeting, by=world.secretary)
    desk.press("开始民主测评")
    assert desk.sees("0 / 7 票已收回")
    assert desk.clicks == 4
    appraisal = Appraisal.objects.get()

    desk.press("退出")
    phone = as_user(desk, world.member)
    phone.page.set_viewport_size(PHONE)
    phone.open("/my/")
    phone.clicks = 0
    phone.follow("去投票")
    for box in phone.page.locator("fieldset").all():
        phone.click(box.get_by_role("radio").first)
    phone.press("交上去")
    assert phone.sees("收到了，谢谢")
    assert phone.clicks == 1 + FULL + 6 + 1  # there, each name, each aspect, send
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    for person in appraisal.people.exclude(member=world.plain_member).select_related("member"):
        others = appraisal.people.exclude(pk=person.pk).filter(standing="full")
        marks = {other.line: "outstanding" for other in others}
        appraisal_ballots.vote(appraisal, person.member, grades=marks, committee={"overall": "good"})

    phone.page.context.clear_cookies()
    desk = as_user(phone, world.secretary)
    desk.page.set_viewport_size(DESK)
    desk.open(f"/appraisals/{appraisal.pk}/")
    desk.clicks = 0
    desk.press("结束民主测评")
    desk.follow("支部评定等次")
    grades = desk.page.locator("select[name^=grade-]")
    reasons = desk.page.locator("input[name^=reason-]")
    for number in range(FULL):
        grades.nth(number).select_option("outstanding" if number < 3 else "qualified")
        reasons.nth(number).fill("带头完成任务")
    desk.press("保存评定")
    assert desk.sees("评为优秀的有 3 人，超过了上限：正式党员 6 人，三分之一取整，优秀最多 2 人")
    assert reasons.nth(5).input_value() == "带头完成任务"
    grades.nth(2).select_option("qualified")
    desk.press("保存评定")
    desk.press("反馈给每个人")
    assert desk.sees("已反馈")
    assert desk.clicks == 5

    desk.page.context.clear_cookies()
    phone = as_user(desk, world.secretary)
    phone.page.set_viewport_size(PHONE)
    phone.open(f"/my/appraisals/{appraisal.pk}/")
    phone.clicks = 0
    phone.press("同意")
    assert phone.sees("您签署了：同意")
    assert phone.clicks == 1
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_member_writes_the_own_appraisal_and_an_opinion(phone, world, meeting, as_user):
    begun(world, meeting)
    as_user(phone, world.member)

    phone.open("/my/")
    phone.follow("写自评")
    phone.write("text", "学习不够系统，今年补上。")
    phone.press("交自评")
    phone.follow("李二")
    phone.write("text", "办事踏实，说话可以慢一点。")
    phone.press("记下")

    assert phone.sees("对李二的意见记下了")
    assert (phone.clicks, phone.inputs) == (4, 2)
