"""Which item goes on as which: nothing that hangs on an item is lost when the agenda is rewritten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.agenda_matching import continued


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ([], ["甲"], [None]),
        (["甲", "乙"], ["甲", "乙"], [0, 1]),
        (["甲", "乙"], ["乙", "甲"], [1, 0]),  # moved
        (["甲", "乙"], ["甲", "丙", "乙"], [0, None, 1]),  # put between
        (["甲", "乙", "丙"], ["甲", "新乙", "丙"], [0, 1, 2]),  # reworded
        (["甲", "乙"], ["甲"], [0]),
        (["甲", "甲"], ["甲", "甲"], [0, 1]),
        (["甲"], ["乙", "甲"], [None, 0]),
        (["甲"], ["新甲"], [0]),
    ],
)
def test_items_go_on(old, new, places):
    assert continued(old, new) == places


titles = st.lists(st.sampled_from("甲乙丙丁"), max_size=6)


@given(titles, titles)
def test_no_item_goes_on_twice_and_the_same_title_always_does(old, new):
    places = continued(old, new)

    used = [place for place in places if place is not None]
    assert len(used) == len(set(used)) and set(used) <= set(range(len(old)))
    for title in set(old) & set(new):
        same = sum(
            1 for at, place in enumerate(places) if place is not None and old[place] == new[at] == title
        )
        assert same == min(old.count(title), new.count(title))
