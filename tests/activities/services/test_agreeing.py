"""What a meeting agreed on: one line, two taps, and back in the next meeting until it is done (PD-29, F-43)."""

from datetime import date, datetime, time

import pytest

from activities.models import ActionItem, Activity, AgendaItem, Notice
from activities.reports.actions import lines_to_agree
from activities.reports.follow_up import follow_up
from activities.services import agreeing, attending, opening, recording
from activities.services.reminding_actions import remind_of_actions
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world, today):
    return make_activity(world.branch, date(2026, 6, 18), kind="committee_meeting", theme="6月支委会")


def open_meeting(world, day, kind="committee_meeting"):
    return opening.open_unplanned(
        world.branch,
        by=world.secretary,
        kind=kind,
        theme=f"{day.month}月例会",
        starts_at=clock.at(day, time(15)),
        ends_at=clock.at(day, time(17)),
    )


def test_one_line_makes_an_item_with_owner_and_day_and_tells_the_owner_once(world, meeting):
    action = agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)
    again = agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)

    assert action == again
    assert (action.text, action.owner, action.due_on) == ("整理台账", world.plain_member, date(2026, 6, 30))
    assert Notice.objects.filter(recipient=world.member, kind="action").count() == 1


def test_who_is_responsible_must_be_named_and_be_of_the_branch(world, meeting):
    with pytest.raises(DomainError, match="责任人") as refusal:
        agreeing.agree(meeting, line="整理台账，月底前", by=world.secretary)
    assert refusal.value.field == "owner"

    foreign = make_member(world.foreign_branch, name="外人")
    with pytest.raises(DomainError, match="名册"):
        agreeing.agree(meeting, line="整理台账", owner=foreign, by=world.secretary)
    assert not ActionItem.objects.exists()


def test_of_two_who_bear_one_name_the_right_one_is_chosen_by_hand(world, meeting):
    twin = make_member(world.branch, name="李二")

    with pytest.raises(DomainError, match="责任人"):
        agreeing.agree(meeting, line="整理台账，李二", by=world.secretary)

    assert agreeing.agree(meeting, line="整理台账", owner=twin, by=world.secretary).owner == twin


def test_a_day_before_the_meeting_is_refused(world, meeting):
    with pytest.raises(DomainError, match="早于会议"):
        agreeing.agree(meeting, line="整理台账，钱五", due_on=date(2026, 6, 17), by=world.secretary)
    assert agreeing.agree(meeting, line="整理台账，钱五", due_on=date(2026, 6, 18), by=world.secretary)


def test_what_is_open_comes_back_on_the_next_committee_meeting_opened_later_or_before(world, meeting, today):
    already = open_meeting(world, date(2026, 7, 15))
    assert not already.agenda.filter(tag="follow_up").exists()

    agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)
    agreeing.agree(meeting, line="慰问老党员，李二，7月20日前", by=world.secretary)

    assert list(already.agenda.values_list("position", "title"))[:3] == [
        (1, "第一议题：传达学习"),
        (2, "上次议定事项"),
        (3, "7月例会"),
    ]
    assert open_meeting(world, date(2026, 8, 15)).agenda.filter(tag="follow_up").count() == 1
    assert not open_meeting(world, date(2026, 7, 1), "member_meeting").agenda.filter(tag="follow_up").exists()
    assert follow_up(already).standing.sentence == "在办 2 项，没有逾期"  # as of today, while it is ahead
    today.move_to(datetime(2026, 7, 15, 16, 0, tzinfo=clock.OFFICE))
    found = follow_up(already)
    assert found.standing.sentence == "在办 2 项，逾期 1 项（最长 15 天）"


