"""The year's number is never a stop; one more than it is said with the numbers (DV-25)."""

import pytest

from members.rules.development_quota import QuotaUse, over_quota


@pytest.mark.parametrize(
    ("step", "number", "admitted", "candidates", "said"),
    [
        (15, 3, 2, 1, ""),
        (15, 3, 3, 0, "再接收就是第4名"),
        (15, 0, 0, 0, "再接收就是第1名"),
        (15, None, 9, 9, ""),
        (7, 3, 1, 1, ""),
        (7, 3, 1, 2, "加上这一位共4名"),
        (7, None, 1, 2, ""),
        (3, 0, 9, 9, ""),
    ],
)
def test_one_more_than_the_number_is_said(step, number, admitted, candidates, said) -> None:
    found = over_quota(step, QuotaUse(2026, number, admitted, candidates))
    assert said in found
    assert bool(found) is bool(said)


def test_what_is_left_is_known_only_with_a_number() -> None:
    assert QuotaUse(2026, 3, 1).left == 2
    assert QuotaUse(2026, None, 1).left is None
    assert QuotaUse(2026, 0, 1).is_over
    assert "还没有下达名额" in QuotaUse(2026, None, 1).sentence
