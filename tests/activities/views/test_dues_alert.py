"""The clock of MEM-14 rings for the secretary alone, at three, five and six months, and does nothing by itself."""

from datetime import date

import pytest
from django.urls import reverse

from activities.reports.todo_dues import dues_watch
from members.access import access_of
from members.choices import Post
from members.models import Appointment, MembershipSpell
from members.services.dues_collecting import Payment, receive
from members.services.dues_reminding import note_delay
from tests.factories.dues import assessed, billed, make_keeper
from tests.factories.members import appoint, make_user

HOME, ARREARS = reverse("home"), reverse("dues_arrears")


@pytest.fixture
def keeper(world, today):
    """Two members assessed from June on; nobody pays."""
    keeper = make_keeper(world.branch)
    for member in (world.plain_member, world.others[0]):
        assessed(member, world.branch, keeper)
    return keeper


def run_until(today, month: int, day: int = 1, year: int = 2026) -> None:
    last = month if year == 2026 else 12
    for number in range(7, last + 1):
        billed(date(2026, number, 1))
    today.move_to(f"{year}-{month:02}-{day:02}T09:00:00+08:00")


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ((2026, 8, 31), ""),
        ((2026, 9, 1), "2人连续3个月没有交党费"),
        ((2026, 10, 31), "2人连续3个月没有交党费"),
        ((2026, 11, 1), "2人连续5个月没有交党费"),
        ((2026, 11, 30), "2人连续5个月没有交党费"),
        ((2026, 12, 1), "2人连续六个月以上没有交党费"),
        ((2027, 1, 5), "2人连续六个月以上没有交党费"),
    ],
)
def test_the_bell_rings_on_the_first_page_of_the_secretary(world, keeper, today, client_for, until, said):
    """MEM-14: June is the first month; three months are over on 1 September."""
    year, month, day = until
    run_until(today, month, day, year)

    page = text(client_for(world.secretary).get(HOME))

    assert said in page
    assert ("没有交党费" in page) is bool(said)
    assert "钱五连续" not in page


@pytest.mark.parametrize("post", [Post.DEPUTY_SECRETARY, Post.ORGANIZATION_MEMBER, Post.COMMITTEE_MEMBER])
def test_nobody_else_hears_it(world, keeper, today, client_for, post):
    somebody = make_user("somebody", name="周八")
    appoint(somebody, world.branch, post)
    run_until(today, 12)

    assert "没有交党费" not in text(client_for(somebody).get(HOME))


def test_the_keeper_sees_who_is_behind_and_no_count(world, keeper, today, client_for):
    run_until(today, 12)

    assert "连续未交" in text(client_for(world.secretary).get(ARREARS))
    page = text(client_for(keeper).get(ARREARS))
    assert "钱五" in page
    assert "连续未交" not in page
    assert "6 个月" not in page


def test_a_known_reason_stops_the_count_and_a_payment_ends_it(world, keeper, today, client_for):
    """E-65: the reason is noted for dated months; what is owed stays owed."""
    run_until(today, 12)
    note_delay(
        world.plain_member,
        world.branch,
        reason="illness",
        since=date(2026, 11, 1),
        until=date(2026, 12, 1),
        by=keeper,
    )
    months = tuple(date(2026, month, 1) for month in (9, 10, 11))
    receive(world.branch, date(2026, 12, 1), Payment(world.others[0], months, reason="出差"), by=keeper)

    assert "没有交党费" not in text(client_for(world.secretary).get(HOME))


def test_after_six_months_nothing_has_happened_to_the_membership(world, keeper, today, client_for):
    before = list(MembershipSpell.objects.order_by("pk").values())
    run_until(today, 1, 5, 2027)
    client_for(world.secretary).get(HOME)

    assert list(MembershipSpell.objects.order_by("pk").values()) == before
    assert before


def test_dues_without_a_keeper_are_to_do_for_the_secretary(world, keeper, today, client_for):
    """DU-17."""
    home = client_for(world.secretary)
    assert "任命党费管理员" not in text(home.get(HOME))
    Appointment.objects.filter(post=Post.DUES_KEEPER).delete()

    assert "任命党费管理员" in text(home.get(HOME))


def test_a_branch_that_keeps_no_dues_in_here_is_not_asked_for_a_keeper(world, today, client_for):
    assert "任命党费管理员" not in text(client_for(world.secretary).get(HOME))


@pytest.mark.parametrize("people", [1, 3])
def test_the_first_page_costs_the_same_for_one_and_for_three_behind(
    world, today, people, client_for, django_assert_num_queries
):
    keeper = make_keeper(world.branch)
    for member in world.roster[:people]:
        assessed(member, world.branch, keeper)
    run_until(today, 12)
    access = access_of(world.secretary)

    with django_assert_num_queries(9):
        assert len(list(dues_watch(world.branch, access))) == 1
