"""An overdue sheet: steps said once, telephone calls, the lock and its key (C10, C11, S29)."""

from datetime import date, datetime, time, timedelta

import pytest

from activities.choices import ActivityState, RecordState
from activities.models import Escalation, Filing, Notice, RecordSheet
from activities.services import attending, escalating, filing, locking, recording, watching
from branches.services.setting import set_parameter
from members.choices import Post
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.branches import make_committee
from tests.factories.members import appoint, make_user

WORDS = {"content": "学习", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}
DUE = datetime(2026, 6, 21, tzinfo=clock.OFFICE)


@pytest.fixture
def sheet(world, today):
    """Held on 18 June, to be handed in by the end of 20 June; the publicity member is there too."""
    publicity = make_user("publicity", name="宣一")
    appoint(publicity, world.branch, Post.PUBLICITY_MEMBER)
    return _held(world, today)


def _held(world, today):
    activity = make_activity(world.branch, state=ActivityState.ANNOUNCED, decided_on=date(2026, 6, 1))
    today.move_to(clock.at(date(2026, 6, 18), time(18, 1)))
    for member in world.roster:
        attending.mark(activity, member, status="present", by=world.secretary)
    record = attending.close(activity, by=world.secretary).record
    assert record.due_at == DUE
    return record


def _told(word):
    rows = Notice.objects.filter(subject__contains="还没有报").filter(subject__contains=word)
    return sorted(rows.values_list("recipient__username", flat=True))


def _run(today, days, hours=9):
    today.move_to(DUE + timedelta(days=days, hours=hours))
    return escalating.escalate_all(clock.now())


def test_each_step_reaches_whoever_can_act_and_is_said_once(world, sheet, today):
    assert _run(today, 0) == 0
    assert _run(today, 1) == 1
    assert _told("") == ["secretary"]
    assert _run(today, 1, 20) == 0
    assert _run(today, 2) == 0
    assert _run(today, 3) == 1
    assert _told("请支委会督促") == ["publicity", "secretary"]
    assert _run(today, 5) == 1
    assert _told(world.branch.called) == ["reviewer"]
    assert _run(today, 30) == 0
    assert list(Escalation.objects.values_list("step", flat=True)) == ["secretary", "leaders", "committee"]


def test_a_job_that_did_not_run_for_a_week_says_the_step_of_now_alone(sheet, today):
    assert _run(today, 7) == 1
    assert Escalation.objects.get().step == "committee"


def test_a_morning_without_news_asks_the_same_however_many_are_overdue(
    world, sheet, today, django_assert_num_queries
):
    _run(today, 1)
    with django_assert_num_queries(4):
        assert escalating.escalate_all(clock.now()) == 0


def test_once_it_is_handed_in_nobody_is_told_any_more(world, sheet, today):
    recording.write(sheet, by=world.secretary, revision=1, fields=WORDS)
    recording.submit(sheet, by=world.secretary)
    assert _run(today, 9) == 0


def test_after_a_return_the_steps_begin_anew_and_by_the_clock_that_stood_still(world, sheet, today):
    _run(today, 1)
    recording.write(sheet, by=world.secretary, revision=1, fields=WORDS)
    handed_in = recording.submit(sheet, by=world.secretary)
    today.move_to(DUE + timedelta(days=10))
    filing.return_(handed_in, by=world.reviewer, answer="请改。")

    # Until a day after the answer, and the days the superior had it do not count.
    assert _run(today, 10, 12) == 0
    assert _run(today, 12, 1) == 1
    assert Escalation.objects.filter(step="secretary").count() == 2


def test_the_morning_reminder_of_a_returned_sheet_follows_that_clock_too(world, sheet, today):
    recording.write(sheet, by=world.secretary, revision=1, fields=WORDS)
    handed_in = recording.submit(sheet, by=world.secretary)
    today.move_to(DUE + timedelta(days=10))
    filing.return_(handed_in, by=world.reviewer, answer="请改。")

    watching.remind_all(clock.now())

    assert not Notice.objects.filter(subject__contains="已过报送时限").exists()


def test_the_committee_sets_the_days_and_may_leave_a_step_out(world, sheet, today):
    values = {"es.secretary_days": "2", "es.leaders_days": "0"}
    for key, value in values.items():
        set_parameter(world.committee, key, value, since=date(2026, 6, 18), by=world.reviewer)
    assert _run(today, 1) == 0
    assert _run(today, 2) == 1
    assert _run(today, 4) == 0
    assert _run(today, 5) == 1


def test_a_telephone_call_stays_with_the_sheet(world, sheet, today):
    today.move_to(DUE + timedelta(days=6))
    escalating.note_call(sheet, by=world.reviewer, note="书记出差，周五报。")
    escalating.note_call(sheet, by=world.reviewer, note="已经在写。")
    notes = Escalation.objects.filter(step="call").values_list("note", flat=True)
    assert list(notes) == ["书记出差，周五报。", "已经在写。"]
    with pytest.raises(DomainError, match="请写一句"):
        escalating.note_call(sheet, by=world.reviewer, note=" ")
    with pytest.raises(DomainError, match="市直机关工委联系"):
        escalating.note_call(sheet, by=world.secretary, note="我自己")