def test_old_minutes_keep_what_stood_on_the_day_of_the_meeting(world, meeting, today):
    action = agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)
    july = open_meeting(world, date(2026, 7, 15))
    today.move_to(datetime(2026, 7, 20, 9, 0, tzinfo=clock.OFFICE))

    agreeing.report(action, stage="done", by=world.member, text="都理好了")

    assert follow_up(july).standing.sentence == "在办 1 项，逾期 1 项（最长 15 天）"
    assert follow_up(july).lines[0].said == ""
    august = follow_up(open_meeting(world, date(2026, 8, 15)))
    assert (august.standing.open, august.lines[0].said) == (0, "办好了：都理好了")


def test_a_member_meeting_takes_it_up_where_there_is_no_committee(world, meeting, today):
    world.branch.has_committee = False
    world.branch.save()
    agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)

    assert open_meeting(world, date(2026, 7, 1), "member_meeting").agenda.filter(tag="follow_up").exists()


def test_done_is_done_once_and_comes_back_only_with_a_reason(world, meeting):
    action = agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)

    agreeing.report(action, stage="under_way", by=world.member)
    agreeing.report(action, stage="under_way", by=world.member)  # tapped twice
    action = agreeing.report(action, stage="done", by=world.member)

    assert (action.state, action.done_on, action.reports.count()) == ("done", date(2026, 6, 18), 2)
    with pytest.raises(DomainError, match="已办结"):
        agreeing.report(action, stage="stuck", by=world.member, text="等等")
    with pytest.raises(DomainError, match="还差什么"):
        agreeing.reopen(action, by=world.secretary, reason=" ")
    action = agreeing.reopen(action, by=world.secretary, reason="还差两册")
    assert (action.state, action.done_on) == ("open", None)


def test_difficulties_are_told_with_a_word(world, meeting):
    action = agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)

    with pytest.raises(DomainError, match="困难"):
        agreeing.report(action, stage="stuck", by=world.member)


def test_a_day_put_off_says_why_and_stays_in_the_journal(world, meeting):
    action = agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)

    with pytest.raises(DomainError, match="推后"):
        agreeing.rearrange(action, by=world.secretary, owner=world.plain_member, due_on=date(2026, 7, 10))
    action = agreeing.rearrange(
        action, by=world.secretary, owner=world.plain_member, due_on=date(2026, 7, 10), reason="等审计"
    )
    assert action.due_on == date(2026, 7, 10)


def test_the_owner_is_reminded_three_days_before_and_once_after(world, meeting, today):
    agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)

    def told(day):
        moment = datetime(2026, day.month, day.day, 8, 30, tzinfo=clock.OFFICE)
        today.move_to(moment)
        return remind_of_actions(moment)

    assert told(date(2026, 6, 26)) == 0
    assert told(date(2026, 6, 27)) == 1
    assert told(date(2026, 6, 28)) == 0
    assert told(date(2026, 6, 30)) == 0
    assert told(date(2026, 7, 1)) == 1
    assert told(date(2026, 7, 2)) == 0


def test_lines_of_the_record_are_offered_once_each_and_nothing_is_asked_twice(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18))
    attending.mark_all_present(activity, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 30, tzinfo=clock.OFFICE))
    activity = attending.close(activity, by=world.secretary)
    text = "1. 整理台账，钱五，6月30日前\n2. 慰问老党员，由李二负责\n本次没有议定事项"
    recording.write(activity.record, by=world.secretary, revision=1, fields={"actions": text})

    activity = Activity.objects.get(pk=activity.pk)
    offered = lines_to_agree(activity)
    assert [(read.text, read.owner) for _, read in offered] == [
        ("整理台账", world.plain_member.pk),
        ("慰问老党员", world.others[0].pk),
    ]

    agreeing.agree(activity, line=offered[0][0], by=world.secretary)
    assert len(lines_to_agree(activity)) == 1


def test_an_action_from_an_item_of_another_meeting_is_refused(world, meeting):
    other = make_activity(world.branch, date(2026, 5, 18), kind="committee_meeting")
    item = AgendaItem.objects.create(activity=other, position=1, title="研究")

    with pytest.raises(DomainError, match="不是这次会议"):
        agreeing.agree(meeting, line="整理台账，钱五", item=item, by=world.secretary)
