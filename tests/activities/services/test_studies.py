"""Fixed study evenings, whose turn it is, lectures and their hours, notes nobody asks for (AT-13, MT-06, MT-15)."""

from datetime import date, datetime, time, timedelta

import pytest

from activities.models import Activity, Notice, StandingAbsence, StudyHours, StudyNote
from activities.reports.lecture_facts import lecture_facts
from activities.reports.reading_turns import coming_turn, turns_for
from activities.reports.study_page import shared_notes, study_page
from activities.services import (
    attending,
    leaving,
    lecturing,
    preparing,
    reading_turns,
    speaking,
    study_hours,
    study_notes,
    study_series,
)
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.members import exempt, make_member

pytestmark = pytest.mark.django_db


def weekly(world, **more):
    values = {"name": "周五夜学", "rhythm": "week", "weekday": 4, "start": time(19, 30), "end": time(20, 30)}
    return study_series.begin(world.branch, by=world.secretary, **{**values, **more})


def evenings(world):
    return list(Activity.objects.filter(branch=world.branch, kind="study").order_by("starts_at"))


def test_set_up_once_the_next_two_weeks_are_open_announced_and_have_a_reader(world, today):
    weekly(world)

    rows = evenings(world)
    # 06-19 is 端午: that week has none.
    assert [(row.day, row.state) for row in rows] == [(date(2026, 6, 26), "announced")]
    readers = [row.study.reader for row in rows]
    assert len(set(readers)) == len(readers) and None not in readers


def test_every_night_what_comes_into_sight_is_opened_once(world, today):
    series = weekly(world)
    before = len(evenings(world))

    assert study_series.go_on_all(clock.now()) == 0
    today.move_to(datetime(2026, 6, 25, 8, 0, tzinfo=clock.OFFICE))
    assert study_series.go_on_all(clock.now()) == 1
    study_series.end(series, by=world.secretary)
    today.move_to(datetime(2026, 7, 10, 8, 0, tzinfo=clock.OFFICE))
    assert study_series.go_on_all(clock.now()) == 0
    assert len(evenings(world)) == before + 1


def test_the_turn_goes_through_the_branch_before_anybody_leads_again(world, today):
    weekly(world)
    for week in range(1, 7):
        moment = clock.at(date(2026, 6, 18) + timedelta(days=7 * week), time(8))
        today.move_to(moment)
        study_series.go_on_all(moment)

    names = [row.study.reader.name for row in evenings(world)]
    assert len(names) == 7
    assert sorted(names[:5]) == sorted(member.name for member in world.roster)
    assert names[5] == names[0]


def test_who_is_exempt_or_on_leave_is_skipped(world, today):
    exempt(world.others[0], world.branch, date(2026, 6, 1), date(2026, 12, 31), world.secretary)
    activity = make_activity(world.branch, date(2026, 6, 26), kind="study", state="announced")
    leaving.ask(activity, world.plain_member, reason="official", by=world.member)

    names = [reader.name for reader in turns_for(activity)]
    assert "李二" not in names and "钱五" not in names and len(names) == 3

    study = reading_turns.study_of(activity)
    with pytest.raises(DomainError, match="已请假"):
        reading_turns.give(study, world.plain_member, by=world.secretary)
    with pytest.raises(DomainError, match="应参加"):
        reading_turns.give(study, make_member(world.foreign_branch, name="外人"), by=world.secretary)


def test_who_cannot_at_this_hour_is_not_proposed_and_nobody_reads_that(world, today):
    StandingAbsence.objects.create(
        member=world.plain_member,
        weekday=4,
        part="all_day",
        since=date(2026, 6, 1),
        until=date(2026, 7, 31),
        reason="other",
    )
    activity = make_activity(world.branch, date(2026, 6, 26), kind="study", state="announced")

    assert "钱五" not in [reader.name for reader in turns_for(activity)]
    study = reading_turns.give(reading_turns.study_of(activity), world.plain_member, by=world.secretary)
    assert (study.reader, study_page(activity).away) == (world.plain_member, "")


def test_a_swap_tells_both_once_and_the_next_turn_knows(world, today):
    activity = make_activity(world.branch, date(2026, 6, 26), kind="study", state="announced")
    study = reading_turns.give(reading_turns.study_of(activity), world.plain_member, by=world.secretary)
    reading_turns.give(study, world.plain_member, by=world.secretary)
    assert coming_turn(world.plain_member.pk) == study
    assert [notice.subject for notice in Notice.objects.filter(recipient=world.member)] == [
        "轮到您领学：6月26日（周五） 14:00"
    ]

    reading_turns.give(study, world.secretary_member, by=world.secretary)

    assert coming_turn(world.plain_member.pk) is None
    assert Notice.objects.filter(recipient=world.member, kind="reading").count() == 2
    later = make_activity(world.branch, date(2026, 7, 3), kind="study")
    assert turns_for(later)[-1].name == "张一"


