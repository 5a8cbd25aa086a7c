"""A joint day of two branches from the invitation to both filings, and a committee's day, with their clicks."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from activities.choices import ActivityState, FilingKind
from activities.models import Activity, Attendance, Filing, JointEvent, JointPart, RecordSheet
from activities.rules.sign_in_code import code_at
from activities.services import announcing, attending
from members.choices import Post
from partywork.common import clock
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user
from tests.journeys.conftest import DESK, PHONE, Hand

SHOTS = os.environ.get("PARTYWORK_SHOTS", "")
SENTENCES = {
    "discussion": "大家谈了学习体会。",
    "consensus": "把材料提前三天发给大家。",
    "actions": "本次没有议定事项",
}


def picture(hand: Hand, name: str) -> None:
    """Kept only when somebody asks for the pictures."""
    if SHOTS:
        hand.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.fixture
def near(world):
    branch = make_branch(parent=world.committee, name="信息学院教工党支部")
    secretary = make_user("near", name="周一")
    members = [make_member(branch, name="周一", user=secretary)]
    members += [make_member(branch, name=f"吴{n}", user=make_user(f"near{n}")) for n in range(1, 4)]
    appoint(secretary, branch, Post.SECRETARY)
    return branch, secretary, members


def as_other(hand: Hand, user, size=DESK) -> None:
    hand.page.context.clear_cookies()
    hand.page.set_viewport_size(size)
    hand.sign_in(user.username)


def scan(host: Activity, user) -> str:
    """What the phone of a member does with the code on the one screen; answers the page."""
    phone = Client()
    phone.force_login(user, backend="members.backends.OfficeBackend")
    code = code_at(host.sign_in_secret, host.pk, clock.now().timestamp())
    page = phone.get(f"/sign-in/{host.pk}/{code}/").content.decode()
    ticket = page.split('action="/sign-in/')[1].split('"')[0]
    return phone.post(f"/sign-in/{ticket}").content.decode()


def test_a_joint_day_from_the_invitation_to_both_filings(hand, world, near):
    branch, secretary, members = near
    day = clock.today() + timedelta(days=9)
    make_row(make_plan(branch, day.year), day.month, content="共学活动")
    lead = make_activity(
        world.branch,
        day,
        theme="共学原著、共谈体会",
        host=world.secretary_member,
        recorder=world.others[0],
    )

    # The host asks: three clicks from the activity's page.
    hand.sign_in("secretary")
    hand.open(f"/activities/{lead.pk}/")
    hand.follow("邀请别的支部一起办")
    hand.click(hand.page.get_by_label("信息学院教工党支部"))
    picture(hand, "joint-open")
    hand.press("发出邀请")
    picture(hand, "joint-host")
    assert (hand.clicks, hand.inputs) == (3, 0)

    # The other branch: from the list of today to its own published notice in three clicks.
    part = JointPart.objects.get(branch=branch)
    as_other(hand, secretary)
    hand.clicks = 0
    hand.open("/")
    picture(hand, "joint-todo")
    hand.follow("去答复")
    picture(hand, "joint-part")
    hand.press("确认参加")
    hand.press("发布预告")
    part.refresh_from_db()
    assert part.activity is not None
    assert part.activity.state == ActivityState.ANNOUNCED
    assert part.activity.row is not None
    assert (hand.clicks, hand.inputs) == (3, 0)
    picture(hand, "joint-follower")
    hand.page.set_viewport_size(PHONE)
    hand.open(f"/joint/parts/{part.pk}/")
    picture(hand, "joint-part-phone")
    hand.open(f"/activities/{part.activity.pk}/change/")
    picture(hand, "joint-change-follower-phone")
    assert hand.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    # The day has come: one code, two lists.
    announcing.announce(Activity.objects.get(pk=lead.pk), by=world.secretary)
    now = clock.now()
    times = {"starts_at": now - timedelta(hours=4), "ends_at": now + timedelta(minutes=30)}
    Activity.objects.filter(pk__in=[lead.pk, part.activity.pk]).update(**times)
    JointEvent.objects.update(**times)
    for user in (world.member, world.secretary, members[1].user, members[2].user, members[3].user):
        assert "已签到" in scan(lead, user)
    assert set(Attendance.objects.values_list("activity__branch", "member__name")) == {
        (world.branch.pk, "钱五"),
        (world.branch.pk, "张一"),
        *((branch.pk, f"吴{n}") for n in range(1, 4)),
    }
    as_other(hand, world.secretary)
    hand.open(f"/activities/{lead.pk}/wall/")
    picture(hand, "joint-wall")
    assert hand.sees("已签到 3 人")
    assert not hand.sees("吴1")

    # Both end it and file, each to its own superior.
    for member in (*world.others,):
        attending.mark(lead, member, status="present", by=world.secretary)
    attending.mark(part.activity, members[0], status="present", by=secretary)
    hand.clicks = hand.inputs = 0
    _file(hand, lead, {"content": "两个支部共学原著。", **SENTENCES})
    hand.open(f"/joint/{JointEvent.objects.get().pk}/")
    hand.press("保存共同文本")
    picture(hand, "joint-text")
    assert (hand.clicks, hand.inputs) == (4, 4)

    as_other(hand, secretary)
    hand.clicks = hand.inputs = 0
    _file(hand, part.activity, SENTENCES)
    record = RecordSheet.objects.get(activity=part.activity)
    assert "两个支部共学原著。" in record.content
    assert hand.clicks == 3
    filed = Filing.objects.filter(kind=FilingKind.RECORD).values_list("branch", "to")
    assert set(filed) == {(world.branch.pk, world.committee.pk), (branch.pk, world.committee.pk)}


def _file(hand: Hand, activity: Activity, sentences: dict[str, str]) -> None:
    hand.open(f"/activities/{activity.pk}/")
    hand.press("结束主题党日")
    hand.follow("写纪实表")
    for name, text in sentences.items():
        hand.write(name, text)
    picture(hand, f"joint-record-{activity.branch.pk}")
    hand.press("检查并报送")


def test_a_committees_day_on_the_officials_page(hand, world, near):
    day = clock.today() + timedelta(days=12)

    hand.sign_in("reviewer")
    hand.open("/joint/")
    picture(hand, "joint-list-empty")
    hand.follow("给支部办一次")
    hand.write("theme", "庆祝七一")
    hand.write("day", day.isoformat())
    hand.write("start", "09:00")
    hand.write("end", "12:00")
    hand.write("place", "机关会堂")
    for each in hand.page.locator("[name=branches]").all():
        each.check()
        hand.clicks += 1
    picture(hand, "joint-new")
    hand.press("发出邀请")
    picture(hand, "joint-committee")
    joint = JointEvent.objects.get()
    assert joint.parts.count() == 2
    assert hand.clicks == 4
    hand.open(f"/joint/{joint.pk}/wall/")
    assert hand.sees("还没有支部确认")
    hand.page.set_viewport_size(PHONE)
    hand.open(f"/joint/{joint.pk}/")
    picture(hand, "joint-committee-phone")
    assert hand.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_trip_of_three_days_ticked_by_hand_on_a_phone(phone, world):
    began = (clock.now() - timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    trip = make_activity(
        world.branch,
        theme="红色足迹",
        starts_at=began,
        ends_at=began + timedelta(days=2, hours=8),
        state=ActivityState.ANNOUNCED,
        published_at=began - timedelta(days=7),
        for_year=began.year,
        for_month=began.month,
    )
    phone.sign_in("secretary")
    phone.open(f"/activities/{trip.pk}/")
    phone.follow("按天登记")
    picture(phone, "days-phone")
    for _ in range(2):
        phone.click(phone.page.locator("tr", has_text="李二").get_by_role("button", name="到会").first)
    assert phone.sees("2 / 3")
    assert phone.sees("16")
    assert phone.clicks == 3
    phone.page.set_viewport_size(DESK)
    picture(phone, "days")
    phone.page.set_viewport_size(PHONE)
