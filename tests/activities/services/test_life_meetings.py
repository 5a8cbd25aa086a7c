"""A life meeting from preparation to the list that comes back, and what is refused on the way (OL-*)."""

from datetime import date, datetime

import pytest
from django.db import connection

from activities.models import LifeMeeting, Notice
from activities.reports.life_page import carried_to, life_page, open_items
from activities.services import attending, life_meetings, life_words, rectifying
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity

DAY = date(2026, 6, 18)
SECRET = "在工作中有拖拉的时候"


@pytest.fixture
def life(world, today):
    made = life_meetings.begin(world.branch, 2025, by=world.secretary, theme="学党章 转作风")
    meeting = make_activity(
        world.branch, DAY, state="announced", kind="organizational_life_meeting", theme="组织生活会"
    )
    life_meetings.convene(made, meeting, by=world.secretary)
    return LifeMeeting.objects.get()


@pytest.fixture
def running(world, life, today):
    """Three in the afternoon; everybody but 赵四 is there."""
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    for member in world.roster[:4]:
        attending.mark(life.activity, member, status="present", by=world.secretary)
    attending.mark(life.activity, world.others[2], status="absent", by=world.secretary)
    return life


def examined(life, member, by, **fields):
    return life_words.examine(life, member, by=by, problem=SECRET, **fields)


def test_the_year_it_is_for_is_not_the_year_of_its_day(life):
    assert life.for_year == 2025
    assert life.activity.day.year == 2026


def test_begun_twice_is_once_and_only_for_this_year_or_the_last(world, life):
    again = life_meetings.begin(world.branch, 2025, by=world.secretary, theme=" 学党章 转作风 ")

    assert again == life
    for year in (2024, 2027):
        with pytest.raises(DomainError, match="所属年度只能是2025或2026"):
            life_meetings.begin(world.branch, year, by=world.secretary, theme="别的")


def test_only_a_gathering_already_held_is_a_study(world, life, today):
    ahead = make_activity(world.branch, date(2026, 6, 25))
    before = make_activity(world.branch, date(2026, 6, 10))
    today.move_to(datetime(2026, 6, 10, 18, 5, tzinfo=clock.OFFICE))
    before = attending.close(before, by=world.secretary)

    with pytest.raises(DomainError, match="已经开展"):
        life_meetings.choose_studies(life, [ahead], by=world.secretary)
    life_meetings.choose_studies(life, [before], by=world.secretary)

    assert list(life.studies.all()) == [before]


def test_the_plan_reaches_the_superior_and_is_not_written_afterwards(world, running, today):
    life_meetings.report_plan(running, by=world.secretary, plan="先学习，再逐个发言。")

    told = Notice.objects.get(recipient=world.reviewer)
    assert told.link == f"/life/meetings/{running.pk}/"
    today.move_to(datetime(2026, 6, 18, 18, 5, tzinfo=clock.OFFICE))
    attending.close(running.activity, by=world.secretary)
    with pytest.raises(DomainError, match="应在会前报"):
        life_meetings.report_plan(LifeMeeting.objects.get(), by=world.secretary, plan="补一份")


def test_the_secretary_speaks_first_and_an_absent_member_is_read_out(world, running):
    own = [examined(running, member, world.secretary) for member in world.roster]
    secretary, plain, second, _third, away = own

    with pytest.raises(DomainError, match="先由书记作自我批评"):
        life_words.speak(second, by=world.secretary)
    first = life_words.speak(secretary, by=world.secretary)
    with pytest.raises(DomainError, match="没有到会，请写由谁宣读"):
        life_words.speak(away, by=world.secretary)
    with pytest.raises(DomainError, match="应由本人发言"):
        life_words.speak(plain, by=world.secretary, read_by=world.others[0])
    read = life_words.speak(away, by=world.secretary, read_by=world.others[0])

    assert (first.spoken, read.spoken) == (1, 2)
    assert life_words.speak(first, by=world.secretary).spoken == 1


def test_where_the_secretary_is_absent_somebody_else_may_begin(world, running):
    attending.mark(running.activity, world.secretary_member, status="leave_official", by=world.secretary)
    second = examined(running, world.others[0], world.secretary)

    assert life_words.speak(second, by=world.secretary).spoken == 1


