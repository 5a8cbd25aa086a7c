"""Whose turn it is (MT-15): who led least recently, those away skipped."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.rotation import Reader, in_turn


def reader(name, last=None, away=""):
    return Reader(ord(name), name, name, date(2026, *last) if last else None, away)


@pytest.mark.parametrize(
    ("readers", "order"),
    [
        ([], ""),
        ([reader("b", (5, 1)), reader("a", (6, 1))], "ba"),
        ([reader("b"), reader("a", (1, 1))], "ba"),  # never led comes first
        ([reader("b"), reader("a")], "ab"),  # among equals in pinyin order
        ([reader("b", (5, 1)), reader("a", (5, 1))], "ab"),
        ([reader("a", (1, 1), "已请假"), reader("b", (6, 1))], "b"),
        ([reader("a", away="豁免")], ""),
        ([Reader(1, "a", "a", is_unlikely=True), reader("b", (6, 1))], "b"),
        ([reader("a", (7, 3)), reader("b", (6, 1))], "ba"),  # an evening still to come is a turn as well
    ],
)
def test_the_turn_goes_round(readers, order):
    assert "".join(each.name for each in in_turn(readers)) == order


@given(st.permutations("abcdef"), st.integers(1, 30))
def test_in_any_six_evenings_everybody_leads_once(names, first):
    last: dict[str, date] = {}
    led = []
    for evening in range(12):
        turn = in_turn(Reader(ord(name), name, name, last.get(name)) for name in names)
        led.append(turn[0].name)
        last[turn[0].name] = date.fromordinal(date(2026, 1, first).toordinal() + 7 * evening)
    assert sorted(led[:6]) == sorted(led[6:]) == sorted(names)
