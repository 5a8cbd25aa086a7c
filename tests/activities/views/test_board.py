"""The board over many branches: bands over all pages, who is found, and whose month it was."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from activities.reports import board as board_report
from branches.models import OrganizationPlacement
from branches.services.setting import set_parameter
from partywork.common.spreadsheets import read_sheets
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch

NEW = date(2026, 6, 1)  # founded this month: nothing is missing yet


@pytest.fixture
def board(world, today, client_for):
    client = client_for(world.reviewer)

    def ask(**asked):
        return client.get("/board/", {"year": 2026, **asked}).context["board"]

    return ask


def test_who_needs_help_comes_first_and_is_counted_over_all_pages(world, board, monkeypatch):
    make_branch(parent=world.committee, name="新支部", founded_on=NEW)
    make_branch(parent=world.committee, name="老支部")
    monkeypatch.setattr(board_report, "PAGE", 1)

    first = board()
    second = board(after=first.after)
    third = board(after=second.after)

    names = [row.branch.name for shown in (first, second, third) for row in shown.rows]
    assert names == [world.branch.name, "老支部", "新支部"]
    assert (first.total, first.helped_total, first.usual_total) == (3, 2, 1)
    assert third.after == ""


def test_only_those_in_need_are_found_wherever_they_stand_in_the_tree(world, board, monkeypatch):
    make_branch(parent=world.committee, name="新支部", founded_on=NEW)
    last = make_branch(parent=world.committee, name="末支部")
    monkeypatch.setattr(board_report, "PAGE", 2)

    shown = board(only="help")

    assert [row.branch.pk for row in shown.rows] == [world.branch.pk, last.pk]
    assert shown.after == ""


def test_the_next_page_keeps_the_filter(world, today, client_for, monkeypatch):
    make_branch(parent=world.committee)
    monkeypatch.setattr(board_report, "PAGE", 1)

    text = client_for(world.reviewer).get("/board/?year=2026&only=help").content.decode()

    assert "only=help&amp;after=help%3A" in text


@pytest.mark.parametrize(("typed", "found"), [("kjxy", 1), ("KJXY", 1), ("会计", 1), ("zzz", 0), ("图书", 0)])
def test_a_branch_is_found_by_its_name_or_its_initials(world, board, typed, found):
    assert board(q=typed).total == found


def test_months_under_another_committee_are_not_held_against_the_branch(world, board):
    OrganizationPlacement.objects.filter(organization=world.branch).update(
        parent=world.foreign_committee, period=DateRange(date(2015, 1, 1), date(2026, 4, 1))
    )
    OrganizationPlacement.objects.create(
        organization=world.branch, parent=world.committee, period=DateRange(date(2026, 4, 1), None)
    )

    (row,) = board().rows

    assert [cell.said for cell in row.cells[2:4]] == ["当时属于另一工作委员会", "没有开展"]
    assert row.reasons == ["缺 2 次"]


def test_a_month_is_exempt_by_what_held_in_it(world, board):
    set_parameter(
        world.committee,
        "pd.exempt_months",
        [2, 5],
        since=date(2026, 4, 1),
        reason="四月起",
        by=world.reviewer,
    )

    (row,) = board().rows

    assert (row.cells[1].mark, row.cells[4].mark) == ("缺", "免")


def test_a_cancelled_activity_does_not_fill_its_month(world, board):
    make_activity(world.branch, date(2026, 5, 14), state="cancelled")

    (row,) = board().rows

    assert row.cells[4].said == "没有开展"


def test_the_export_follows_the_filter(world, today, client_for):
    make_branch(parent=world.committee, name="新支部", founded_on=NEW)

    answer = client_for(world.reviewer).get("/board/export/?year=2026&only=help")

    (sheet,) = read_sheets(answer.content)
    names = [row[0] for row in sheet.rows[1:3]]
    assert names[0] == world.branch.name
    assert "新支部" not in names


@pytest.mark.parametrize("branches", [1, 3])
def test_the_export_costs_the_same_for_one_branch_and_for_three(
    world, today, client_for, branches, django_assert_num_queries
):
    for _ in range(branches - 1):
        make_branch(parent=world.committee)
    client = client_for(world.reviewer)
    client.get("/board/export/?year=2026")

    with django_assert_num_queries(7):
        client.get("/board/export/?year=2026")
