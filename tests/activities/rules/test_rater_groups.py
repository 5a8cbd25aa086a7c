"""E-31, EV-03: which groups of raters may be told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.choices import RATER_GROUPS
from activities.rules.rater_groups import left_out, merge_groups


def blocks(by_phone, on_paper=None, *, min_group=3, min_ballots=5):
    """Block → how many ballots are counted in it."""
    found: dict[str, int] = {}
    paper = on_paper or {}
    for group, block in merge_groups(by_phone, paper, min_group=min_group, min_ballots=min_ballots).items():
        found[block] = found.get(block, 0) + by_phone.get(group, 0) + paper.get(group, 0)
    return found


@pytest.mark.parametrize(
    ("by_phone", "found"),
    [
        ({"member": 12}, {"member": 12}),
        # Just under, at and over three.
        ({"member": 12, "served": 2}, {"together": 14}),
        ({"member": 12, "served": 3}, {"member": 12, "served": 3}),
        ({"member": 12, "served": 4}, {"member": 12, "served": 4}),
        # Two small ones are large enough together; one alone takes the smallest of the others along.
        ({"member": 12, "served": 2, "public": 1}, {"member": 12, "rest": 3}),
        ({"member": 12, "served": 6, "public": 4, "superior": 1}, {"member": 12, "served": 6, "rest": 5}),
        ({"member": 12, "served": 6, "superior": 1}, {"member": 12, "rest": 7}),
        ({"member": 12, "served": 1, "public": 1}, {"together": 14}),
        # Members fewer than five cannot stand by themselves; absent members are nobody to hide.
        ({"member": 4, "served": 9}, {"together": 13}),
        ({"member": 5, "served": 9}, {"member": 5, "served": 9}),
        ({"served": 6, "public": 5}, {"served": 6, "public": 5}),
        ({"served": 6}, {"together": 6}),
        ({}, {}),
    ],
)
def test_small_groups_are_merged(by_phone, found):
    assert blocks(by_phone) == found


@pytest.mark.parametrize(
    ("by_phone", "on_paper", "found"),
    [
        # Who typed the paper totals would know two phones beside them, but not three.
        ({"member": 2, "served": 6}, {"member": 8}, {"together": 16}),
        ({"member": 3, "served": 6}, {"member": 8}, {"member": 11, "served": 6}),
        ({"member": 0, "served": 6}, {"member": 8}, {"member": 8, "served": 6}),
        ({"member": 9, "served": 1}, {"served": 4}, {"together": 14}),
        # The same in what was merged: one phone beside the paper of another small group.
        ({"member": 9, "superior": 1}, {"served": 2}, {"together": 12}),
    ],
)
def test_few_phones_beside_paper_are_not_told_apart(by_phone, on_paper, found):
    assert blocks(by_phone, on_paper) == found


@pytest.mark.parametrize(
    ("by_phone", "on_paper", "dropped"), [(4, 1, 4), (5, 1, 0), (6, 1, 0), (1, 20, 1), (0, 20, 0), (4, 0, 0)]
)
def test_few_phones_beside_paper_do_not_count_at_all(by_phone, on_paper, dropped):
    assert left_out(by_phone, on_paper, 5) == dropped


ballots = st.fixed_dictionaries({str(group): st.integers(0, 9) for group in RATER_GROUPS})


@given(ballots, ballots, st.integers(3, 5), st.integers(3, 10))
def test_no_block_is_ever_small_enough_to_recognize_somebody(by_phone, on_paper, min_group, min_ballots):
    found = blocks(by_phone, on_paper, min_group=min_group, min_ballots=min_ballots)

    assert sum(found.values()) == sum(by_phone.values()) + sum(on_paper.values())
    if len(found) > 1:
        assert all(number >= min_group for number in found.values())
        assert found.get("member", min_ballots) >= min_ballots
