"""Items of a meeting: powers of the members, the way from the committee, writing by two (MT-02, MT-08, E-82)."""

from datetime import date, time

import pytest
from django.conf import settings

from activities.models import AgendaItem
from activities.reports.agenda_offers import agenda_offers, thought_analysis_hint
from activities.reports.meeting import meeting_of
from activities.services import (
    agenda_items,
    agenda_keeping,
    item_files,
    joining,
    opening,
    passing_on,
    preparing,
)
from branches.choices import BranchDomain
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from tests.factories.activities import make_activity
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee_meeting(world, today):
    return make_activity(world.branch, date(2026, 6, 18), kind="committee_meeting", theme="6月支委会")


@pytest.fixture
def member_meeting(world, today):
    return make_activity(world.branch, date(2026, 6, 26), kind="member_meeting", theme="党员大会")


def item_of(activity, title, **fields):
    number = activity.agenda.count() + 1
    return AgendaItem.objects.create(activity=activity, position=number, title=title, **fields)


def test_a_committee_that_decides_an_admission_is_refused_with_the_clause(world, committee_meeting):
    item = item_of(committee_meeting, "讨论接收赵四为预备党员", matter="admission")

    with pytest.raises(DomainError, match="支部工作条例（试行）》第十一条") as refusal:
        agenda_items.write(item, by=world.secretary, revision=1, decision="同意接收。", settled="decided")

    item.refresh_from_db()
    assert (refusal.value.field, item.decision, item.settled) == ("settled", "", "")


def test_an_item_already_decided_by_the_committee_cannot_become_the_members_matter(world, committee_meeting):
    item = item_of(committee_meeting, "研究活动安排")
    agenda_items.write(item, by=world.secretary, revision=1, settled="decided")

    with pytest.raises(DomainError, match="第十一条"):
        agenda_items.shape(item, by=world.secretary, matter="important")


def test_one_click_puts_the_item_on_the_next_member_meeting_before_the_closing_words(
    world, committee_meeting, member_meeting
):
    item_of(member_meeting, "第一议题：传达学习")
    item_of(member_meeting, "总结")
    item = item_of(committee_meeting, "讨论接收赵四为预备党员", matter="admission", person="李二")

    placed = passing_on.to_members(item, by=world.secretary)
    again = passing_on.to_members(item, by=world.secretary)

    assert placed == again
    assert [row.title for row in member_meeting.agenda.all()] == [
        "第一议题：传达学习",
        "讨论接收赵四为预备党员",
        "总结",
    ]
    assert (placed.earlier_id, placed.matter, placed.tag, placed.person) == (
        item.pk,
        "admission",
        "vote",
        "李二",
    )
    [line] = [line for line in meeting_of(member_meeting).items if line.item == placed]
    assert (line.warning, line.vote) == ("", "V-ADM")


def test_without_a_coming_meeting_the_item_waits_for_the_one_that_is_opened(world, committee_meeting):
    item = item_of(committee_meeting, "评选优秀共产党员", matter="commendation")
    assert passing_on.to_members(item, by=world.secretary) is None

    meeting = opening.open_unplanned(
        world.branch,
        by=world.secretary,
        kind="member_meeting",
        theme="党员大会",
        starts_at=clock.at(date(2026, 6, 30), committee_meeting.starts_at.time()),
        ends_at=clock.end_of(date(2026, 6, 30)),
    )

    assert meeting.agenda.get(earlier=item).title == "评选优秀共产党员"


def test_taken_back_before_anything_was_done_the_item_is_off_the_members_agenda(
    world, committee_meeting, member_meeting
):
    item = item_of(committee_meeting, "评选优秀共产党员", matter="commendation")
    passing_on.to_members(item, by=world.secretary)
    item.refresh_from_db()

    agenda_items.write(item, by=world.secretary, revision=item.revision, settled="deferred")

    assert not member_meeting.agenda.exists()


def test_what_the_members_have_begun_is_not_taken_back(world, committee_meeting, member_meeting):
    item = item_of(committee_meeting, "评选优秀共产党员", matter="commendation")
    placed = passing_on.to_members(item, by=world.secretary)
    agenda_items.write(placed, by=world.secretary, revision=1, discussion="大家都赞成。")
    item.refresh_from_db()

    with pytest.raises(DomainError, match="已经在办"):
        agenda_items.write(item, by=world.secretary, revision=item.revision, settled="")


def test_an_important_item_without_the_committee_is_warned_about_until_there_is_a_link_or_a_reason(
    world, committee_meeting, member_meeting
):
    item = item_of(member_meeting, "表决转正", matter="confirmation", tag="vote")
    assert "第十二条" in meeting_of(member_meeting).items[0].warning

    earlier = item_of(committee_meeting, "研究转正")
    agenda_items.shape(item, by=world.secretary, tag="vote", matter="confirmation", earlier=earlier)
    assert meeting_of(member_meeting).items[0].warning == ""

    agenda_items.shape(
        item, by=world.secretary, tag="vote", matter="confirmation", earlier_reason="支委会人数不足"
    )
    assert meeting_of(member_meeting).items[0].warning == ""


def test_an_item_comes_from_the_own_branch_and_from_an_earlier_day_only(world, member_meeting):
    item = item_of(member_meeting, "表决转正", matter="confirmation")
    later = make_activity(world.branch, date(2026, 7, 1), kind="committee_meeting")
    foreign = make_activity(world.foreign_branch, date(2026, 6, 1), kind="committee_meeting")

    for meeting in (later, foreign, member_meeting):
        with pytest.raises(DomainError, match="此前支委会"):
            agenda_items.shape(
                item, by=world.secretary, matter="confirmation", earlier=item_of(meeting, "研究转正")
            )


