"""Races with real connections: two clicks, two officials, sixty-four phones (R2, R3, E-82)."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial

import pytest
from django.conf import settings
from django.db import connection

from activities.models import Activity, Attendance, Filing, FilingRound, MakeUp, Notice
from activities.services import (
    announcing,
    attending,
    changing,
    filing,
    leaving,
    making_up,
    opening,
    planning,
    rating,
    recording,
    watching,
)
from activities.services.attending import SignedIn
from activities.services.notifying import Message, queue
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.members import make_member
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)

WRITTEN = {"content": "学习了原文", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}
GRADES = dict.fromkeys(["theme", "content", "form", "effect", "overall"], "satisfied")


@pytest.fixture
def activity(world, today):
    return make_activity(world.branch, date(2026, 6, 25))


@pytest.fixture
def held(activity, world, today):
    today.move_to(datetime(2026, 6, 25, 14, 0, tzinfo=clock.OFFICE))
    attending.mark_all_present(activity, by=world.secretary)
    today.move_to(datetime(2026, 6, 25, 18, 0, tzinfo=clock.OFFICE))
    return attending.close(activity, by=world.secretary)


def journaled(row, verb):
    return JournalEntry.objects.filter(model=row._meta.label_lower, object_id=row.pk, verb=verb).count()


def refusals(results):
    return [result for result in results if isinstance(result, Exception)]


@pytest.mark.parametrize("seed", range(3))
def test_sixty_four_phones_three_times_each_with_the_closing_in_the_middle(seed, world, activity, today):
    people = [make_member(world.branch, name=f"丙{number}") for number in range(59)] + world.roster
    today.move_to(datetime(2026, 6, 25, 14, 2, tzinfo=clock.OFFICE))
    clicks = [partial(attending.sign_in, activity.pk, member.pk) for member in people] * 3
    random.Random(seed).shuffle(clicks)
    middle = len(clicks) // 2
    clicks.insert(middle, partial(attending.close, activity, by=world.secretary))

    def click(act):
        try:
            return act()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(64) as pool:
        results = list(pool.map(click, clicks))

    kinds = Counter(type(result).__name__ for result in results)
    assert kinds["SignedIn"] + kinds["DomainError"] == 192
    assert {r.code for r in results if isinstance(r, DomainError)} <= {"closed"}
    activity.refresh_from_db()
    assert (activity.state, activity.total) == ("held", 64)
    assert Attendance.objects.filter(activity=activity).count() == 64
    came = Attendance.objects.filter(activity=activity, status="present", method="code").count()
    first_times = sum(isinstance(result, SignedIn) and not result.again for result in results)
    assert activity.present == came == first_times
    assert activity.unsettled == 64 - came
    assert came > 0, "nobody got in before the closing: the race did not take place"
    assert watching.reconcile() == []


def test_two_who_close_at_once_close_once(activity, world, today):
    today.move_to(datetime(2026, 6, 25, 18, 0, tzinfo=clock.OFFICE))
    results = at_once(*[partial(attending.close, activity, by=world.secretary)] * 4)
    assert refusals(results) == []
    assert journaled(activity, "close") == 1
    assert Attendance.objects.filter(activity=activity).count() == 5


def test_two_who_announce_at_once_announce_once(activity, world):
    results = at_once(*[partial(announcing.announce, activity, by=world.secretary)] * 4)
    assert refusals(results) == []
    assert journaled(activity, "announce") == 1
    assert Notice.objects.filter(occasion=f"announce:{activity.pk}").count() == 2


def test_announcing_while_it_is_called_off_ends_in_one_of_the_two(activity, world):
    at_once(
        partial(announcing.announce, activity, by=world.secretary),
        partial(changing.cancel, activity, by=world.secretary, reason="台风"),
    )
    activity.refresh_from_db()
    assert activity.state == "cancelled"
    assert journaled(activity, "cancel") == 1


def test_handing_in_twice_at_once_is_one_round_and_one_sentence(held, world):
    recording.write(held.record, by=world.secretary, revision=1, fields=WRITTEN)
    results = at_once(*[partial(recording.submit, held.record, by=world.secretary)] * 3)
    assert [refusal.code for refusal in refusals(results)] == ["wrong_state"] * 2
    assert refusals(results)[0].message == "纪实表现在是“已报送”，不能报送。"
    assert FilingRound.objects.count() == Filing.objects.count() == 1


def test_a_plan_handed_in_twice_at_once_is_one_version(world, today):
    plan = make_plan(world.branch)
    make_row(plan)
    results = at_once(*[partial(planning.submit, plan, by=world.secretary)] * 3)
    assert len(refusals(results)) == 2
    assert plan.versions.count() == FilingRound.objects.count() == 1


def test_accepting_and_returning_at_once_leaves_one_answer(held, world):
    recording.write(held.record, by=world.secretary, revision=1, fields=WRITTEN)
    handed_in = recording.submit(held.record, by=world.secretary)
    results = at_once(
        partial(filing.accept, handed_in, by=world.reviewer),
        partial(filing.return_, handed_in, by=world.reviewer, answer="请补充讨论情况。"),
    )
    (refusal,) = refusals(results)
    assert refusal.code == "wrong_state"
    handed_in.refresh_from_db()
    held.record.refresh_from_db()
    assert (
        handed_in.state
        == held.record.state
        == {"accepted": "accepted", "returned": "returned"}[handed_in.state]
    )
    assert journaled(handed_in, "accept") + journaled(handed_in, "return") == 1
    assert handed_in.rounds.get().answered_by == world.reviewer


def test_of_two_writers_one_is_shown_what_the_other_wrote(held, world):
    texts = ["讨论了学习计划。", "讨论了帮扶安排。"]
    results = at_once(
        *(
            partial(recording.write, held.record, by=world.secretary, revision=1, fields={"discussion": text})
            for text in texts
        )
    )
    (conflict,) = refusals(results)
    assert isinstance(conflict, Conflict)
    held.record.refresh_from_db()
    assert held.record.revision == 2
    assert conflict.current["discussion"] == held.record.discussion
    assert held.record.discussion in texts


def test_opening_one_row_several_times_at_once_finds_the_first(world, today):
    row = make_row(make_plan(world.branch), start=date(2026, 6, 25), end=date(2026, 6, 25))
    results = at_once(*[partial(opening.open_from_row, row, by=world.secretary)] * 4)
    assert refusals(results) == []
    assert {result.pk for result in results} == {Activity.objects.get().pk}
    assert journaled(results[0], "open") == 1


def test_removing_a_row_while_it_is_opened_refuses_one_of_the_two_in_words(world, today):
    row = make_row(make_plan(world.branch), start=date(2026, 6, 25), end=date(2026, 6, 25))
    results = at_once(
        partial(opening.open_from_row, row, by=world.secretary),
        partial(planning.remove_row, row, by=world.secretary),
    )
    (refusal,) = refusals(results)
    assert isinstance(refusal, DomainError)
    assert Activity.objects.count() == type(row).objects.filter(pk=row.pk).count()


def test_amending_one_row_twice_at_once_amends_it_once(world, today):
    plan = make_plan(world.branch, state="approved")
    row = make_row(plan)
    results = at_once(
        *(
            partial(planning.change_row, row, by=world.secretary, fields={"content": text}, reason="上级部署")
            for text in ("甲", "乙")
        )
    )
    (refusal,) = refusals(results)
    assert "已经调整过" in refusal.message
    assert plan.rows.count() == 2


def test_beginning_the_plan_of_the_year_twice_at_once_begins_it_once(world):
    results = at_once(*[partial(planning.begin, world.branch, 2026, by=world.secretary)] * 4)
    assert refusals(results) == []
    assert len({plan.pk for plan in results}) == 1
    assert journaled(results[0], "begin") == 1


def test_rating_twice_at_once_counts_one_ballot(held, world):
    results = at_once(*[partial(rating.rate, held.rating, world.plain_member, grades=GRADES)] * 4)
    assert [refusal.code for refusal in refusals(results)] == ["already_rated"] * 3
    held.rating.refresh_from_db()
    assert held.rating.collected == 1
    assert sum(held.rating.tallies.values_list("count", flat=True)) == 5


def test_everybody_rating_at_once_loses_no_ballot(held, world):
    results = at_once(*(partial(rating.rate, held.rating, member, grades=GRADES) for member in world.roster))
    assert refusals(results) == []
    held.rating.refresh_from_db()
    assert (held.rating.collected, sum(held.rating.tallies.values_list("count", flat=True))) == (5, 25)


def test_asking_for_leave_twice_at_once_is_one_leave(activity, world):
    ask = partial(leaving.ask, activity, world.plain_member, reason="sick", by=world.member)
    results = at_once(ask, ask, ask)
    assert refusals(results) == []
    assert activity.leaves.count() == 1
    assert Notice.objects.filter(occasion__startswith="leave:").count() == 1


def test_leave_granted_while_the_activity_closes_is_in_the_register_or_settles_it(activity, world, today):
    leave = leaving.ask(activity, world.plain_member, reason="sick", by=world.member)
    today.move_to(datetime(2026, 6, 25, 18, 0, tzinfo=clock.OFFICE))
    results = at_once(
        partial(attending.close, activity, by=world.secretary),
        partial(leaving.approve, leave, by=world.secretary),
    )
    assert refusals(results) == []
    row = Attendance.objects.get(activity=activity, member=world.plain_member)
    assert row.status == "leave_sick"
    assert MakeUp.objects.filter(attendance=row).exists()
    assert watching.reconcile() == []


def test_settling_and_handing_in_at_once_never_change_what_was_filed(activity, world, today):
    today.move_to(datetime(2026, 6, 25, 14, 0, tzinfo=clock.OFFICE))
    for member in world.roster[:4]:
        attending.mark(activity, member, status="present", by=world.secretary)
    today.move_to(datetime(2026, 6, 25, 18, 0, tzinfo=clock.OFFICE))
    attending.close(activity, by=world.secretary)
    open_row = Attendance.objects.get(activity=activity, status="unsettled")
    attending.settle(open_row, status="absent", by=world.secretary)
    record = activity.record
    recording.write(record, by=world.secretary, revision=1, fields=WRITTEN)
    at_once(
        partial(attending.settle, open_row, status="present", by=world.secretary, remark="到了"),
        partial(recording.submit, record, by=world.secretary),
    )
    filed = FilingRound.objects.get().content["attendance"]
    activity.refresh_from_db()
    assert f"实到{activity.present}人" in filed["sentence"]
    assert watching.reconcile() == []


def test_confirming_a_make_up_while_the_absence_is_put_right_does_not_deadlock(activity, world, today):
    today.move_to(datetime(2026, 6, 25, 14, 0, tzinfo=clock.OFFICE))
    attending.mark(activity, world.plain_member, status="absent", by=world.secretary)
    today.move_to(datetime(2026, 6, 25, 18, 0, tzinfo=clock.OFFICE))
    attending.close(activity, by=world.secretary)
    make_up = MakeUp.objects.get()
    making_up.contact(make_up, by=world.secretary, cause="出差")
    making_up.hand_in(make_up, by=world.member, method="talk", done_on=date(2026, 6, 25))
    results = at_once(
        partial(making_up.confirm, make_up, by=world.secretary),
        partial(
            attending.settle, make_up.attendance, status="present", by=world.secretary, remark="查了签到表"
        ),
    )
    assert all(isinstance(result, DomainError) for result in refusals(results))
    assert not MakeUp.objects.exists()
    activity.refresh_from_db()
    assert (activity.present, activity.made_up) == (1, 0)
    assert watching.reconcile() == []


def test_the_same_notice_written_by_several_at_once_is_one_notice_with_one_delivery(world):
    message = Message("once:1", "reminder", "提醒", "正文")
    people = [world.member.pk, world.secretary.pk, world.reviewer.pk]
    results = at_once(*[partial(queue, people, message)] * 6)
    assert refusals(results) == []
    assert sum(results) == 3
    assert Notice.objects.count() == 3
    assert [notice.deliveries.count() for notice in Notice.objects.all()] == [1, 1, 1]