def test_nobody_criticizes_himself_and_the_answer_is_kept(world, running):
    critic, member = world.others[:2]
    with pytest.raises(DomainError, match="同一个人"):
        life_words.criticize(running, critic, critic, by=world.secretary, text=SECRET)
    row = life_words.criticize(running, critic, member, by=world.secretary, text=SECRET)
    life_words.answer(row, by=world.secretary, answer="诚恳接受，马上改")

    assert running.criticisms.get().answer == "诚恳接受，马上改"


def test_what_was_said_stands_nowhere_in_the_clear(world, running):
    """Read as somebody with the database password would: not in the tables, not in the journal (OL-08)."""
    examined(running, world.others[0], world.secretary, cause=SECRET, measure=SECRET)
    life_words.criticize(running, *world.others[:2], by=world.secretary, text=SECRET, answer=SECRET)
    life_words.check_self(running, world.others[0], charter=SECRET, rules="", discipline="")
    assert running.examinations.get().problem == SECRET

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}" t WHERE t::text LIKE %s', [f"%{SECRET}%"])
            assert cursor.fetchone() == (0,), name


def test_a_self_check_leaves_no_journal_entry_and_can_be_taken_back(world, life):
    before = JournalEntry.objects.count()
    life_words.check_self(life, world.plain_member, charter=SECRET, rules="", discipline="")
    assert life.self_checks.count() == 1

    life_words.check_self(life, world.plain_member, charter="", rules=" ", discipline="")

    assert not life.self_checks.exists()
    assert JournalEntry.objects.count() == before


def test_lists_begin_with_what_was_examined_and_come_back_until_done(world, running, today):
    examined(running, None, world.secretary, measure="每月查一次")
    examined(running, world.others[0], world.secretary, measure="每周学一次")
    examined(running, world.others[1], world.secretary)  # no measure: nothing to put on a list
    assert rectifying.take_over(running, by=world.secretary, due=date(2026, 9, 30)) == 2
    assert rectifying.take_over(running, by=world.secretary, due=date(2026, 9, 30)) == 0
    committee, own = running.rectifications.order_by("member_id").reverse()
    done = next(item for item in (committee, own) if item.member_id)
    rectifying.settle(done, by=world.secretary, outcome="每周学习，已成习惯")
    following = life_meetings.begin(world.branch, 2026, by=world.secretary, theme="下一年")

    assert len(carried_to(following)) == 2  # last year's list whole, done or not
    assert [item.member_id for item in open_items(world.branch.pk)] == [None]
    today.move_to(datetime(2027, 1, 18, 9, 0, tzinfo=clock.OFFICE))
    later = life_meetings.begin(world.branch, 2027, by=world.secretary, theme="再下一年")
    assert [item.done_on for item in carried_to(later)] == [None]


def test_what_is_done_stays_done(world, running):
    fields = {"problem": "值班制度不落实", "measure": "排班上墙", "owner": world.others[0]}
    with pytest.raises(DomainError, match="完成时限应在会议"):
        rectifying.promise(running, None, by=world.secretary, due=date(2026, 6, 1), **fields)
    item = rectifying.promise(running, None, by=world.secretary, due=date(2026, 9, 1), **fields)
    assert rectifying.promise(running, None, by=world.secretary, due=date(2026, 9, 1), **fields) == item
    rectifying.settle(item, by=world.secretary, outcome="已上墙")

    with pytest.raises(DomainError, match="已经办结"):
        rectifying.settle(item, by=world.secretary, outcome="再办")
    with pytest.raises(DomainError, match="不能撤销"):
        rectifying.strike(item, by=world.secretary, reason="列错了")


def test_an_empty_list_is_not_disclosed(world, life):
    with pytest.raises(DomainError, match="还没有整改清单"):
        life_meetings.disclose(life, by=world.secretary, shown_from=DAY, shown_to=DAY)


def test_the_page_counts_from_the_rows(world, running, django_assert_num_queries):
    life_meetings.note_opinions(running, by=world.secretary, on=DAY, source="masses", count=7)
    for member in world.roster:
        examined(running, member, world.secretary)
    life = LifeMeeting.objects.select_related("branch", "activity").get()

    with django_assert_num_queries(12):
        facts = {step.label: step.fact for step in life_page(life).steps}

    assert facts["征求意见"] == "7 条"
    assert facts["个人查摆问题"] == "5 / 5 人"
    assert facts["方案报上级"] == "还没报"
