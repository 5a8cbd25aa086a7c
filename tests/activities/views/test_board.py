"""The board over many branches: bands over all pages, who is found, and whose month it was."""

from datetime import date, time
from functools import partial

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from activities.models import Filing, RecordSheet
from activities.reports import board as board_report
from activities.reports.board_outline import outline
from branches.models import Organization, OrganizationPlacement
from branches.scoping import Scope
from branches.services.setting import set_parameter
from partywork.common import clock
from partywork.common.spreadsheets import read_sheets
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch

NEW = date(2026, 6, 1)  # founded this month: nothing is missing yet


@pytest.fixture(params=[300, 0], ids=["few branches", "as of many branches"])
def board(request, world, today, client_for, monkeypatch):
    """A tree of a few has all boxes filled in, a large one is counted first: both must say the same."""
    monkeypatch.setattr(board_report, "SMALL", request.param)
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


def _party_day(branch, month, *, state="held", due=None, sheet=None, sent=None, day=12):
    """An activity of the month; with a sheet that was due, and handed in, on these days."""
    closed = {"closed_at": clock.at(date(2026, month, day), time(18))} if state == "held" else {}
    activity = make_activity(branch, date(2026, month, day), state=state, **closed)
    if sheet is None:
        return
    due_at = clock.at(due or date(2026, month, 15), time(0))
    record = RecordSheet.objects.create(activity=activity, state=sheet, due_at=due_at, why_due="")
    if sent is not None:
        Filing.objects.create(
            kind="record",
            branch=branch,
            to=branch.superior,
            record=record,
            year=2026,
            month=month,
            due_at=due_at,
            first_submitted_at=clock.at(sent, time(9)),
        )


def test_counting_a_large_tree_says_what_its_boxes_say(world, today, monkeypatch):
    """Every kind of month and of branch there is, counted and looked up."""
    make = partial(make_branch, parent=world.committee)
    for month in range(1, 6):
        _party_day(world.branch, month, sheet="accepted", sent=date(2026, month, 14))
    late, returned, unsent, twice, early, cancelled = (make(name=f"支部{n}") for n in range(6))
    for month in (1, 2):
        _party_day(late, month, sheet="accepted", sent=date(2026, month, 20))
        _party_day(returned, month, sheet="returned", sent=date(2026, month, 20))
    _party_day(unsent, 3, sheet="draft")
    _party_day(unsent, 6, sheet="draft", due=date(2026, 6, 30))
    _party_day(twice, 4, state="announced", day=2)
    _party_day(twice, 4, sheet="accepted", sent=date(2026, 4, 25))
    _party_day(twice, 5, sheet="draft", day=3)
    _party_day(twice, 5, sheet="accepted", sent=date(2026, 5, 14))
    _party_day(early, 5, state="announced")
    _party_day(cancelled, 5, state="cancelled")
    make(name="新支部", founded_on=date(2026, 3, 5))
    make(name="明年的支部", founded_on=date(2027, 3, 5))
    gone = make(name="撤销的支部", dissolved_on=date(2026, 4, 1), dissolution="dissolved")
    _party_day(gone, 6, sheet="draft")
    moved = make(name="转来的支部")
    _party_day(moved, 2, sheet="draft")
    OrganizationPlacement.objects.filter(organization=moved).update(
        parent=world.foreign_committee, period=DateRange(date(2015, 1, 1), date(2026, 4, 1))
    )
    OrganizationPlacement.objects.create(
        organization=moved, parent=world.committee, period=DateRange(date(2026, 4, 1), None)
    )
    since = {"since": date(2026, 1, 1), "reason": "全年", "by": world.reviewer}
    set_parameter(world.committee, "pd.exempt_months", [2], **since)
    scope = Scope(paths=(world.committee.path,))

    told = board_report.board(scope, 2026)
    monkeypatch.setattr(board_report, "SMALL", 0)
    counted = board_report.board(scope, 2026)

    assert told.total == 11
    assert 0 < told.helped_total < 11
    assert outline(Organization.objects.within(scope).branches(), scope, 2026) == [
        row.standing for row in told.rows
    ]
    assert counted == told


@pytest.mark.parametrize("branches", [1, 3])
def test_a_large_tree_costs_the_same_for_one_branch_and_for_three(
    world, today, client_for, branches, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(board_report, "SMALL", 0)
    for _ in range(branches - 1):
        make_branch(parent=world.committee)
    client = client_for(world.reviewer)
    client.get("/board/")

    with django_assert_num_queries(22):
        client.get("/board/")


@pytest.mark.parametrize("branches", [1, 3])
def test_the_export_costs_the_same_for_one_branch_and_for_three(
    world, today, client_for, branches, django_assert_num_queries
):
    for _ in range(branches - 1):
        make_branch(parent=world.committee)
    client = client_for(world.reviewer)
    client.get("/board/export/?year=2026")

    with django_assert_num_queries(9):
        client.get("/board/export/?year=2026")
