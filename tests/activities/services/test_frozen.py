"""Filed is filed: nothing that changes afterwards changes what was handed in, not even by raw SQL (N19, RC-06)."""

from datetime import date, datetime

import pytest
from django.db import InternalError, connection, transaction

from activities.models import Attendance, FilingRound
from activities.reports.branch_facts import branch_findings
from activities.services import attending, filing, leaving, planning, preparing, rating, recording
from activities.services.filing import digest_of
from branches.services.grouping import form_group
from branches.services.setting import set_parameter
from branches.services.structuring import rename
from members.choices import SpellEnd
from members.services import deciding, disciplining
from members.services.enrolling import become_full, change_group, leave_branch
from members.services.exempting import exempt
from members.services.transferring import correct_transfer_day, transfer
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.uploads import PDF, CleanFile
from partywork.models import JournalEntry
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.branches import make_branch
from tests.factories.members import make_member

WRITTEN = {"content": "学习了原文", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}


@pytest.fixture
def filed(world, today):
    """A sheet handed in: four of five came, one was absent, two have rated and the round is still open."""
    activity = make_activity(world.branch, date(2026, 6, 18))
    today.move_to(datetime(2026, 6, 18, 14, 0, tzinfo=clock.OFFICE))
    for member in world.roster[:4]:
        attending.mark(activity, member, status="present", by=world.secretary)
    attending.mark(activity, world.roster[4], status="absent", by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    activity = attending.close(activity, by=world.secretary)
    recording.write(activity.record, by=world.secretary, revision=1, fields=WRITTEN)
    return recording.submit(activity.record, by=world.secretary).rounds.get()


def change_the_name(world, filed):
    world.plain_member.name = "钱六"
    world.plain_member.save()


def rename_the_branch(world, filed):
    rename(world.branch, "新名支部", day=date(2026, 6, 18), by=world.reviewer)


def transfer_somebody(world, filed):
    target = make_branch(parent=world.committee)
    transfer(world.plain_member, target, day=date(2026, 6, 10), by=world.reviewer)
    correct_transfer_day(world.plain_member, date(2026, 6, 12), by=world.reviewer, reason="日期写错")


def enrol_somebody_earlier(world, filed):
    make_member(world.branch, name="补录人")


def loosen_the_limit(world, filed):
    set_parameter(
        world.committee,
        "pd.min_attendance_pct",
        "90",
        since=date(2026, 6, 1),
        by=world.reviewer,
        reason="上级文件",
    )


def rate_and_close(world, filed):
    round_ = filed.filing.activity.rating
    for member in world.roster[:4]:
        grades = dict.fromkeys(["theme", "content", "form", "effect", "overall"], "dissatisfied")
        rating.rate(round_, member, grades=grades)
    rating.close_due(clock.now())


def excuse_the_absentee(world, filed):
    leave = leaving.ask(
        filed.filing.activity, world.roster[4], reason="sick", by=world.secretary, text="补假"
    )
    leaving.approve(leave, by=world.reviewer)
    row = Attendance.objects.get(activity=filed.filing.activity, member=world.roster[4])
    assert row.status == "absent", "the register of a filed sheet stays"


def note_a_death_before(world, filed):
    leave_branch(world.others[1], day=date(2026, 6, 17), ended_by=SpellEnd.DIED, by=world.secretary)


def expel_somebody_before(world, filed):
    paper = CleanFile(b"%PDF-1.4 decision", PDF, "决定.pdf")
    made = deciding.Decision("expulsion", date(2026, 6, 10), date(2026, 6, 10), "1号", "区委")
    deciding.decide(world.others[1], made, paper=paper, by=world.secretary)


def make_somebody_full_before(world, filed):
    become_full(
        world.plain_member, full_on=date(2026, 6, 1), approved_on=date(2026, 6, 17), by=world.reviewer
    )


def exempt_somebody_before(world, filed):
    exempt(
        world.roster[4],
        reason="long_illness",
        since=date(2026, 6, 1),
        until=date(2026, 12, 31),
        contact=world.others[0],
        by=world.secretary,
    )


def detain_somebody_before(world, filed):
    made = disciplining.Decision("detained", date(2026, 6, 1), "区监委", "留1号", date(2026, 6, 1))
    disciplining.enter_decision(world.roster[4], world.branch, made, by=world.secretary)


def end_a_post_before(world, filed):
    made = disciplining.Decision("dismissed", date(2026, 6, 1), "区纪委", "撤1号", date(2026, 6, 1))
    disciplining.enter_decision(world.secretary_member, world.branch, made, by=world.reviewer)


def put_into_a_group_before(world, filed):
    change_group(
        world.others[0],
        form_group(world.branch, "新小组", by=world.secretary),
        day=date(2026, 6, 1),
        by=world.secretary,
    )


def accept_it(world, filed):
    filing.accept(filed.filing, by=world.reviewer, answer="可以。")


BACKDATED = [
    note_a_death_before,
    expel_somebody_before,
    make_somebody_full_before,
    exempt_somebody_before,
    detain_somebody_before,
    end_a_post_before,
    put_into_a_group_before,
]
AFTERWARDS = [
    *BACKDATED,
    change_the_name,
    rename_the_branch,
    transfer_somebody,
    enrol_somebody_earlier,
    loosen_the_limit,
    rate_and_close,
    excuse_the_absentee,
    accept_it,
]


@pytest.mark.parametrize("happens", AFTERWARDS, ids=lambda act: act.__name__)
def test_whatever_happens_afterwards_the_filed_sheet_says_what_it_said(happens, world, filed):
    content, digest = filed.content, filed.digest
    happens(world, filed)
    kept = FilingRound.objects.get(pk=filed.pk)
    assert kept.content == content
    assert kept.digest == digest == digest_of(kept.content)
    activity = filed.filing.activity
    activity.refresh_from_db()
    assert (activity.total, activity.present) == (5, 4)


@pytest.mark.parametrize(
    "happens",
    [*BACKDATED, transfer_somebody, enrol_somebody_earlier, loosen_the_limit],
    ids=lambda act: act.__name__,
)
def test_what_is_entered_afterwards_with_an_earlier_day_judges_no_filed_event_anew(happens, world, filed):
    before = about(filed.filing.activity)
    assert before
    happens(world, filed)
    assert about(filed.filing.activity) == before


def about(activity):
    """What the rules say of this one event: whoever is meant, and how it came out."""
    found = branch_findings(activity.branch, 2026, names=True)
    said = [
        each for each in found if each.subject.endswith(f":{activity.pk}") or activity.theme in each.sentence
    ]
    return [(each.rule, each.subject, each.verdict, each.sentence) for each in said]


def test_the_register_the_guests_and_the_reasons_are_closed_with_the_sheet(world, filed):
    activity = filed.filing.activity
    row = activity.attendances.get(member=world.roster[4])
    for late in (
        lambda: attending.settle(row, status="present", by=world.secretary, remark="到了"),
        lambda: attending.explain_low(activity, by=world.secretary, reason="外出"),
        lambda: preparing.invite(activity, by=world.secretary, name="来宾", kind="public"),
        lambda: recording.write(activity.record, by=world.secretary, revision=2, fields={"content": "别的"}),
    ):
        with pytest.raises(DomainError, match="报送"):
            late()


def test_what_comes_after_a_return_is_a_round_of_its_own(world, filed):
    filing.return_(filed.filing, by=world.reviewer, answer="请补充讨论情况。")
    record = filed.filing.record
    record.refresh_from_db()
    recording.write(record, by=world.secretary, revision=record.revision, fields={"discussion": "李二提出……"})
    recording.submit(record, by=world.secretary)
    first, second = filed.filing.rounds.all()
    assert (first.number, second.number) == (1, 2)
    assert first.content["written"]["discussion"] == "有"
    assert second.content["written"]["discussion"] == "李二提出……"
    assert first.digest != second.digest
    assert filed.filing.first_submitted_at == first.submitted_at, "lateness stays judged by the first (RC-02)"


# --- by raw SQL ------------------------------------------------------------------------------------------------


def refused(sql, *values):
    with (
        pytest.raises(InternalError, match="pgtrigger: Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "change",
    [
        "content = '{}'",
        "digest = 'x'",
        "number = 9",
        "note = 'x'",
        "submitted_at = now()",
        "submitted_by_id = NULL",
    ],
)
def test_no_statement_changes_a_filed_round(filed, change):
    refused(f"UPDATE activities_filinground SET {change} WHERE id = %s", filed.pk)


def test_no_statement_deletes_a_filed_round(filed):
    refused("DELETE FROM activities_filinground WHERE id = %s", filed.pk)


def test_an_answer_is_given_once(world, filed):
    filing.accept(filed.filing, by=world.reviewer, answer="可以。")
    refused("UPDATE activities_filinground SET outcome = 'returned' WHERE id = %s", filed.pk)
    refused("UPDATE activities_filinground SET answer = '不行' WHERE id = %s", filed.pk)


def test_the_journal_is_append_only(filed):
    assert JournalEntry.objects.exists()
    refused("UPDATE partywork_journalentry SET verb = 'x'")
    refused("DELETE FROM partywork_journalentry")


@pytest.fixture
def version(world, today):
    plan = make_plan(world.branch)
    make_row(plan)
    planning.submit(plan, by=world.secretary)
    return plan.versions.get()


def test_a_plan_that_was_handed_in_is_kept_as_it_was(world, version):
    filing.return_(version.plan.filing, by=world.reviewer, answer="请补七月。")
    plan = version.plan
    plan.refresh_from_db()
    planning.add_row(plan, by=world.secretary, fields={"month": 7, "content": "七一活动"})
    planning.submit(plan, by=world.secretary)
    first, second = plan.versions.all()
    assert (len(first.content["rows"]), len(second.content["rows"])) == (1, 2)
    assert (first.content, first.digest) == (version.content, version.digest)


def test_no_statement_changes_or_deletes_a_version_of_the_plan(version):
    refused("UPDATE activities_planversion SET content = '{}' WHERE id = %s", version.pk)
    refused("DELETE FROM activities_planversion WHERE id = %s", version.pk)
