"""A member's word against the own mark: answered by somebody else, with a reason and a trace (M15, E-04, N19)."""

from datetime import date, datetime

import pytest

from activities.choices import AttendanceStatus, ObjectionState
from activities.documents.filled_record import record_sheet
from activities.models import Attendance, MakeUp, Notice, Objection
from activities.services import attending, making_up, objecting, recording, watching
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 18)
SENTENCES = {"content": "学习。", "discussion": "谈了。", "consensus": "有。", "actions": "本次没有议定事项"}


@pytest.fixture
def running(world, today):
    activity = make_activity(world.branch, DAY, state="announced", host=world.secretary_member)
    today.move_to(datetime(2026, 6, 18, 14, 30, tzinfo=clock.OFFICE))
    return activity


@pytest.fixture
def held(world, running, today):
    """钱五 and 赵四 are marked absent."""
    attending.mark(running, world.plain_member, status="absent", by=world.secretary)
    attending.mark(running, world.others[2], status="absent", by=world.secretary)
    attending.mark_all_present(running, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    return attending.close(running, by=world.secretary, low_reason="防汛")


@pytest.fixture
def filed(world, held, today):
    recording.write(held.record, by=world.secretary, revision=1, fields=SENTENCES)
    recording.submit(held.record, by=world.secretary)
    today.move_to(datetime(2026, 6, 20, 9, 0, tzinfo=clock.OFFICE))
    held.record.refresh_from_db()
    return held


def objected(world, activity, **said):
    return objecting.object_to(
        activity, world.plain_member, by=world.member, **(said or {"claim": "present"})
    )


def test_two_taps_say_it_and_saying_it_again_changes_nothing(world, held):
    first = objected(world, held)
    again = objected(world, held, claim="leave")

    assert (first, Objection.objects.count()) == (again, 1)
    assert (first.said, first.before) == ("我到会了", "absent")
    assert Notice.objects.get(recipient=world.secretary, kind="reminder").link == f"/objections/{first.pk}/"


def test_other_needs_a_sentence_and_nothing_is_said_before_the_start(world, held, today):
    with pytest.raises(DomainError, match="请写一句哪里不对"):
        objected(world, held, claim="other")
    with pytest.raises(DomainError, match="请选一项"):
        objected(world, held, claim="nonsense")
    coming = make_activity(world.branch, date(2026, 6, 25), state="announced")
    with pytest.raises(DomainError, match="还没有开始"):
        objected(world, coming)


def test_before_filing_the_register_itself_is_put_right(world, held):
    objecting.answer(objected(world, held), by=world.secretary, status="present", answer="查了签到表")

    held.refresh_from_db()
    objection = Objection.objects.get()
    assert (objection.state, objection.before, objection.after) == ("upheld", "absent", "present")
    assert held.present == 4
    assert not MakeUp.objects.filter(attendance__member=world.plain_member).exists()
    assert Notice.objects.get(recipient=world.member, kind="reminder").body == "查了签到表"
    assert watching.reconcile() == []


def test_while_the_activity_runs_the_open_list_is_marked(world, running):
    objecting.answer(objected(world, running), by=world.secretary, status="present", answer="就在会场")

    assert Attendance.objects.get(member=world.plain_member).is_present


def test_it_stays_as_it_was_with_a_reason_the_member_reads(world, held):
    objection = objected(world, held)
    with pytest.raises(DomainError, match="请写明理由"):
        objecting.answer(objection, by=world.secretary, answer=" ")
    with pytest.raises(DomainError, match="本来就是这样"):
        objecting.answer(objection, by=world.secretary, status="absent", answer="没有来")
    objecting.answer(objection, by=world.secretary, answer="当天在外出差，没有请假")

    assert Objection.objects.get().state == ObjectionState.DISMISSED
    assert "维持原登记" in Notice.objects.get(recipient=world.member, kind="reminder").subject
    assert Attendance.objects.get(member=world.plain_member).status == "absent"


def test_nobody_answers_his_own_and_nothing_is_answered_twice(world, held):
    own = objecting.object_to(held, world.secretary_member, by=world.secretary, claim="present")
    assert Notice.objects.filter(recipient=world.reviewer, occasion=f"object:{own.pk}").exists()
    with pytest.raises(DomainError, match="请另一位同志或上级答复"):
        objecting.answer(own, by=world.secretary, status="late", answer="迟到")

    objecting.answer(own, by=world.reviewer, answer="签到表上没有迟到")
    with pytest.raises(DomainError, match="不能维持原登记"):
        objecting.answer(own, by=world.reviewer, answer="再答一次")


def test_after_filing_the_sheet_stays_and_the_correction_is_an_addendum(world, filed):
    round_ = filed.record.filing.rounds.get()
    before = dict(round_.content)
    objecting.answer(objected(world, filed), by=world.secretary, status="present", answer="查了签到表")

    round_.refresh_from_db()
    filed.refresh_from_db()
    assert round_.content == before
    assert filed.present == 4
    sheet = record_sheet(filed.record)
    assert sheet["turnout"]["present"] == 3
    (note,) = sheet["addenda"]
    assert note["title"] == "钱五的登记更正"
    assert note["text"] == "由缺席更正为到会。本人提出：我到会了。核对：查了签到表。"
    assert Notice.objects.filter(recipient=world.reviewer, occasion__startswith="corrected:").count() == 1
    assert watching.reconcile() == []


def test_a_make_up_closed_after_filing_is_an_addendum_too(world, filed):
    make_up = MakeUp.objects.get(attendance__member=world.plain_member)
    making_up.contact(make_up, by=world.secretary, cause="忘记了", told="会议内容")
    making_up.hand_in(
        make_up, by=world.member, method="talk", done_on=date(2026, 6, 19), gist="学习了会议精神"
    )
    making_up.confirm(make_up, by=world.secretary)

    (note,) = record_sheet(filed.record)["addenda"]
    assert (note["number"], note["title"], note["by"]) == (1, "钱五补课办结", "张一")
    assert "缺席类别：无故缺席，忘记了。" in note["text"]
    assert "6月19日（周五）与委员谈。学习了会议精神" in note["text"]


def test_a_draft_sheet_has_no_addenda(world, held):
    objecting.answer(objected(world, held), by=world.secretary, status="late", answer="迟到十分钟")

    assert record_sheet(held.record)["addenda"] == []
    assert Attendance.objects.get(member=world.plain_member).status == AttendanceStatus.LATE
