"""A talk is written down by one and confirmed by the other; its words stay with the two and the secretary (TT-05)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from activities.choices_talks import TalkState
from activities.models import Notice, Talk, TalkItem
from activities.services import talk_items, talk_proposals, talking
from activities.services.talking import Words
from members.choices import Post
from partywork.common.errors import Conflict, DomainError
from partywork.models import JournalEntry
from tests.factories.members import appoint, make_member, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 18)
SAID = "家里老人住院，想调一段时间的班次"
WORDS = Words(
    talked_on=TODAY, kind="care", gist=SAID, reason="hardship", place="三楼谈心室", problems="排班太紧"
)


@pytest.fixture
def talk(world, today):
    return talking.enter(world.branch, world.secretary_member, world.plain_member, WORDS, by=world.secretary)


def refused(verb, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        verb(*args, **kwargs)
    return refusal.value.message


def test_whoever_writes_has_confirmed_and_the_other_is_asked(world, talk):
    assert (talk.state, talk.relation) == (TalkState.ENTERED, "committee_member")
    assert (talk.talker_agreed_at is not None, talk.partner_agreed_at) == (True, None)
    (notice,) = Notice.objects.all()
    assert notice.recipient == world.member
    assert notice.body == "张一记了一次与您的谈心谈话。看一下，没有出入就点“确认”。"


def test_the_other_side_confirms_once_and_for_all(world, talk):
    confirmed = talking.confirm(talk, by=world.member)
    again = talking.confirm(talk, by=world.member)

    assert confirmed.state == again.state == TalkState.CONFIRMED
    assert again.partner_agreed_at == confirmed.partner_agreed_at
    assert "不能再改" in refused(talking.amend, talk, WORDS, by=world.secretary, revision=1)
    assert "不能再撤销" in refused(talking.withdraw, talk, by=world.secretary)


def test_the_same_talk_twice_is_one_and_from_the_other_side_is_told(world, talk):
    talking.enter(world.branch, world.secretary_member, world.plain_member, WORDS, by=world.secretary)
    other = Words(talked_on=TODAY, kind="care", gist="另一种写法")

    message = refused(
        talking.enter, world.branch, world.plain_member, world.secretary_member, other, by=world.member
    )

    assert Talk.objects.count() == 1
    assert message == "6月18日（周四）的这次关怀谈话已经记过了，请打开那一条。"


def test_the_table_itself_holds_a_pair_and_a_day_once(world, talk):
    fields = {"branch": world.branch, "relation": "committee_member", "kind": "care", "talked_on": TODAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.create(
            talker=world.plain_member, partner=world.secretary_member, entered_by=world.member, **fields
        )


def test_something_wrong_goes_back_and_is_asked_anew(world, talk):
    talking.send_back(talk, by=world.member, note="不是调班，是请假")
    amended = talking.amend(
        talk, Words(talked_on=TODAY, kind="care", gist="请假"), by=world.secretary, revision=1
    )

    assert (amended.state, amended.note, amended.gist, amended.revision) == ("entered", None, "请假", 2)
    talking.confirm(amended, by=world.member)
    assert Notice.objects.filter(recipient=world.member).count() == 2


def test_two_browsers_of_the_writer_do_not_overwrite_each_other(world, talk):
    talking.amend(talk, Words(talked_on=TODAY, kind="care", gist="一"), by=world.secretary, revision=1)

    with pytest.raises(Conflict):
        talking.amend(talk, Words(talked_on=TODAY, kind="care", gist="二"), by=world.secretary, revision=1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"gist": "  "}, "请写一句主要谈了什么。"),
        ({"talked_on": TODAY + timedelta(days=1)}, "谈完再记，日期不能晚于今天。"),
        ({"talked_on": date(2014, 12, 31)}, "那一天两位同志不都在本支部，请核对日期。"),
        ({"kind": "chat"}, "请选谈话的类型。"),
        ({"reason": "gossip"}, "请从列出的原因里选。"),
    ],
)
def test_what_does_not_hold_is_refused_in_one_sentence(world, today, changes, message):
    words = Words(**{**WORDS.__dict__, **changes})

    assert (
        refused(
            talking.enter, world.branch, world.secretary_member, world.plain_member, words, by=world.secretary
        )
        == message
    )


def test_nobody_talks_with_himself(world, today):
    assert "另一位" in refused(
        talking.enter, world.branch, world.plain_member, world.plain_member, WORDS, by=world.member
    )


def test_only_the_two_confirm_or_send_back_and_only_the_writer_changes(world, talk):
    deputy = make_user(name="李二")
    appoint(deputy, world.branch, Post.DEPUTY_SECRETARY)

    assert "双方" in refused(talking.confirm, talk, by=deputy)
    assert "对方" in refused(talking.send_back, talk, by=deputy, note="不对")
    assert "记录的同志" in refused(talking.amend, talk, WORDS, by=world.member, revision=1)
    assert "记录的同志" in refused(talking.withdraw, talk, by=world.member)


def test_who_has_no_account_signs_the_printed_sheet(world, today):
    old = world.others[0]
    talk = talking.enter(world.branch, world.plain_member, old, WORDS, by=world.member)

    signed = talking.confirm_on_paper(talk, by=world.member)

    assert (signed.state, signed.on_paper) == (TalkState.CONFIRMED, True)


def test_paper_is_no_way_round_somebody_with_an_account(world, talk):
    assert "请对方在手机上确认" in refused(talking.confirm_on_paper, talk, by=world.secretary)


def test_a_talk_of_two_others_written_by_the_secretary_needs_both(world, today):
    other = make_user(name="李二")
    second = make_member(world.branch, name="孙六", user=other)
    talk = talking.enter(world.branch, world.plain_member, second, WORDS, by=world.secretary)

    first = talking.confirm(talk, by=world.member)
    assert first.state == TalkState.ENTERED
    assert talking.confirm(talk, by=other).state == TalkState.CONFIRMED


def test_withdrawn_leaves_nothing_but_that_it_was(world, talk):
    talking.withdraw(talk, by=world.secretary)

    assert not Talk.objects.exists()
    assert list(JournalEntry.objects.values_list("verb", "reason")) == [("enter", ""), ("withdraw", "")]


def test_the_relation_is_that_of_the_day_not_of_today(world, talk):
    appoint(world.member, world.branch, Post.COMMITTEE_MEMBER, since=TODAY + timedelta(days=1))

    amended = talking.amend(talk, WORDS, by=world.secretary, revision=1)

    assert amended.relation == "committee_member"


def test_who_talked_can_not_be_struck_from_the_roster(world, talk):
    with pytest.raises(ProtectedError):
        world.plain_member.delete()


def test_a_thing_promised_is_seen_to_by_one_who_may_read_it(world, talk):
    item = talk_items.promise(
        talk, by=world.secretary, text="与车间商量班次", owner=world.plain_member, due=date(2026, 7, 1)
    )
    again = talk_items.promise(
        talk, by=world.secretary, text="与车间商量班次", owner=world.plain_member, due=date(2026, 7, 1)
    )
    assert item == again
    message = refused(
        talk_items.promise, talk, by=world.secretary, text="看望", owner=world.others[0], due=date(2026, 7, 1)
    )
    assert message == "谈话内容只有双方和书记能看，请选其中一位来办。"
    assert "早于" in refused(
        talk_items.promise,
        talk,
        by=world.secretary,
        text="看望",
        owner=world.plain_member,
        due=date(2026, 6, 17),
    )

    done = talk_items.settle(item, by=world.member, outcome="已调到白班")
    talk_items.settle(done, by=world.member, outcome="又写了一遍")

    item.refresh_from_db()
    assert (item.done_on, item.outcome) == (TODAY, "已调到白班")


def test_two_are_told_once_a_year_that_they_have_not_talked(world, today):
    pair = (world.secretary_member, world.plain_member)

    assert talk_proposals.propose(world.branch, *pair, by=world.reviewer) == 2
    assert talk_proposals.propose(world.branch, *reversed(pair), by=world.reviewer) == 0
    assert talk_proposals.propose(world.branch, world.plain_member, world.others[0], by=world.secretary) == 1


def everything_in_the_tables():
    """What a database administrator reads: every column of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [f"{table} {row}" for (row,) in cursor.fetchall()]
    return found


def test_no_table_holds_a_word_that_was_said(world, talk):
    talking.send_back(talk, by=world.member, note="班次写错了")
    promised = {"text": "找车间主任", "owner": world.plain_member, "due": date(2026, 7, 1)}
    item = talk_items.promise(talk, by=world.secretary, **promised)
    talk_items.settle(item, by=world.member, outcome="主任同意了")
    Talk.objects.get().refresh_from_db()

    rows = everything_in_the_tables()

    assert any(row.startswith("activities_talk ") for row in rows)
    assert any(row.startswith("activities_talkitem ") for row in rows)
    assert Talk.objects.get().gist == SAID
    assert TalkItem.objects.get().outcome == "主任同意了"
    secrets = (SAID, "hardship", "谈心室", "排班太紧", "班次写错", "车间主任", "主任同意")
    assert [row for row in rows if any(word in row for word in secrets)] == []
    journal = [f"{each.label} {each.reason}" for each in JournalEntry.objects.all()]
    assert not any("张一" in text or "钱五" in text or "关怀" in text for text in journal)
