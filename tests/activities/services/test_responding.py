"""You said, we did: one sentence after each rating, and items that stay until one says what was done (N26, EV-10)."""

from datetime import date, datetime

import pytest

from activities.models import Improvement, Notice, RatingReply, RecordSheet
from activities.reports.announcement import notice_text
from activities.reports.sheet import sheet_content
from activities.services import announcing, attending, filing, rating, recording, responding
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity

GRADES = dict.fromkeys(("theme", "content", "form", "effect", "overall"), "dissatisfied")
WRITTEN = {"content": "学习了原文", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}


def hold(world, today, month, day=10, **fields):
    activity = make_activity(world.branch, date(2026, month, day), theme=f"{month}月学习", **fields)
    today.move_to(datetime(2026, month, day, 18, 30, tzinfo=clock.OFFICE))
    attending.mark_all_present(activity, by=world.secretary)
    return attending.close(activity, by=world.secretary)


def rated_low(world, activity):
    for member in world.roster:
        rating.rate(activity.rating, member, grades=GRADES)
    rating.close_round(activity.rating)
    activity.refresh_from_db()


def write(activity, world, **texts):
    record = RecordSheet.objects.get(activity=activity)
    return recording.write(record, by=world.secretary, revision=record.revision, fields={**WRITTEN, **texts})


@pytest.fixture
def held(world, today):
    return hold(world, today, 6)


def test_a_round_is_answered_only_when_it_is_over(world, held):
    with pytest.raises(DomainError, match="测评还没有结束"):
        responding.respond(held, by=world.secretary, sentence="下次控制在四十分钟。")
    rated_low(world, held)
    responding.respond(held, by=world.secretary, sentence=" 下次控制在\n四十分钟。 ")
    assert RatingReply.objects.get().sentence == "下次控制在 四十分钟。"
    assert RecordSheet.objects.get().reply == "下次控制在 四十分钟。"


@pytest.mark.parametrize(("sentence", "field"), [("  ", "sentence"), ("长" * 201, "sentence")])
def test_an_answer_is_one_sentence(world, held, sentence, field):
    rated_low(world, held)
    with pytest.raises(DomainError) as refusal:
        responding.respond(held, by=world.secretary, sentence=sentence)
    assert refusal.value.field == field


def test_the_same_sentence_twice_is_said_once(world, held):
    rated_low(world, held)
    first = responding.respond(held, by=world.secretary, sentence="讲短些。")
    again = responding.respond(held, by=world.secretary, sentence="讲短些。")
    assert (first.pk, first.said_at) == (again.pk, again.said_at)


def test_members_read_the_answer_in_the_next_notice_and_not_in_an_earlier_one(world, held, today):
    rated_low(world, held)
    earlier = make_activity(world.branch, date(2026, 6, 5), theme="更早的")
    responding.respond(held, by=world.secretary, sentence="讲短些。")
    following = make_activity(world.branch, date(2026, 7, 10), state="draft", theme="下一次")
    announcing.announce(following, by=world.secretary)
    line = "您提了，我们改（6月10日活动）：讲短些。"
    assert line in Notice.objects.filter(activity=following).first().body
    assert line in notice_text(following)
    assert line not in notice_text(earlier)


def test_a_notice_published_before_the_answer_stays_as_it_was_read(world, held, today):
    rated_low(world, held)
    following = make_activity(world.branch, date(2026, 7, 10), state="draft", theme="下一次")
    announcing.announce(following, by=world.secretary)
    today.shift(3600)
    responding.respond(held, by=world.secretary, sentence="讲短些。")
    following.refresh_from_db()
    assert "我们改" not in notice_text(following)


def test_a_reply_typed_in_the_sheet_is_said_with_the_handing_in_and_not_while_typing(world, held):
    record = write(held, world, reply="以后先发材料。")
    assert not RatingReply.objects.exists()
    recording.submit(record, by=world.secretary)
    assert RatingReply.objects.get().sentence == "以后先发材料。"


