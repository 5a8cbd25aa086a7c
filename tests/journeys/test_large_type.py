"""Large type on a phone: every page a member can open fits the width, and the three buttons do their work."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from activities.choices import ActivityState
from activities.models import Activity, Answer, LeaveRequest
from activities.rules.sign_in_code import code_at
from members.models import User
from partywork.common import clock
from tests.architecture.addresses import path_of
from tests.architecture.full_world import START, Side, build_side, client_of
from tests.factories.activities import make_activity
from tests.journeys.conftest import PHONE

TABLE = Path(__file__).parents[1] / "architecture" / "permissions.txt"
ROLES, *ROWS = [
    line.split()
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SMALLEST_TARGET = 44


@pytest.fixture
def side(db) -> Side:
    """A branch with something on every page."""
    with time_machine.travel(START, tick=False) as hand:
        built = build_side("海棠", "1390000", hand)
    User.objects.filter(pk__in=[user.pk for user in built.users.values()]).update(large_type=True)
    return built


def _pages_of(role: str, side: Side) -> list[str]:
    """Every address that answers this person with a page: the table of rights names them, new ones too."""
    client, found = client_of(side.users[role]), []
    for name, method, *statuses in ROWS:
        if method == "GET" and dict(zip(ROLES, statuses, strict=True))[role] == "200":
            answer = client.get(path_of(name, side))
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found.append(path_of(name, side))
    return found


@pytest.mark.parametrize("role", ["member", "leader"])
def test_every_page_of_a_member_fits_in_large_type(phone, side, role):
    phone.sign_in(side.users[role].username)
    pages = _pages_of(role, side)
    assert "/my/" in pages
    assert len(pages) > 12

    wide, small = [], []
    for path in pages:
        phone.open(path)
        if path.startswith("/api/"):
            continue  # the description for programmers, no member's page
        assert phone.page.evaluate("document.documentElement.dataset.type") == "large", path
        width = phone.page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide.append(f"{path}: {width}")
        for box in phone.page.locator("main .btn:visible").all():
            held = box.bounding_box()
            if held is not None and held["height"] < SMALLEST_TARGET:
                small.append(f"{path}: {box.inner_text()}")
    assert wide == []
    assert small == []


@pytest.fixture
def coming(world) -> Activity:
    starts_at = clock.now() + timedelta(days=3)
    User.objects.filter(pk=world.member.pk).update(large_type=True)
    return make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        state=ActivityState.ANNOUNCED,
        published_at=clock.now(),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )


def _three(phone) -> list[str]:
    buttons = phone.page.get_by_role("group", name="常用三件事").locator(".btn")
    return [each.split("（")[0] for each in buttons.all_inner_texts()]


def test_three_big_buttons_say_what_can_be_done_now(phone, world, coming, as_user):
    as_user(phone, world.member)

    phone.open("/my/")
    assert _three(phone) == ["参加", "请假", "看通知"]
    assert phone.page.get_by_role("button", name="参加", exact=True).count() == 1
    phone.press("参加")
    assert Answer.objects.filter(activity=coming, member=world.plain_member).exists()
    assert phone.clicks == 1

    phone.open("/my/")
    assert _three(phone) == ["看这次活动", "请假", "看通知"]
    phone.follow("请假")
    phone.click(phone.page.locator("label.choice").first)
    phone.press("交给书记")
    assert LeaveRequest.objects.filter(activity=coming, member=world.plain_member).exists()

    phone.open("/my/")
    assert _three(phone) == ["改为参加", "看预告全文", "看通知"]


def test_without_an_activity_there_are_three_buttons_too(phone, world, as_user):
    User.objects.filter(pk=world.member.pk).update(large_type=True)
    as_user(phone, world.member)

    phone.open("/my/")

    assert _three(phone) == ["看我的记录", "学习与服务", "看通知"]


def test_in_ordinary_type_the_page_stays_as_it_was(phone, world, as_user):
    as_user(phone, world.member)

    phone.open("/my/")

    assert phone.page.get_by_role("group", name="常用三件事").count() == 0


def test_the_scan_and_what_comes_after_it_fit_in_large_type(phone, world, coming, as_user):
    coming.starts_at = clock.now() - timedelta(minutes=20)
    coming.save()
    as_user(phone, world.member)

    phone.open(f"/sign-in/{coming.pk}/{code_at(coming.sign_in_secret, coming.pk, time.time())}/")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.press("签到")

    assert phone.sees("已签到")
    assert phone.page.evaluate("document.documentElement.dataset.type") == "large"
