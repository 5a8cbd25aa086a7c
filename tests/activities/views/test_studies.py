"""Lectures, study sessions and fixed evenings on their pages (MT-05, MT-15, AT-13)."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse

from activities.models import Lecture, StudyNote, StudySeries
from activities.services import attending, leaving, reading_turns, study_notes, study_series
from partywork.common import clock
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db
EVENING = {
    "name": "周五夜学",
    "rhythm": "week",
    "nth": "1",
    "weekday": "4",
    "start": "19:30",
    "end": "20:30",
    "venue": "online",
    "place": "腾讯会议",
}


def address(name, row):
    return reverse(name, args=[row.pk])


@pytest.fixture
def study(world, today):
    return make_activity(
        world.branch, date(2026, 6, 26), kind="study", state="announced", theme="夜学", hours=1
    )


def test_an_evening_is_set_up_on_one_page_and_the_member_sees_whose_turn_it_is(client_for, world, today):
    desk = client_for(world.secretary)
    assert desk.post(reverse("study_new"), EVENING).status_code == 302

    page = desk.get(reverse("study_list")).content.decode()
    assert "每周周五 19:30—20:30" in page and "领学" in page
    activity = StudySeries.objects.get().studies.get().activity
    reading_turns.give(activity.study, world.plain_member, by=world.secretary)
    phone = client_for(world.member)
    assert "轮到您领学" in phone.get(reverse("my_home")).content.decode()
    assert "轮到您领学" in phone.get(address("my_activity", activity)).content.decode()


def test_what_is_wrong_stands_at_its_box_and_nothing_typed_is_lost(client_for, world, today):
    answer = client_for(world.secretary).post(reverse("study_new"), {**EVENING, "end": "19:00"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "结束时间应晚于开始时间" in page and "周五夜学" in page


def test_the_reader_is_swapped_in_one_click(client_for, world, study):
    client = client_for(world.secretary)
    client.post(address("activity_reader", study), {"member": world.others[0].pk})

    page = client.get(address("activity_detail", study)).content.decode()
    assert "领学：<b>李二</b>" in page and "换成" in page
    assert client.post(address("activity_reader", study), {"member": "²"}).status_code == 404
    foreign = world.outsider.member.pk
    assert client.post(address("activity_reader", study), {"member": foreign}).status_code == 404


def test_a_reader_who_asks_for_leave_is_to_be_replaced(client_for, world, study):
    reading_turns.give(reading_turns.study_of(study), world.plain_member, by=world.secretary)
    client = client_for(world.secretary)
    assert "换领学人" not in client.get(reverse("home")).content.decode()

    leaving.ask(study, world.plain_member, reason="official", by=world.member)

    assert "给6月26日学习换领学人" in client.get(reverse("home")).content.decode()
    assert "钱五已请假，请换一位" in client.get(address("activity_detail", study)).content.decode()


def test_who_shared_is_ticked_after_it_began(client_for, world, study, today):
    client = client_for(world.secretary)
    assert "记谁分享了" not in client.get(address("activity_detail", study)).content.decode()
    today.move_to(datetime(2026, 6, 26, 14, 50, tzinfo=clock.OFFICE))
    attending.mark_all_present(study, by=world.secretary)

    assert "记谁分享了" in client.get(address("activity_detail", study)).content.decode()
    client.post(address("activity_sharing", study), {"member": [world.plain_member.pk]})
    assert "已分享：钱五" in client.get(address("activity_detail", study)).content.decode()


def test_a_lecture_asks_for_an_office_of_a_guest_and_shows_the_hours(client_for, world, today):
    lecture = make_activity(world.branch, date(2026, 6, 26), kind="lecture", theme="专题党课", hours=2)
    client = client_for(world.secretary)
    data = {"guest_name": "马老师", "title": "全会精神"}

    refused = client.post(address("activity_lecture", lecture), data)
    assert refused.status_code == 422 and "单位职务" in refused.content.decode()
    assert client.post(address("activity_lecture", lecture), {**data, "hours": "9"}).status_code == 422
    client.post(address("activity_lecture", lecture), {**data, "guest_office": "市委党校"})

    page = client.get(address("activity_detail", lecture)).content.decode()
    assert "马老师（市委党校）" in page and "2学时" in page
    assert Lecture.objects.get().title == "全会精神"


def test_a_note_is_the_members_own(client_for, world, study, today):
    today.move_to(datetime(2026, 6, 26, 20, 0, tzinfo=clock.OFFICE))
    client = client_for(world.member)
    client.post(address("my_study_note", study), {"text": "只给自己"})

    assert StudyNote.objects.get().shared_at is None
    for user in (world.secretary, world.reviewer):
        assert "只给自己" not in client_for(user).get(address("activity_detail", study)).content.decode()
    assert client_for(world.outsider).get(address("my_study_note", study)).status_code == 404

    client.post(address("my_study_note", study), {"text": "大家看看", "shared": "on"})
    assert "大家看看" in client_for(world.secretary).get(address("activity_detail", study)).content.decode()


def test_another_branch_and_a_plain_member_change_nothing(client_for, world, study):
    series = study_series.begin(
        world.branch,
        by=world.secretary,
        name="夜学",
        rhythm="month",
        weekday=4,
        start=time(19),
        end=time(20),
    )
    for who, status in (("outsider", 404), ("member", 404), ("reviewer", 403)):
        client = client_for(getattr(world, who))
        for name, row in (
            ("activity_reader", study),
            ("activity_sharing", study),
            ("activity_lecture", study),
            ("study_ending", series),
        ):
            assert client.post(address(name, row), {}).status_code == status, (who, name)
    assert (
        client_for(world.outsider).get(reverse("study_list"), {"branch": world.branch.pk}).status_code == 403
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client_for, world, today, django_assert_num_queries, rows):
    for number in range(rows):
        study_series.begin(
            world.branch,
            by=world.secretary,
            name=f"夜学{number}",
            rhythm="week",
            weekday=number,
            start=time(19),
            end=time(20),
        )
    study_notes.write(StudySeries.objects.first().studies.first().activity, world.plain_member, text="记")
    client = client_for(world.secretary)
    client.get(reverse("study_list"))

    with django_assert_num_queries(7):
        client.get(reverse("study_list"))
