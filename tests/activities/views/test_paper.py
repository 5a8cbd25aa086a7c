"""The paper sheet: printed with numbers, signed by hand, typed in fast."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse

from activities.choices import AttendanceStatus, SignInMethod
from activities.documents.filled_sign_in import sign_in_sheet
from activities.models import Attendance, SignInCard
from activities.reports.register import register_of
from activities.rules.sign_in_number import number_of
from activities.services import attending, carding
from partywork.common import clock
from partywork.models import RenderedDocument
from tests.factories.activities import make_activity
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(world, today):
    today.move_to(datetime(2026, 6, 18, 18, 30, tzinfo=clock.OFFICE))
    carding.number_members(world.branch)
    return make_activity(world.branch, state="announced")


def number(member):
    return number_of(SignInCard.objects.get(member=member).serial)


def enter(client_for, world, activity, **form):
    return client_for(world.secretary).post(reverse("paper", args=[activity.pk]), form)


def test_numbers_typed_in_are_marks_on_paper(client_for, world, activity):
    text = "\n".join(number(member) for member in world.roster)

    answer = enter(client_for, world, activity, text=text)

    assert answer.status_code == 302
    assert set(Attendance.objects.values_list("method", "status")) == {("paper", "present")}
    assert Attendance.objects.count() == 5
    line = register_of(activity).lines[0]
    assert line.proof == "纸质签到，18:30 录入（张一）"


def test_hour_on_the_paper_is_kept_and_makes_late(client_for, world, activity):
    enter(client_for, world, activity, text=f"{number(world.plain_member)} 14:20")

    row = Attendance.objects.get()
    assert (row.status, row.marked_at) == (AttendanceStatus.LATE, clock.at(date(2026, 6, 18), time(14, 20)))
    line = next(each for each in register_of(activity).lines if each.is_present)
    assert line.proof == "迟到，纸质签到 14:20（18:30 补传）（张一）"


def test_typed_in_days_later_it_still_counts_and_says_when(client_for, world, activity, today):
    today.move_to(datetime(2026, 6, 20, 9, 0, tzinfo=clock.OFFICE))

    enter(client_for, world, activity, text=number(world.plain_member))

    assert Attendance.objects.get().status == AttendanceStatus.PRESENT


def test_wrong_lines_are_said_and_stay_to_be_put_right(client_for, world, activity):
    text = f"{number(world.plain_member)}\n999\n李二\n没有人\n14:20"

    answer = enter(client_for, world, activity, text=text)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert Attendance.objects.count() == 2
    assert "录入 2 人。还有 3 处没有录入" in page
    assert "第 2 行“999”：没有这个签到号" in page
    assert "第 4 行“没有人”：本支部当日名册上没有这个名字" in page
    assert "第 5 行“14:20”：时间要写在" in page
    assert "999\n没有人\n14:20</textarea>" in page


def test_who_stands_there_already_keeps_his_own_mark(client_for, world, activity, today):
    today.move_to(datetime(2026, 6, 18, 14, 2, tzinfo=clock.OFFICE))
    attending.sign_in(activity.pk, world.plain_member.pk)

    answer = enter(client_for, world, activity, text=number(world.plain_member))

    assert answer.status_code == 302
    assert Attendance.objects.get().method == SignInMethod.CODE


def test_ticks_do_the_same(client_for, world, activity):
    enter(client_for, world, activity, member=[world.plain_member.pk, world.others[0].pk])

    assert set(Attendance.objects.values_list("member__name", "method")) == {
        ("钱五", "paper"),
        ("李二", "paper"),
    }


def test_nothing_ticked_and_nothing_typed_says_so(client_for, world, activity):
    assert "请勾选签了名的同志" in enter(client_for, world, activity).content.decode()
    assert "这一项要填" in enter(client_for, world, activity, text="").content.decode()


def test_people_of_another_branch_are_not_ticked_in(client_for, world, activity):
    enter(client_for, world, activity, member=[world.outsider.member.pk])

    assert not Attendance.objects.exists()


def test_two_of_one_name_need_the_number(client_for, world, activity):
    twin = make_member(world.branch, name="李二")
    carding.number_members(world.branch)

    wrong = enter(client_for, world, activity, text="李二")
    enter(client_for, world, activity, text=number(twin))

    assert "有 2 位同志叫这个名字" in wrong.content.decode()
    assert Attendance.objects.get().member == twin


def test_after_closing_it_is_refused_with_a_reason(client_for, world, activity):
    attending.close(activity, by=world.secretary)

    answer = enter(client_for, world, activity, text=number(world.plain_member))

    assert answer.status_code == 422
    assert "活动已结束，签到册已固定" in answer.content.decode()


def test_blank_sheet_has_the_number_of_everybody(client_for, world, activity):
    client_for(world.secretary).post(reverse("sign_in_sheet_document", args=[activity.pk]), {"form": "blank"})

    lines = RenderedDocument.objects.get().content["lines"]
    assert {each["name"]: each["code"] for each in lines} == {
        each.name: number(each) for each in world.roster
    }
    assert all(each["code"] == "" for each in sign_in_sheet(activity, filled=True)["lines"])


@pytest.mark.parametrize("people", [1, 3])
def test_page_costs_the_same_for_few_and_many(client_for, world, activity, django_assert_num_queries, people):
    for member in world.others[:people]:
        attending.mark(activity, member, status="present", by=world.secretary)
    client = client_for(world.secretary)
    client.get(reverse("paper", args=[activity.pk]))

    with django_assert_num_queries(13):
        client.get(reverse("paper", args=[activity.pk]))
