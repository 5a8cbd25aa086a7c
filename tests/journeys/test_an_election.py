"""One election of a branch from the request to the new posts: paper for the committee, phones for its secretary."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from activities.choices import ActivityKind, AttendanceStatus
from activities.models import Election, ElectionRound
from activities.services import attending
from branches.models import Term
from members.models import Appointment
from partywork.common import clock
from partywork.common.months import months_after
from tests.factories.activities import make_activity
from tests.factories.elections import make_ground

PICTURES = os.environ.get("ELECTION_PICTURES", "")


def _picture(hand, name):
    """Each page of the way is fit for a screen reader too; kept as a picture where one is asked for."""
    found = Axe().run(hand.page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == [], name
    if PICTURES:
        hand.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.fixture
def ground(transactional_db):
    """The term ends in two months."""
    return make_ground(None, since=months_after(clock.today(), -34))


@pytest.fixture
def another(browser, live_server):
    """Somebody else before a screen of the own."""
    from tests.journeys.conftest import DESK, PHONE, Hand

    opened = []

    def sit_down(user, *, small=False):
        context = browser.new_context(viewport=PHONE if small else DESK, locale="zh-CN")
        opened.append(context)
        hand = Hand(context.new_page(), live_server.url)
        hand.sign_in(user.username)
        return hand

    yield sit_down
    for context in opened:
        context.close()


def _fill(hand, name, value):
    hand.page.locator(f"[name={name}]").fill(str(value))
    hand.inputs += 1


def _accept(official, title):
    official.open("/queue/?kind=election")
    official.page.get_by_role("link", name="选举支部").first.click()
    official.page.locator("[name=answer]").first.wait_for()
    _picture(official, f"queue-{title}")
    official.page.get_by_role("button", name="受理").first.click()
    official.page.get_by_text("已受理").first.wait_for()


def test_an_election_is_played_from_the_request_to_the_new_posts(hand, ground, as_user, another):
    as_user(hand, ground.secretary)
    official = another(ground.official)

    hand.open("/")
    hand.page.get_by_text("第4届任期届满，研究换届").wait_for()
    hand.open("/terms/")
    _picture(hand, "term")
    hand.follow("开始选举")
    hand.press("开始")
    election = Election.objects.get()
    _fill(hand, "planned_on", clock.today() + timedelta(days=35))
    _picture(hand, "study")
    hand.press("记下")
    hand.press("报送请示")
    assert hand.sees("等上级答复：上级批复")
    assert (hand.clicks, hand.inputs) == (4, 1)

    _accept(official, "request")
    hand.open(f"/elections/{election.pk}/")
    hand.page.get_by_role("link", name="填名单").first.click()
    for pk in ground.keys[:4]:
        hand.page.locator(f"[name=listed_{pk}]").check()
    _picture(hand, "candidates")
    hand.press("保存名单")
    hand.page.get_by_role("link", name="填名单").nth(1).click()
    hand.page.locator(f"[name=listed_{ground.keys[0]}]").check()
    hand.press("保存名单")
    _picture(hand, "slate")
    hand.press("报送预备人选")
    _accept(official, "slate")

    meeting = make_activity(
        ground.branch,
        starts_at=clock.now() - timedelta(minutes=30),
        ends_at=clock.now() + timedelta(hours=3),
        kind=ActivityKind.MEMBER_MEETING,
        theme="支部党员大会（换届选举）",
        host=ground.members[0],
        state="announced",
    )
    for member in ground.members:
        attending.mark(meeting, member, status=AttendanceStatus.PRESENT, by=ground.secretary)
    hand.open(f"/elections/{election.pk}/")
    hand.page.locator("[name=meeting]").select_option(str(meeting.pk))
    hand.press("就在这次大会")
    hand.page.locator("[name=rules_passed]").check()
    _picture(hand, "floor")
    hand.press("可以选举了")

    before = hand.clicks
    hand.page.locator("[name=teller]").select_option(str(ground.keys[7]))
    hand.page.locator("[name=counter]").select_option(str(ground.keys[6]))
    _picture(hand, "prepare")
    hand.press("备好选票")
    _picture(hand, "hall")
    hand.press("发选票")
    round_ = ElectionRound.objects.get()
    for name, number in (("issued", 8), ("returned", 8), ("valid", 7), ("void", 1)):
        hand.page.locator(f"[name={name}]").fill(str(number))
    for line, votes in zip(round_.lines.all(), (7, 6, 5, 2), strict=True):
        hand.page.locator(f"[name=for_{line.member_id}]").fill(str(votes))
        hand.page.locator(f"[name=against_{line.member_id}]").fill(str(7 - votes))
        hand.page.locator(f"[name=abstain_{line.member_id}]").fill("0")
    _picture(hand, "sheet")
    hand.press("计票")
    assert hand.sees("应选3人，当选3人：丁一（7票）、马二（6票）、王三（5票）。")
    _picture(hand, "result")
    hand.press("宣布结果")
    assert hand.clicks - before == 4
    _picture(hand, "heads")

    hand.page.locator("[name=method][value=phone]").check(force=True)
    hand.page.locator("[name=teller]").select_option(str(ground.keys[1]))
    hand.page.locator("[name=counter]").select_option(str(ground.keys[2]))
    hand.press("备好选票")
    hand.press("发选票")
    phones = [another(member.user, small=True) for member in ground.members[:3]]
    for phone in phones:
        phone.open("/my/")
        phone.follow("打开选票")
        phone.page.locator(f"[name=m{ground.keys[0]}][value=for]").check(force=True)
        _picture(phone, "ballot")
        phone.press("投票")
        phone.page.get_by_text("已投票").first.wait_for()
        assert phone.clicks == 2  # open, cast; the mark is the third tap
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    hand.page.reload()
    _picture(hand, "polling")
    hand.press("提出结束投票")
    phones[1].page.reload()
    _picture(phones[1], "teller")
    phones[1].press("确认结束，开始计票")
    hand.page.reload()
    hand.press("宣布结果")
    _picture(hand, "duties")
    hand.press("报送选举结果")
    _accept(official, "result")
    hand.open(f"/elections/{election.pk}/")
    _picture(hand, "office")
    hand.press("任职，开始新一届")

    term = Term.objects.running().get(branch=ground.branch)
    assert (term.number, term.since, term.has_committee) == (5, clock.today(), True)
    held = Appointment.objects.on(clock.today()).filter(organization=ground.branch)
    assert sorted(post.holder.name for post in held) == ["丁一", "王三", "马二"]
    hand.open(f"/elections/{election.pk}/")
    _picture(hand, "done")