def test_a_vote_of_the_members_names_the_power_it_falls_under(world, member_meeting):
    item = item_of(member_meeting, "表决")

    with pytest.raises(DomainError, match="职权"):
        agenda_items.shape(item, by=world.secretary, tag="vote")


def test_the_second_of_two_recorders_is_told_and_nothing_is_lost(world, committee_meeting):
    item = item_of(committee_meeting, "研究活动安排")
    agenda_items.write(item, by=world.secretary, revision=1, discussion="甲说了。")

    with pytest.raises(Conflict) as conflict:
        agenda_items.write(item, by=world.secretary, revision=1, discussion="乙说了。")

    assert conflict.value.current["discussion"] == "甲说了。"


def test_the_agenda_rewritten_keeps_what_hangs_on_its_items(world, committee_meeting):
    first, second = item_of(committee_meeting, "研究活动"), item_of(committee_meeting, "通报党费")
    agenda_items.write(second, by=world.secretary, revision=1, decision="同意。")

    lines = [("通报党费", 10, "李二"), ("研究七月活动", None, "")]
    preparing.set_agenda(committee_meeting, lines, by=world.secretary, revision=1)

    rows = list(committee_meeting.agenda.values_list("pk", "title", "position", "decision"))
    assert rows == [(second.pk, "通报党费", 1, "同意。"), (rows[1][0], "研究七月活动", 2, "")]
    assert first.pk not in {second.pk}


def test_an_item_with_a_record_is_not_struck_out(world, committee_meeting):
    item = item_of(committee_meeting, "通报党费")
    agenda_items.write(item, by=world.secretary, revision=1, decision="同意。")

    with pytest.raises(DomainError, match="不能删去"):
        preparing.set_agenda(committee_meeting, [], by=world.secretary, revision=1)


def test_a_title_says_what_the_item_is_for_unless_somebody_said_otherwise(world, committee_meeting):
    preparing.set_agenda(
        committee_meeting, [("第一议题：学习讲话", None, "")], by=world.secretary, revision=1
    )
    item = committee_meeting.agenda.get()
    assert item.tag == "first"

    agenda_items.shape(item, by=world.secretary, tag="study")
    preparing.set_agenda(
        committee_meeting, [("第一议题：学习报告", None, "")], by=world.secretary, revision=2
    )
    item.refresh_from_db()
    assert (item.tag, item.title) == ("study", "第一议题：学习报告")


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_an_item_passed_on_three_times_at_once_stands_on_the_agenda_once(world, today):
    meeting = make_activity(world.branch, date(2026, 6, 18), kind="committee_meeting")
    members = make_activity(world.branch, date(2026, 6, 26), kind="member_meeting")
    item = item_of(meeting, "评选优秀共产党员", matter="commendation")

    def act():
        return passing_on.to_members(AgendaItem.objects.get(pk=item.pk), by=world.secretary)

    at_once(act, act, act)

    assert members.agenda.count() == 1


def test_what_a_branch_has_worked_on_stays_its_own_when_the_organizer_strikes_it_out(world, today):
    day = date(2026, 7, 10)
    fields = {
        "theme": "联合活动",
        "starts_at": clock.at(day, time(14)),
        "ends_at": clock.at(day, time(17)),
        "place": "会堂",
    }
    joint = joining.open_for_branches(
        world.committee,
        by=world.reviewer,
        fields=fields,
        branches=[world.branch],
        agenda=[("听党课", 60, ""), ("参观", 60, "")],
    )
    activity = joining.adopt(joint.parts.get(), by=world.secretary, on=clock.today())
    item_files.attach(
        activity, name="讲稿.pdf", data=b"%PDF-1.4\n%%EOF", by=world.secretary, item=activity.agenda.first()
    )
    joint.refresh_from_db()

    joining.set_agenda(joint, [("参观", 90, "")], by=world.reviewer, revision=joint.revision)

    assert [item.title for item in activity.agenda.all()] == ["参观", "听党课"]
    assert activity.agenda.get(title="听党课").files.count() == 1


def test_a_village_committee_is_told_that_the_members_discuss_it(world, committee_meeting):
    item_of(committee_meeting, "研究集体资产处置", matter="important")
    assert meeting_of(committee_meeting).items[0].hint == ""

    world.branch.domain = BranchDomain.VILLAGE
    world.branch.save()

    committee_meeting.branch.refresh_from_db()
    assert "必须经过党员大会讨论" in meeting_of(committee_meeting).items[0].hint


def test_the_committee_is_reminded_of_the_thought_analysis_when_it_is_behind(world, committee_meeting):
    assert "0 次，一年应有 2 次" in thought_analysis_hint(committee_meeting)  # June: one of two is due

    item_of(committee_meeting, "分析党员思想状况", tag="thought")
    assert thought_analysis_hint(committee_meeting) == ""


def test_an_agenda_kept_under_a_name_is_offered_next_time_and_as_last_time_leaves_out_what_is_over(
    world, committee_meeting
):
    item_of(committee_meeting, "第一议题：传达学习")
    item_of(committee_meeting, "接收预备党员", matter="admission")
    agenda_keeping.keep(committee_meeting, [("研究工作", 20, "张一")], name="我们的", by=world.secretary)
    agenda_keeping.keep(committee_meeting, [("研究工作", 30, "张一")], name="我们的", by=world.secretary)
    july = make_activity(world.branch, date(2026, 7, 18), kind="committee_meeting")

    offers = {offer.label: offer.text for offer in agenda_offers(july)}

    assert offers["照上次"] == "第一议题：传达学习"
    assert offers["我们的"] == "研究工作 | 30 | 张一"
    assert offers["支委会常用议程"].startswith("第一议题")
    assert "我们的" not in [
        o.label for o in agenda_offers(make_activity(world.foreign_branch, kind="committee_meeting"))
    ]