def test_a_lecture_is_held_by_a_member_or_a_guest_with_an_office(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18), kind="lecture", theme="专题党课", hours=2)

    with pytest.raises(DomainError, match="单位职务"):
        lecturing.describe(activity, by=world.secretary, guest_name="马老师")
    named = {"guest_name": "马老师", "guest_office": "市委党校副教授", "title": "六中全会"}
    lecturing.describe(activity, by=world.secretary, **named)
    assert lecture_facts(activity).lecturer == "马老师（市委党校副教授）"
    with pytest.raises(DomainError, match="是主讲人"):
        preparing.uninvite(activity.guests.get(), by=world.secretary)

    lecturing.describe(
        activity, by=world.secretary, lecturer=f"m{world.secretary_member.pk}", title="六中全会"
    )
    facts = lecture_facts(Activity.objects.get(pk=activity.pk))
    assert (facts.lecturer, facts.title, facts.hours) == ("张一", "六中全会", "2学时")


def test_other_hours_than_the_length_gives_need_a_reason(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18), kind="lecture", hours=2)

    with pytest.raises(DomainError, match="按时长是2学时"):
        study_hours.set_hours(activity, typed="4", reason="", by=world.secretary)
    row = study_hours.set_hours(activity, typed="4", reason="含课前自学", by=world.secretary)
    assert row.tenths == 40
    row = study_hours.set_hours(activity, typed="", reason="", by=world.secretary)
    assert (row.tenths, row.reason) == (20, "")


def test_the_hours_are_kept_when_it_ends_and_what_was_said_before_stays(world, today):
    plain = make_activity(world.branch, date(2026, 6, 18), kind="study", hours=1)
    told = make_activity(world.branch, date(2026, 6, 18), kind="lecture", start=time(9), hours=1)
    study_hours.set_hours(told, typed="1.5", reason="含讨论", by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 30, tzinfo=clock.OFFICE))

    for activity in (plain, told):
        attending.mark_all_present(activity, by=world.secretary)
        attending.close(activity, by=world.secretary)

    assert dict(StudyHours.objects.values_list("activity", "tenths")) == {plain.pk: 10, told.pk: 15}


def test_who_took_part_is_counted_by_category(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18), kind="lecture")
    lecturing.describe(activity, by=world.secretary, guest_name="马老师", guest_office="党校")
    preparing.invite(activity, by=world.secretary, name="积极分子甲", kind="activist")
    preparing.invite(activity, by=world.secretary, name="群众乙", kind="public")
    today.move_to(datetime(2026, 6, 18, 18, 30, tzinfo=clock.OFFICE))
    for member in world.roster[:3]:
        attending.mark(activity, member, status="present", by=world.secretary)
    activity = attending.close(activity, by=world.secretary)

    assert lecture_facts(activity).taking_part.sentence == "党员 3 人，积极分子和发展对象 1 人，来宾 1 人"


def test_who_shared_is_ticked_once(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18), kind="study")

    assert speaking.tick_sharers(activity, [world.plain_member.pk] * 2, by=world.secretary) == 1
    keys = [world.plain_member.pk, world.secretary_member.pk]
    assert speaking.tick_sharers(activity, keys, by=world.secretary) == 2
    assert lecture_facts(activity).spoke == ("钱五", "张一")
    with pytest.raises(DomainError, match="本支部"):
        speaking.tick_sharers(activity, [world.outsider.member.pk], by=world.secretary)


def test_a_note_is_private_until_it_is_shared_and_leaves_no_trace_in_the_journal(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18), kind="study", state="announced")
    before = JournalEntry.objects.count()

    study_notes.write(activity, world.plain_member, text="自己想的")
    assert shared_notes(activity) == []
    study_notes.write(activity, world.plain_member, text="自己想的", shared=True)
    assert [note.text for note in shared_notes(activity)] == ["自己想的"]
    study_notes.write(activity, world.plain_member, text="自己想的", shared=False)
    assert shared_notes(activity) == []
    study_notes.write(activity, world.plain_member, text=" ")
    assert not StudyNote.objects.exists()
    assert JournalEntry.objects.count() == before


def test_a_series_of_the_same_name_and_an_end_before_the_start_are_refused(world, today):
    weekly(world)

    with pytest.raises(DomainError, match="同名"):
        weekly(world)
    with pytest.raises(DomainError, match="晚于开始"):
        weekly(world, name="另一个", end=time(19, 30))
    assert weekly(world, name="很久以后", since=date(9999, 12, 31)).studies.count() == 0
    with pytest.raises(DomainError, match="早于开始"):
        weekly(world, name="另一个", until=date(2026, 6, 1))
