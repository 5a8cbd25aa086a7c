"""A printed card of one's own: read by the recorder, worth nothing in any other hand."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from activities.choices import AttendanceStatus, LeaveState, SignInMethod
from activities.models import Attendance, LeaveRequest, SignInCard
from activities.rules.sign_in_number import number_of
from activities.services import attending, carding, changing
from partywork.common import clock
from partywork.models import RenderedDocument
from tests.factories.activities import make_activity
from tests.factories.members import make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(world, today):
    today.move_to(datetime(2026, 6, 18, 14, 2, tzinfo=clock.OFFICE))
    return make_activity(world.branch, state="announced")


@pytest.fixture
def card(world, today) -> SignInCard:
    return carding.issue(world.branch, [world.plain_member], by=world.secretary)[0]


def link(card):
    return reverse("card_read", args=[card.key])


def marks():
    return list(Attendance.objects.values_list("member__name", "status", "method"))


def test_scanned_card_and_one_tap_sign_the_member_in(client_for, world, activity, card):
    client = client_for(world.secretary)

    looked = client.get(link(card)).content.decode()
    assert marks() == []
    assert looked.count("登记到会") == 1
    said = client.post(link(card), {"activity": activity.pk}).content.decode()

    assert "钱五：已签到 14:02。" in said
    assert marks() == [("钱五", AttendanceStatus.PRESENT, SignInMethod.CARD)]


def test_card_read_twice_counts_once_and_says_since_when(client_for, world, activity, card, today):
    client = client_for(world.secretary)
    client.post(link(card), {"activity": activity.pk})
    today.shift(timedelta(minutes=30))

    again = client.post(link(card), {"activity": activity.pk}).content.decode()

    assert "钱五在 14:02 已经签到" in again
    assert marks() == [("钱五", AttendanceStatus.PRESENT, SignInMethod.CARD)]


def test_card_in_any_other_hand_marks_nobody(client_for, world, activity, card):
    leader = make_user("leader")
    make_member(world.branch, name="组一", user=leader)

    assert client_for(world.member).get(link(card)).content.decode().count("这是您的签到卡") == 1
    assert client_for(world.member).post(link(card), {"activity": activity.pk}).status_code == 200
    for stranger in (leader, world.reviewer, world.outsider):
        answer = client_for(stranger).post(link(card), {"activity": activity.pk})
        assert answer.status_code == 404
        assert "钱五" not in answer.content.decode()
    assert Client().get(link(card))["Location"].startswith("/accounts/login/")
    assert marks() == []


def test_lost_card_opens_nothing_after_a_new_one_was_made(client_for, world, activity, card):
    client, old = client_for(world.secretary), link(card)
    client.post(reverse("card_renew", args=[card.pk]))
    card.refresh_from_db()

    assert client.get(old).status_code == 404
    assert client.get(link(card)).status_code == 200


def test_revoked_card_opens_nothing_and_its_number_stays(client_for, world, activity, card):
    client, old = client_for(world.secretary), link(card)
    client.post(reverse("card_revoke", args=[card.pk]))

    assert client.get(old).status_code == 404
    assert SignInCard.objects.get(pk=card.pk).serial == card.serial
    said = client.post(reverse("card_revoke", args=[card.pk]), follow=True).content.decode()
    assert "这张卡已经作废" in said


def test_card_is_refused_with_a_reason_after_closing(client_for, world, activity, card):
    attending.close(activity, by=world.secretary)
    client = client_for(world.secretary)

    assert "现在没有可以签到的活动" in client.get(link(card)).content.decode()
    assert client.post(link(card), {"activity": activity.pk}).status_code == 403
    answer = client.post(reverse("scanner", args=[activity.pk]), {"card": link(card)})
    assert answer.status_code == 422
    assert "活动已结束，签到册已固定" in answer.content.decode()


def test_card_of_a_cancelled_activity_says_so(client_for, world, activity, card):
    changing.cancel(activity, by=world.secretary, reason="停电")

    answer = client_for(world.secretary).post(reverse("scanner", args=[activity.pk]), {"card": link(card)})

    assert "已经取消" in answer.content.decode()


def test_too_early_says_from_when(client_for, world, activity, card, today):
    today.move_to(datetime(2026, 6, 18, 11, 59, tzinfo=clock.OFFICE))

    answer = client_for(world.secretary).post(reverse("scanner", args=[activity.pk]), {"card": link(card)})

    assert "12:00起可以签到" in answer.content.decode()
    assert marks() == []


@pytest.mark.parametrize("form", ["address", "key", "number", "spaces"])
def test_scanner_takes_what_a_hand_scanner_or_a_hand_types(client_for, world, activity, card, form):
    typed = {
        "address": f"https://zhibu.example{link(card)}",
        "key": card.key,
        "number": number_of(card.serial),
        "spaces": f"  {number_of(card.serial)} ",
    }[form]

    answer = client_for(world.secretary).post(reverse("scanner", args=[activity.pk]), {"card": typed})

    assert answer.status_code == 200
    assert marks() == [("钱五", AttendanceStatus.PRESENT, SignInMethod.CARD)]


@pytest.mark.parametrize("typed", ["", "999", "http://[", "x" * 5000, "/", "012", "' OR 1=1 --"])
def test_scanner_says_so_when_it_is_no_card(client_for, world, activity, card, typed):
    answer = client_for(world.secretary).post(reverse("scanner", args=[activity.pk]), {"card": typed})

    assert answer.status_code == 422
    assert "不是本支部现在有效的签到卡" in answer.content.decode()
    assert marks() == []


def test_card_of_another_branch_is_no_card_here(client_for, world, activity):
    stranger = make_member(world.foreign_branch, name="外二")
    foreign = carding.issue(world.foreign_branch, [stranger], by=world.outsider)[0]

    answer = client_for(world.secretary).post(reverse("scanner", args=[activity.pk]), {"card": foreign.key})

    assert answer.status_code == 422
    assert "外二" not in answer.content.decode()


def test_late_by_card_is_late_as_by_phone(client_for, world, activity, card, today):
    today.move_to(datetime(2026, 6, 18, 14, 6, tzinfo=clock.OFFICE))
    client_for(world.secretary).post(reverse("scanner", args=[activity.pk]), {"card": card.key})

    assert marks() == [("钱五", AttendanceStatus.LATE, SignInMethod.CARD)]


def test_coming_with_a_card_in_spite_of_leave_counts(client_for, world, activity, card):
    LeaveRequest.objects.create(
        activity=activity,
        member=world.plain_member,
        state=LeaveState.APPROVED,
        reason="official",
        asked_at=clock.now(),
    )
    client_for(world.secretary).post(reverse("scanner", args=[activity.pk]), {"card": card.key})

    assert marks() == [("钱五", AttendanceStatus.PRESENT, SignInMethod.CARD)]


def test_register_says_by_card_and_by_whom_it_was_read(client_for, world, activity, card):
    client = client_for(world.secretary)
    client.post(reverse("scanner", args=[activity.pk]), {"card": card.key})

    assert (
        "刷签到卡 14:02（张一）"
        in client.get(reverse("activity_detail", args=[activity.pk])).content.decode()
    )


def test_printing_makes_the_cards_that_are_missing_and_keeps_the_others(client_for, world, card, today):
    before = card.key

    answer = client_for(world.secretary).post(reverse("card_print"), {"branch": world.branch.pk})

    assert answer.status_code == 302
    cards = SignInCard.objects.filter(branch=world.branch)
    assert cards.exclude(key="").count() == 5
    assert cards.get(member=world.plain_member).key == before
    content = RenderedDocument.objects.get().content
    assert {each["name"] for each in content["cards"]} == {"张一", "钱五", "李二", "王三", "赵四"}


def test_printing_some_makes_cards_for_these_only(client_for, world, today):
    client_for(world.secretary).post(
        reverse("card_print"), {"branch": world.branch.pk, "member": [world.others[0].pk]}
    )

    assert list(SignInCard.objects.exclude(key="").values_list("member__name", flat=True)) == ["李二"]


def test_cards_of_another_branch_are_not_printed(client_for, world, today):
    answer = client_for(world.outsider).post(reverse("card_print"), {"branch": world.branch.pk})

    assert answer.status_code == 404
    assert not SignInCard.objects.exists()


def test_a_new_member_gets_the_next_number_and_nobody_else_changes(world, today):
    carding.number_members(world.branch)
    before = dict(SignInCard.objects.values_list("member__name", "serial"))
    make_member(world.branch, name="阿一")

    assert carding.number_members(world.branch) == 1
    after = dict(SignInCard.objects.values_list("member__name", "serial"))
    assert after == {**before, "阿一": 6}


@pytest.mark.parametrize("people", [1, 3])
def test_card_list_costs_the_same_for_few_and_many(
    client_for, world, today, django_assert_num_queries, people
):
    carding.issue(world.branch, world.others[:people], by=world.secretary)
    client = client_for(world.secretary)

    with django_assert_num_queries(8):
        client.get(reverse("card_list"))
