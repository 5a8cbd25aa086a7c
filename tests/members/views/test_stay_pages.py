"""The pages of temporary relations: one form, one button at the event; home sees it on its member's page (MEM-15)."""

from datetime import date

import pytest
from django.urls import reverse

from activities.choices import ActivityState
from members.models import TemporaryStay
from tests.factories.activities import make_activity
from tests.factories.members import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FORM = {
    "name": "外一",
    "home": "另一支部",
    "paper": "temporary",
    "number": "临1号",
    "since": "2026-06-10",
    "until": "2026-12-31",
}


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def desk(world, client_for):
    return client_for(world.secretary)


def test_written_down_once_marked_at_the_event_and_seen_at_home(world, desk, client_for):
    answer = desk.post(reverse("stay_new"), FORM, follow=True)
    assert "外一" in text(answer)
    activity = make_activity(world.branch, date(2026, 6, 17), state=ActivityState.ANNOUNCED)
    there = reverse("activity_detail", args=[activity.pk])
    assert "外一到会" in text(desk.get(there))
    for _ in range(2):
        desk.post(reverse("activity_stay", args=[activity.pk]), {"stay": TemporaryStay.objects.get().pk})
    assert activity.guests.get().name == "外一"
    desk.get(there)  # the word that it was written down is said once
    assert "外一到会" not in text(desk.get(there))

    home = client_for(world.outsider)
    page = text(home.get(reverse("member_detail", args=[world.outsider.member.pk])))
    assert f"在<b>{world.branch.called}</b>参加组织生活" in page


def test_a_name_that_is_not_there_is_asked_about_with_everything_kept(desk):
    answer = desk.post(reverse("stay_new"), {**FORM, "name": "张冠李戴"})

    assert answer.status_code == 422
    assert "请与对方核对" in text(answer)
    assert "临1号" in text(answer)


def test_nobody_else_ends_it_or_marks_it(world, desk, client_for):
    desk.post(reverse("stay_new"), FORM)
    stay = TemporaryStay.objects.get()
    home, member = client_for(world.outsider), client_for(world.member)
    activity = make_activity(world.foreign_branch, date(2026, 6, 17), state=ActivityState.ANNOUNCED)

    assert home.post(reverse("stay_end", args=[stay.pk]), {"day": "2026-06-18"}).status_code == 404
    assert member.get(reverse("stay_list")).status_code == 403
    assert home.post(reverse("activity_stay", args=[activity.pk]), {"stay": stay.pk}).status_code == 404
    assert not activity.guests.exists()
    assert desk.post(reverse("stay_end", args=[stay.pk]), {"day": "2026-06-18"}).status_code == 302
    assert "2026-06-18 离开" in text(desk.get(reverse("stay_list")))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(world, desk, rows, django_assert_num_queries):
    for number in range(rows):
        make_member(world.foreign_branch, name=f"客{number}")
        desk.post(reverse("stay_new"), {**FORM, "name": f"客{number}", "number": f"{number}号"})
    assert TemporaryStay.objects.count() == rows
    desk.get(reverse("stay_list"))

    with django_assert_num_queries(6):
        desk.get(reverse("stay_list"))
