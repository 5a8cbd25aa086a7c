from itertools import pairwise

import pytest

from partywork.people_bar import COUNTABLE, PeopleBar


def kinds(bar):
    return [cell.kind for cell in bar.cells]


def test_everybody_has_a_cell_and_a_made_up_one_is_half_filled():
    bar = PeopleBar(present=20, made_up=1, unsettled=1, missing=2, required=20)

    assert bar.total == 24
    assert kinds(bar) == ["in"] * 20 + ["leave", "made"] + ["open"] + ["leave"] * 2
    assert bar.limit_x == pytest.approx(601.3)


def test_cells_stay_inside_and_do_not_touch():
    cells = [cell for cell in PeopleBar(5, 0, 0, 2, 6).cells if cell.kind != "made"]

    assert all(cell.x >= 0 and cell.x + cell.width <= 720.1 for cell in cells)
    assert all(left.x + left.width < right.x for left, right in pairwise(cells))


@pytest.mark.parametrize(("present", "required", "lacking"), [(20, 20, 0), (13, 14, 1), (0, 3, 3), (5, 3, 0)])
def test_lacking_counts_down_to_nothing(present, required, lacking):
    assert PeopleBar(present, 0, 0, 4, required).lacking == lacking


def test_a_crowd_becomes_one_block_a_kind():
    bar = PeopleBar(present=COUNTABLE, made_up=0, unsettled=1, missing=9, required=104)

    assert kinds(bar) == ["in", "open", "leave"]


def test_nobody_at_all_draws_nothing():
    assert PeopleBar(0, 0, 0, 0, 0).cells == []
