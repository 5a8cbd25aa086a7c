"""Saying that the own mark is wrong, and answering it: by persona (M15)."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.models import Objection
from activities.services import attending
from partywork.common import clock
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(world, today):
    activity = make_activity(world.branch, date(2026, 6, 17), state="announced")
    today.move_to(datetime(2026, 6, 17, 14, 5, tzinfo=clock.OFFICE))
    attending.mark(activity, world.plain_member, status="absent", by=world.secretary)
    attending.mark_all_present(activity, by=world.secretary)
    today.move_to(datetime(2026, 6, 17, 18, 0, tzinfo=clock.OFFICE))
    activity = attending.close(activity, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 9, 0, tzinfo=clock.OFFICE))
    return activity


def text(response):
    return response.content.decode()


def test_from_the_own_record_with_one_button_and_the_answer_is_read_there(client_for, world, held):
    member, secretary = client_for(world.member), client_for(world.secretary)
    record = reverse("my_record")
    assert "我到会了</button>" in text(member.get(record))

    said = member.post(
        reverse("my_objection", args=[held.pk]), {"claim": "present", "next": record}, follow=True
    )
    assert "您说“我到会了”：等答复" in text(said)
    assert "我到会了</button>" not in text(said)
    assert "钱五认为登记有误" in text(secretary.get("/"))

    objection = Objection.objects.get()
    place = reverse("objection_detail", args=[objection.pk])
    assert "现在登记的是：缺席" in text(secretary.get(place))
    assert secretary.post(place, {"status": "present"}).status_code == 422
    secretary.post(place, {"status": "present", "answer": "查了签到表"})
    assert "您说“我到会了”：已更正，查了签到表" in text(member.get(record))
    assert "缺席 → 到会" in text(secretary.get(reverse("activity_detail", args=[held.pk])))


def test_another_branchs_secretary_and_the_member_do_not_reach_it(client_for, world, held):
    client_for(world.member).post(reverse("my_objection", args=[held.pk]), {"claim": "present"})
    place = reverse("objection_detail", args=[Objection.objects.get().pk])

    assert client_for(world.outsider).get(place).status_code == 404
    assert client_for(world.member).get(place).status_code == 404


def test_other_without_a_sentence_keeps_the_page(client_for, world, held):
    answer = client_for(world.member).post(reverse("my_objection", args=[held.pk]), {"claim": "other"})

    assert answer.status_code == 422
    assert "请写一句哪里不对" in text(answer)