def test_what_was_found_wanting_stands_on_every_later_sheet_until_it_is_settled(world, held, today):
    record = write(held, world, shortcomings="讲得太长\n材料发得太晚\n无。")
    recording.submit(record, by=world.secretary)
    long, late = Improvement.objects.order_by("pk")
    assert (long.text, late.text) == ("讲得太长", "材料发得太晚")

    july = hold(world, today, 7)
    carried = sheet_content(july.record)["improvements"]
    assert [(item["text"], item["when"], item["outcome"]) for item in carried] == [
        ("讲得太长", "6月10日", ""),
        ("材料发得太晚", "6月10日", ""),
    ]
    responding.settle(july.record, long, by=world.secretary, outcome="改为四十分钟，留出讨论")
    recording.submit(write(july, world), by=world.secretary)
    filed = july.record.filing.rounds.get().content["improvements"]
    assert [item["outcome"] for item in filed] == ["改为四十分钟，留出讨论", ""]

    august = hold(world, today, 8)
    assert [item["text"] for item in sheet_content(august.record)["improvements"]] == ["材料发得太晚"]


def test_the_same_words_twice_are_one_matter(world, held, today):
    first = responding.improve(held, by=world.secretary, text="讲得太长")
    july = hold(world, today, 7)
    responding.improve(july, by=world.secretary, text="讲得太长")
    august = hold(world, today, 8)
    (item,) = sheet_content(august.record)["improvements"]
    assert item["when"] == "6月10日、7月10日"
    responding.settle(august.record, first, by=world.secretary, outcome="改了")
    assert set(Improvement.objects.values_list("outcome", "settled_in")) == {("改了", august.pk)}
    responding.settle(august.record, Improvement.objects.get(pk=first.pk), by=world.secretary, outcome="")
    assert not Improvement.objects.exclude(outcome="", settled_in=None).exists()


def test_an_outcome_taken_back_leaves_the_item_open(world, held, today):
    recording.submit(write(held, world, shortcomings="讲得太长"), by=world.secretary)
    item, july = Improvement.objects.get(), hold(world, today, 7)
    responding.settle(july.record, item, by=world.secretary, outcome="改了")
    item = responding.settle(july.record, item, by=world.secretary, outcome=" ")
    assert (item.outcome, item.settled_in) == ("", None)


def test_an_item_is_settled_on_a_later_sheet_of_its_own_branch_that_can_still_be_written(world, held, today):
    own = responding.improve(held, by=world.secretary, text="讲得太长")
    with pytest.raises(DomainError, match="不是本支部以前活动"):
        responding.settle(held.record, own, by=world.secretary, outcome="改了")
    foreign = make_activity(world.foreign_branch, date(2026, 6, 10), theme="外支部")
    attending.close(foreign, by=world.outsider)
    with pytest.raises(DomainError, match="不是本支部以前活动"):
        responding.settle(foreign.record, own, by=world.outsider, outcome="改了")
    july, august = hold(world, today, 7), hold(world, today, 8)
    responding.settle(july.record, own, by=world.secretary, outcome="改了")
    with pytest.raises(DomainError, match="另一张纪实表"):
        responding.settle(august.record, own, by=world.secretary, outcome="又改了")
    recording.submit(write(july, world), by=world.secretary)
    with pytest.raises(DomainError, match="不能再改"):
        responding.settle(july.record, own, by=world.secretary, outcome="")


def test_a_sheet_handed_in_again_takes_the_lines_it_has_now(world, held):
    record = write(held, world, shortcomings="讲得太长\n材料太晚")
    filed = recording.submit(record, by=world.secretary)
    filing.return_(filed, by=world.reviewer, answer="请写具体")
    responding.improve(held, by=world.secretary, text="另外补记的")
    recording.submit(write(held, world, shortcomings="讲得太长"), by=world.secretary)
    assert sorted(Improvement.objects.values_list("text", flat=True)) == ["另外补记的", "讲得太长"]


@pytest.mark.parametrize("text", ["", "无", "暂无。"])
def test_none_is_no_improvement(world, held, text):
    with pytest.raises(DomainError, match="请写明存在的不足"):
        responding.improve(held, by=world.secretary, text=text)


def test_noting_the_same_item_twice_notes_it_once(world, held):
    first = responding.improve(held, by=world.secretary, text="讲得太长")
    assert responding.improve(held, by=world.secretary, text=" 讲得太长 ") == first