def test_the_queue_lists_what_the_own_branches_owe_with_what_was_done(world, sheet, today, client_for):
    _run(today, 5)
    higher = make_user("higher", name="高一")
    above = make_committee(name="更上级")
    appoint(higher, above, Post.OFFICER)

    page = client_for(world.reviewer).get("/queue/")
    answer = client_for(world.reviewer).post(f"/records/{sheet.pk}/calls/", {"note": "周五报。"}, follow=True)

    (line,) = page.context["overdue"].lines
    assert (line.record.pk, line.is_up) == (sheet.pk, True)
    assert "列入催办" in page.content.decode()
    assert "已电话联系：周五报。" in answer.content.decode()
    assert client_for(higher).get("/queue/").context["overdue"].lines == []


# --- the lock ----------------------------------------------------------------------------------------------------


@pytest.fixture
def locked(world, today):
    """The committee locks five days after the deadline; it is the sixth."""
    set_parameter(world.committee, "rc.lock_days", "5", since=date(2026, 6, 18), by=world.reviewer)
    record = _held(world, today)
    today.move_to(DUE + timedelta(days=5, hours=9))
    return RecordSheet.objects.get(pk=record.pk)


def test_nothing_is_locked_where_the_committee_asks_for_no_lock(world, sheet, today):
    today.move_to(DUE + timedelta(days=300))
    recording.write(sheet, by=world.secretary, revision=1, fields=WORDS)
    assert recording.submit(sheet, by=world.secretary).is_late


def test_a_lock_that_is_set_later_does_not_reach_back(world, sheet, today):
    today.move_to(DUE + timedelta(days=20))
    set_parameter(world.committee, "rc.lock_days", "5", since=clock.today(), by=world.reviewer)
    recording.write(sheet, by=world.secretary, revision=1, fields=WORDS)


def test_a_locked_sheet_is_neither_written_nor_handed_in(world, locked):
    with pytest.raises(DomainError, match="请上级写明理由解锁") as refusal:
        recording.write(locked, by=world.secretary, revision=1, fields=WORDS)
    assert refusal.value.code == "locked"
    with pytest.raises(DomainError, match="锁定"):
        recording.submit(locked, by=world.secretary)


def test_the_superior_opens_it_for_some_workdays_and_it_locks_again(world, locked, today):
    row = locking.unlock(locked, by=world.reviewer, reason="书记住院。")

    assert clock.due_text(row.until) == "7月1日（周三） 24:00"  # 26 June is a Friday: three workdays
    recording.write(locked, by=world.secretary, revision=1, fields=WORDS)
    assert Notice.objects.filter(subject="6月纪实表已解锁", recipient=world.secretary).exists()
    today.move_to(row.until)
    with pytest.raises(DomainError, match="锁定"):
        recording.submit(locked, by=world.secretary)


def test_what_is_handed_in_under_an_unlocking_is_late_all_the_same(world, locked):
    locking.unlock(locked, by=world.reviewer, reason="书记住院。")
    recording.write(locked, by=world.secretary, revision=1, fields=WORDS)

    assert recording.submit(locked, by=world.secretary).is_late


@pytest.mark.parametrize("who", ["secretary", "outsider"])
def test_only_the_direct_superior_has_the_key(world, locked, who):
    with pytest.raises(DomainError, match="解锁"):
        locking.unlock(locked, by=getattr(world, who), reason="理由")


def test_an_unlocking_needs_its_reason_and_a_lock(world, locked, today):
    with pytest.raises(DomainError, match="请写明解锁的理由"):
        locking.unlock(locked, by=world.reviewer, reason=" ")
    locking.unlock(locked, by=world.reviewer, reason="补写。")
    with pytest.raises(DomainError, match="没有锁定"):
        locking.unlock(locked, by=world.reviewer, reason="再来一次")


def test_the_branch_asks_and_the_superior_opens_on_the_page(world, locked, client_for):
    secretary, official = client_for(world.secretary), client_for(world.reviewer)
    path = f"/records/{locked.pk}/"

    shown = secretary.get(path).content.decode()
    secretary.post(f"{path}unlock-request/", {"reason": "书记住院。"})
    secretary.post(f"{path}unlock-request/", {"reason": "书记住院。"})
    asked = official.get(path).content.decode()
    official.post(f"{path}unlocking/", {"reason": "情况属实。"})

    assert "请上级解锁" in shown
    assert "检查并报送" not in shown
    assert Notice.objects.filter(recipient=world.reviewer, subject__contains="请求解锁").count() == 1
    assert ">解锁</button>" in asked
    again = secretary.get(path).content.decode()
    assert "情况属实。" in again
    assert "检查并报送" in again


def test_a_return_gives_its_own_time_before_it_locks(world, locked, today):
    locking.unlock(locked, by=world.reviewer, reason="补写。")
    recording.write(locked, by=world.secretary, revision=1, fields=WORDS)
    handed_in = recording.submit(locked, by=world.secretary)
    today.move_to(DUE + timedelta(days=30))
    filing.return_(handed_in, by=world.reviewer, answer="请改。")

    locked.refresh_from_db()
    assert locked.state == RecordState.RETURNED
    recording.write(locked, by=world.secretary, revision=locked.revision, fields={"content": "改了"})
    today.move_to(DUE + timedelta(days=37))
    with pytest.raises(DomainError, match="锁定"):
        recording.submit(locked, by=world.secretary)
    assert Filing.objects.get().rounds.count() == 1
