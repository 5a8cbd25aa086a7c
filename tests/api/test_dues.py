"""Dues for programs: closed months, bills, remittances; no base, no name; whoever keeps dues alone (R02, PI-03)."""

from datetime import date, timedelta

import pytest

from members.access import Capability
from members.choices import Post
from members.models import DuesBill
from members.services.dues_closing import close, receive_ticked
from members.services.dues_remitting import receipt, remit
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.api.program import program_of
from tests.factories.branches import make_branch
from tests.factories.dues import JUNE, assessed, make_keeper
from tests.factories.members import appoint, make_member, make_user

RESOURCES = ("dues-months", "dues-bills", "dues-remittances")


@pytest.fixture
def keeper(world, today):
    """June is closed with four of five, handed up late and receipted."""
    keeper = make_keeper(world.branch)
    for member in world.roster:
        assessed(member, world.branch, keeper)
    close(
        world.branch, JUNE, counted_fen=4 * 3457, by=keeper, ticked=[member.pk for member in world.roster[:4]]
    )
    return keeper


@pytest.fixture
def above(world, keeper):
    above = make_user("above", name="周七")
    appoint(above, world.committee, Post.DUES_KEEPER)
    row = remit(world.branch, first=JUNE, remitted_fen=4 * 3457, handed_on=date(2026, 6, 18), by=keeper)
    receipt(row, number="工委-118", on=date(2026, 6, 18), by=above)
    return above


def test_the_committees_program_reads_what_its_branches_have(world, above):
    program = program_of(above)

    [month] = program.rows("dues-months", branch=world.branch.code, year=2026, month=6)
    assert (month["month"], month["counted"], month["figures"]["billed"]) == ("2026-06", "138.28", "172.85")
    bills = program.rows("dues-bills", branch=world.branch.code)
    assert sorted((row["amount"], row["open"]) for row in bills) == [("34.57", "0.00")] * 4 + [
        ("34.57", "34.57")
    ]
    [remittance] = program.rows("dues-remittances", state="received")
    assert remittance["remitted"] == "138.28"
    assert (remittance["due_on"], remittance["days_late"]) == ("2026-06-10", 8)
    assert (remittance["receipt_number"], remittance["to"]) == ("工委-118", world.committee.code)


def test_no_base_and_no_name_leaves_by_this_door(world, above):
    program = program_of(above)

    for resource in RESOURCES:
        text = program.get(f"{resource}/").content.decode()
        assert '"id"' in text
        for never in ("3456.78", "3456", "钱五", "base", "relief", "kind"):
            assert never not in text, (resource, never)


@pytest.mark.parametrize("who", ["reviewer", "secretary"])
def test_whoever_keeps_no_dues_gives_no_program_the_right(world, above, who):
    with pytest.raises(DomainError, match="您自己没有这项权限"):
        program_of(getattr(world, who), None, Capability.READ_DUES)
    for resource in RESOURCES:
        assert program_of(getattr(world, who)).get(f"{resource}/").status_code == 403


def test_a_foreign_keeper_finds_nothing(world, above):
    foreign = make_keeper(world.foreign_branch, "foreign", name="外二")
    program = program_of(foreign)

    for resource in RESOURCES:
        assert program.rows(resource) == []
    assert program.get(f"dues-bills/{DuesBill.objects.all()[0].pk}/").status_code == 404


def test_a_correction_is_in_the_amount_and_a_payment_is_news(world, keeper, today):
    """E-56 as a program sees it."""
    member = world.roster[4]
    program = program_of(keeper)
    today.shift(timedelta(hours=1))
    since = clock.now().isoformat()
    assert program.rows("dues-bills", updated_since=since) == []
    today.move_to("2026-07-02T09:00:00+08:00")
    assessed(member, world.branch, keeper, base="2000.00", reason="核定有误", looked_at=True)
    changed = program.rows("dues-bills", updated_since=since, month=6)

    assert [(row["member"], row["amount"], row["open"]) for row in changed] == [(member.pk, "10.00", "10.00")]


def test_what_is_open_is_not_among_the_months(world, today):
    keeper = make_keeper(world.branch)
    assessed(world.plain_member, world.branch, keeper)
    receive_ticked(world.branch, JUNE, [world.plain_member.pk], by=keeper)

    assert program_of(keeper).rows("dues-months") == []


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_for_one_branch_and_for_three(
    world, above, resource, rows, django_assert_num_queries
):
    for number in range(rows - 1):
        branch = make_branch(parent=world.committee)
        keeper = make_keeper(branch, f"keeper{number}")
        assessed(make_member(branch), branch, keeper)
        close(branch, JUNE, counted_fen=0, by=keeper)
        remit(branch, first=JUNE, remitted_fen=0, handed_on=date(2026, 6, 18), by=keeper)
    program = program_of(above)

    with django_assert_num_queries(6):
        assert program.get(f"{resource}/").status_code == 200
