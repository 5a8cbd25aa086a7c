"""The dues go from one keeper to the next (DU-17): counted, written by one, confirmed by the other."""

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from activities.models import Notice
from members.models import DuesHandover
from members.reports.dues_handover import givers_of, usual_two
from members.services.dues_closing import receive_ticked
from members.services.dues_handing_over import confirm, hand_over
from partywork.common.errors import DomainError
from partywork.models import RenderedDocument
from tests.factories.dues import JUNE, assessed, make_keeper
from tests.factories.members import make_user

HELD = 5 * 3457


@pytest.fixture
def old(world, today):
    keeper = make_keeper(world.branch)
    for member in world.roster:
        assessed(member, world.branch, keeper)
    receive_ticked(world.branch, JUNE, [member.pk for member in world.roster], by=keeper)
    return keeper


@pytest.fixture
def new(world, old):
    return make_keeper(world.branch, "next", name="周八")


def handed(world, old, new, counted=HELD, by=None, **more):
    return hand_over(world.branch, giver=old, taker=new, counted_fen=counted, by=by or old, **more)


def test_one_writes_and_the_other_confirms(world, old, new):
    row = handed(world, old, new)

    assert list(Notice.objects.values_list("recipient", flat=True)) == [new.pk]
    assert confirm(row, by=new).state == "confirmed"
    assert confirm(row, by=new).confirmed_by_id == new.pk


def test_sent_twice_it_is_written_once(world, old, new):
    assert handed(world, old, new) == handed(world, old, new)
    assert DuesHandover.objects.count() == 1


@pytest.mark.parametrize(
    ("counted", "reason", "said"),
    [
        (HELD - 1, "", "清点少0.01元"),
        (HELD + 1, "", "清点多0.01元"),
        (HELD + 1, "  ", "清点多0.01元"),
        (-1, "", "不能是负数"),
    ],
)
def test_a_fen_more_or_less_has_its_reason_or_nothing_is_handed_over(world, old, new, counted, reason, said):
    with pytest.raises(DomainError, match=said):
        handed(world, old, new, counted, difference_reason=reason)
    assert not DuesHandover.objects.exists()


def test_a_difference_with_its_reason_stands_on_the_statement(world, old, new):
    row = handed(world, old, new, HELD - 1, difference_reason="少一枚硬币")

    assert row.content["difference"] == "比账上少0.01元：少一枚硬币"


def test_nobody_else_writes_or_confirms_and_nobody_both(world, old, new):
    third = make_keeper(world.branch, "third", name="吴九")
    with pytest.raises(DomainError, match="由移交人或接收人自己写"):
        handed(world, old, new, by=third)
    row = handed(world, old, new)
    for somebody in (old, third):
        with pytest.raises(DomainError, match="由交接的另一方确认"):
            confirm(row, by=somebody)


def test_only_a_keeper_takes_over_and_only_a_former_one_hands_over(world, old, new):
    stranger = make_user("stranger", name="郑十")
    with pytest.raises(DomainError, match="请先任命郑十为党费管理员"):
        handed(world, old, stranger)
    with pytest.raises(DomainError, match="没有当过本支部的党费管理员"):
        handed(world, stranger, new, by=new)
    with pytest.raises(DomainError, match="不能是同一个人"):
        handed(world, old, old)


def test_the_sums_stay_also_past_the_services(world, old, new):
    row = handed(world, old, new)
    with pytest.raises(InternalError), transaction.atomic():
        DuesHandover.objects.filter(pk=row.pk).update(counted_fen=1)
    with pytest.raises(InternalError), transaction.atomic():
        DuesHandover.objects.filter(pk=row.pk).update(content={})
    with pytest.raises(IntegrityError), transaction.atomic():
        DuesHandover.objects.filter(pk=row.pk).update(
            state="confirmed", confirmed_by=old, confirmed_at=row.written_at
        )


def test_the_page_from_the_form_to_the_sheet(world, old, new, client_for):
    page = reverse("dues_handovers")
    desk = client_for(old)
    data = {"giver": old.pk, "taker": new.pk, "counted": "172.85"}

    assert "交接单已写好" in desk.post(page, data, follow=True).content.decode()
    row = DuesHandover.objects.get()
    assert "已清点，确认" not in desk.get(page).content.decode()
    assert "已清点，确认" in client_for(new).get(page).content.decode()
    client_for(new).post(reverse("dues_handover_confirmation", args=[row.pk]))
    assert "双方已确认" in client_for(world.secretary).get(page).content.decode()
    assert desk.post(reverse("dues_handover_document", args=[row.pk])).status_code == 302
    assert RenderedDocument.objects.get().kind == "dues_handover"


def test_the_old_keeper_hands_over_and_the_new_one_takes_unless_somebody_says_otherwise(
    world, old, new, client_for
):
    form = client_for(old).get(reverse("dues_handovers")).context["form"]

    assert (form["giver"].value(), form["taker"].value()) == (old.pk, new.pk)


def test_whoever_kept_the_dues_last_is_proposed_when_only_the_new_one_is_left(world, old, new, today):
    givers = givers_of(world.branch)

    assert usual_two([new], givers) == {"giver": old.pk, "taker": new.pk}
    assert usual_two([new], [new]) == {"taker": new.pk}
    assert usual_two([], givers) == {}


def test_a_wrong_count_is_said_at_its_box(world, old, new, client_for):
    data = {"giver": old.pk, "taker": new.pk, "counted": "１７２"}
    answer = client_for(old).post(reverse("dues_handovers"), data)

    assert answer.status_code == 422
    assert "半角数字" in answer.content.decode()
