"""Planned and spent, to the fen (PL-18)."""

from decimal import Decimal

import pytest

from activities.rules.spending import add_up, read_money

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


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("500", "500.00"),
        ("５００元", "500.00"),
        ("￥1,200.50", "1200.50"),
        ("约 500 元左右", "500.00"),
        ("0.3万元", "3000.00"),
        ("0.12345万", None),
        ("1.005元", None),
        ("0.01", "0.01"),
        ("99999999.99", "99999999.99"),
        ("10000万元", None),
        ("500—800元", None),
        ("党费列支", None),
        ("-5", None),
        ("", None),
    ],
)
def test_an_amount_is_read_exactly_or_not_at_all(typed, amount):
    assert read_money(typed) == (None if amount is None else D(amount))
