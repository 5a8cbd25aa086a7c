"""One member meeting with an admission vote: the secretary's desk and six phones at once, every tap counted (V-ADM)."""

from datetime import timedelta

import pytest

from activities.choices import ActivityKind
from activities.models import Ballot, SecretCount, SecretRoll
from activities.services import balloting
from members.models import Member
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.ballots import make_ballot, make_voters, mark_there
from tests.journeys.conftest import PHONE, Hand

SUBJECT = "周七"


@pytest.fixture
def meeting(world):
    """Eight full members, six of them signed in; 周七 is to be admitted, 钱五 is probationary and there."""
    Member.objects.filter(pk__in=[other.pk for other in world.others]).update(full_on=None)
    voters = [world.secretary_member, *make_voters(world.branch, 7)]
    starts_at = clock.now() - timedelta(minutes=20)
    meeting = make_activity(
        world.branch,
        kind=ActivityKind.MEMBER_MEETING,
        theme="第二季度党员大会",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        state="announced",
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
        host=world.secretary_member,
    )
    mark_there(meeting, [*voters[:6], world.plain_member])
    meeting.voters = voters
    return meeting


@pytest.fixture
def phones(browser, live_server, meeting):
    """Six people with their own phones, signed in, on their own first page."""
    hands = []
    for voter in meeting.voters[:6]:
        page = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
        hand = Hand(page, live_server.url)
        hand.sign_in(voter.user.username)
        hands.append(hand)
    yield hands
    for hand in hands:
        assert hand.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        hand.page.context.close()


def vote(phone, choice):
    phone.open("/my/")
    phone.follow("去投票")
    phone.click(phone.page.locator("label.choice", has_text=choice))
    phone.press("投票")


def test_an_admission_on_six_phones(hand, world, meeting, phones, as_user):
    as_user(hand, world.secretary)
    hand.open(f"/activities/{meeting.pk}/")
    hand.follow("表决事项")
    hand.follow("接收预备党员")
    hand.write("subject", SUBJECT)
    hand.page.select_option("[name=teller]", label=meeting.voters[1].name)
    hand.press("列入表决事项")
    assert hand.sees("实到6人，符合“超过半数”（至少5人），可以开始；赞成5票通过")
    hand.press("开始表决")
    assert hand.sees("0 / 6 张已收回")
    assert (hand.clicks, hand.inputs) == (4, 1)

    for phone, choice in zip(phones, ("赞成", "赞成", "反对", "赞成", "赞成", "赞成"), strict=True):
        vote(phone, choice)
        assert phone.sees("您投过票了")
        assert phone.clicks == 3
    assert len(SecretRoll.objects.get().voted) == 6
    hand.page.get_by_text("6 / 6 张已收回").wait_for(timeout=8000)
    assert not hand.sees("反对")

    chair, teller = phones[0], phones[1]
    chair.press("确认结束投票")
    assert chair.sees("等另一位确认")
    assert Ballot.objects.get().state == "open"
    teller.press("确认结束投票")
    assert teller.sees("赞成5票，超过应到8人的半数（至少5票），通过")
    assert (chair.clicks, teller.clicks) == (4, 4)

    hand.open(f"/ballots/{Ballot.objects.get().pk}/")
    assert hand.sees("赞成5票 > 应到8人 ÷ 2 = 4")
    hand.press("当场宣布了结果")
    assert hand.clicks == 5
    phones[3].open(f"/my/ballots/{Ballot.objects.get().pk}/")
    assert phones[3].sees("通过")
    assert not SecretRoll.objects.exists()
    assert (SecretCount.objects.get().cast, SecretCount.objects.get().counts) == (6, {})


def test_who_may_not_vote_reads_why_in_one_sentence(phone, world, meeting, as_user):

    ballot = make_ballot(meeting, world.secretary, *meeting.voters[:2], subject=SUBJECT)
    as_user(phone, world.member)
    phone.open(f"/my/ballots/{ballot.pk}/")
    assert phone.sees("还没有开始")

    balloting.open_ballot(ballot, by=world.secretary)
    phone.open(f"/my/ballots/{ballot.pk}/")

    assert phone.sees("您是预备党员，没有表决权（党章第七条）；这次表决应到8人，都是有表决权的正式党员。")
    assert phone.page.get_by_role("button", name="投票").count() == 0


def test_at_large_type_and_without_script_the_vote_is_cast(
    phone, world, meeting, as_user, browser, live_server
):

    voter = meeting.voters[2]
    voter.user.large_type = True
    voter.user.save()
    ballot = make_ballot(meeting, world.secretary, *meeting.voters[:2], subject=SUBJECT)
    balloting.open_ballot(ballot, by=world.secretary)
    page = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    old = Hand(page, live_server.url)
    old.sign_in(voter.user.username)

    vote(old, "弃权")

    assert old.sees("您投过票了")
    old.page.context.close()
