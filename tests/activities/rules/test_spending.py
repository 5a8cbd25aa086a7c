"""Planned and spent, to the fen (PL-18)."""

from decimal import Decimal

import pytest

from activities.rules.spending import add_up

D = Decimal


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], ""),
        ([(D("500"), None)], "计划500.00元"),
        ([(None, D("0"))], "支出0.00元"),
        ([(D("500"), D("500.00"))], "计划500.00元，支出500.00元"),
        ([(D("500"), D("499.99"))], "计划500.00元，支出499.99元"),
        ([(D("500"), D("500.01"))], "计划500.00元，支出500.01元（超出0.01元）"),
        ([(D("0.10"), D("0.10")), (D("0.20"), D("0.20"))], "计划0.30元，支出0.30元"),
        ([(D("100"), None), (None, D("30"))], "计划100.00元，支出30.00元"),
    ],
)
def test_sums_are_exact_and_too_much_is_named(lines, sentence):
    assert add_up(lines).sentence == sentence
