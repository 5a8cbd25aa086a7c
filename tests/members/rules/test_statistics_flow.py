"""Coming and going between two days, and the balance that names who makes it not fit (ST-04)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.rules.statistics_flow import WAYS_IN, Balance, Stay, Way, balance, counted_on, moves

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def stay(since, until=None, *, member=1, inside=True, began=Way.CAME, ended=Way.WENT):
    return Stay(member, inside, since, until, began, ended)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2025, 12, 31), None, []),
        (date(2026, 1, 1), None, [(Way.CAME, date(2026, 1, 1))]),
        (date(2026, 12, 31), None, [(Way.CAME, date(2026, 12, 31))]),
        (date(2027, 1, 1), None, []),
        (date(2020, 1, 1), date(2026, 1, 1), [(Way.WENT, date(2026, 1, 1))]),
        (date(2020, 1, 1), date(2026, 12, 31), [(Way.WENT, date(2026, 12, 31))]),
        (date(2020, 1, 1), date(2027, 1, 1), []),
        (date(2026, 3, 1), date(2026, 9, 1), [(Way.CAME, date(2026, 3, 1)), (Way.WENT, date(2026, 9, 1))]),
    ],
)
def test_a_move_counts_in_the_period_of_its_day(since, until, said):
    assert [(move.way, move.on) for move in moves([stay(since, until)], FIRST, LAST)] == said


def test_from_one_branch_inside_to_the_next_is_neither_coming_nor_going():
    rows = [stay(date(2020, 1, 1), date(2026, 5, 1)), stay(date(2026, 5, 1))]
    assert moves(rows, FIRST, LAST) == []


def test_out_of_the_tree_and_back_is_both():
    rows = [
        stay(date(2020, 1, 1), date(2026, 5, 1)),
        stay(date(2026, 5, 1), date(2026, 8, 1), inside=False),
        stay(date(2026, 8, 1)),
    ]
    assert [move.way for move in moves(rows, FIRST, LAST)] == [Way.WENT, Way.CAME]


def test_who_goes_on_the_last_day_is_not_counted_at_its_end():
    assert counted_on([stay(date(2020, 1, 1), LAST)], LAST) == set()
    assert counted_on([stay(LAST)], LAST) == {1}


def test_the_balance_says_the_sum_in_words():
    assert Balance(312, 12, 8, 316).sentence == "上期末312人＋增加12人－减少8人＝316人，与期末316人一致。"
    assert (
        Balance(312, 12, 8, 317).sentence == "上期末312人＋增加12人－减少8人＝316人，期末实有317人，相差1人。"
    )


def test_a_correction_after_the_table_was_frozen_is_named():
    """Counted now for last year's end, but not in last year's table, and the other way round."""
    found = balance([], before={1, 2}, after={1, 2}, frozen={2, 3})
    assert (found.found, found.lost, found.fits) == (frozenset({1}), frozenset({3}), False)
    assert found.sentence == "上期末2人＋增加0人－减少0人＝2人，期末也是2人，但人员与上期定稿不一致。"


DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))


@given(st.lists(st.lists(st.tuples(DAYS, st.booleans()), max_size=6), max_size=5))
def test_last_year_plus_in_minus_out_is_this_year_whatever_happened(histories):
    """Random moves between inside, another branch inside, outside and nowhere."""
    rows = []
    for member, history in enumerate(histories):
        days = sorted({day for day, _ in history})
        for number, (day, inside) in enumerate(zip(days, [inside for _, inside in history], strict=False)):
            until = days[number + 1] if number + 1 < len(days) else None
            rows.append(stay(day, until, member=member, inside=inside))
    moved = moves(rows, FIRST, LAST)
    before, after = counted_on(rows, date(2025, 12, 31)), counted_on(rows, LAST)
    came = sum(move.way in WAYS_IN for move in moved)
    assert len(before) + came - (len(moved) - came) == len(after)
    assert balance(moved, before, after, None).fits
