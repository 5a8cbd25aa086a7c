"""The meetings of a year as the rules see them: signed when, and from the committee or not (MT-08, MT-12, E-81)."""

from datetime import date, time

import pytest

from activities.models import AgendaItem
from activities.reports.branch_facts import branch_findings
from activities.reports.year_meetings import matters_of, minutes_of
from activities.services.minutes_signing import sign, sign_on_paper
from partywork.common import clock
from partywork.common.compliance import Verdict
from tests.activities.minutes import DAY, hold, written
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db


def found(branch, rule, *, names=True):
    return [
        (finding.verdict, finding.sentence, finding.needs_attention)
        for finding in branch_findings(branch, 2026, names=names)
        if finding.rule == rule
    ]


def put(activity, title, **fields):
    number = activity.agenda.count() + 1
    return AgendaItem.objects.create(activity=activity, position=number, title=title, **fields)


def test_minutes_signed_by_one_wait_and_then_are_late(world, today):
    record = written(world, today)
    sign(record, by=world.secretary)
    assert found(world.branch, "meetings.minutes-signed") == [
        (Verdict.UNKNOWN, "6月18日支部党员大会的会议记录待签字，限6月25日", False)
    ]

    today.move_to(clock.at(date(2026, 6, 27), time(9)))
    sign(record, by=world.member)

    assert found(world.branch, "meetings.minutes-signed") == [
        (Verdict.NOT_MET, "6月18日支部党员大会的会议记录6月27日签齐，限6月25日，晚2天", True)
    ]


def test_the_day_on_the_paper_counts_not_the_day_it_was_typed(world, today):
    world.plain_member.user = None
    world.plain_member.save(update_fields=["user"])
    record = written(world, today)
    sign(record, by=world.secretary)
    today.move_to(clock.at(date(2026, 7, 2), time(9)))

    sign_on_paper(record, "recorder", by=world.secretary, on=DAY)

    assert [fact.signed_on for fact in minutes_of([world.branch], 2026)[world.branch.pk]] == [DAY]


def test_the_record_sheet_of_a_party_day_has_its_own_rule(world, today):
    hold(world, today, "party_day")

    assert minutes_of([world.branch], 2026)[world.branch.pk] == []


def test_a_matter_without_its_committee_item_is_named_until_a_reason_stands_there(world, today):
    meeting = hold(world, today)
    item = put(meeting, "接收赵四为预备党员", matter="admission")
    put(meeting, "传达学习")
    said = "6月18日党员大会“接收赵四为预备党员”没有对应的支委会议题"
    assert found(world.branch, "meetings.committee-first") == [(Verdict.NOT_MET, said, True)]
    unnamed = "6月18日党员大会“接收预备党员”没有对应的支委会议题"
    assert found(world.branch, "meetings.committee-first", names=False) == [(Verdict.NOT_MET, unnamed, True)]

    item.earlier_reason = "上级当天要求"
    item.save()

    assert found(world.branch, "meetings.committee-first") == [(Verdict.NOT_MET, said, False)]


@pytest.mark.parametrize(("state", "came"), [("held", True), ("cancelled", False), ("announced", False)])
def test_only_a_committee_meeting_that_was_held_counts_as_the_first_discussion(world, today, state, came):
    closed = {"closed_at": clock.now()} if state == "held" else {}
    first = make_activity(world.branch, date(2026, 6, 10), kind="committee_meeting", state=state, **closed)
    earlier = put(first, "讨论接收赵四", matter="admission")
    meeting = hold(world, today)
    put(meeting, "接收赵四为预备党员", matter="admission", earlier=earlier)

    [fact] = matters_of([world.branch], 2026, names=True)[world.branch.pk]

    assert fact.from_committee is came


def test_a_branch_without_a_committee_is_not_asked(world, today):
    put(hold(world, today), "接收赵四为预备党员", matter="admission")
    world.branch.has_committee = False
    world.branch.save(update_fields=["has_committee"])

    assert found(world.branch, "meetings.committee-first") == []
