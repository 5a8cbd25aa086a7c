"""Every figure of DU-04..DU-07 and E-54, E-55, E-59, E-60, E-70: at the limit, just under, just over."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from members.choices_dues import DuesKind
from members.rules.dues_explained import Asked, explain
from members.rules.dues_scale import SCALES, scale_for

K = DuesKind
MARCH = date(2026, 3, 1)


def amount(kind: DuesKind, base: str, round_to: str = "0.01", **more: object) -> str:
    return str(explain(Asked(kind, MARCH, Decimal(base), Decimal(round_to), **more)).amount)


@pytest.mark.parametrize("kind", [K.EMPLOYED, K.ANNUAL_SALARY, K.SELF_EMPLOYED])
@pytest.mark.parametrize(
    ("base", "owed", "rate"),
    [
        ("0.01", "0.00", "0.5%"),
        ("2999.99", "15.00", "0.5%"),
        ("3000.00", "15.00", "0.5%"),
        ("3000.01", "30.00", "1%"),
        ("4999.99", "50.00", "1%"),
        ("5000.00", "50.00", "1%"),
        ("5000.01", "75.00", "1.5%"),
        ("9999.99", "150.00", "1.5%"),
        ("10000.00", "150.00", "1.5%"),
        ("10000.01", "200.00", "2%"),
        ("50000.00", "1000.00", "2%"),
    ],
)
def test_the_whole_base_pays_the_rate_of_its_band(kind, base, owed, rate):
    """DU-02, DU-04, DU-06, E-55: 3000 pays 15.00, 3000.01 pays 30.00; the steps are real."""
    explained = explain(Asked(kind, MARCH, Decimal(base)))

    assert (str(explained.amount), explained.rate) == (owed, rate)


@pytest.mark.parametrize(
    ("base", "owed", "rate"),
    [
        ("4216.00", "21.08", "0.5%"),
        ("4999.99", "25.00", "0.5%"),
        ("5000.00", "25.00", "0.5%"),
        ("5000.01", "50.00", "1%"),
        ("12000.00", "120.00", "1%"),
    ],
)
def test_a_pension_has_two_bands(base, owed, rate):
    """DU-05: 5000 pays 25.00, 5000.01 pays 50.00."""
    explained = explain(Asked(K.RETIRED, MARCH, Decimal(base)))

    assert (str(explained.amount), explained.rate) == (owed, rate)


@pytest.mark.parametrize(
    ("base", "step", "owed"),
    [
        ("3456.78", "0.01", "34.57"),
        ("3456.78", "0.1", "34.60"),
        ("3456.78", "1", "35.00"),
        ("2469.00", "0.01", "12.35"),  # 12.345: a half goes up
        ("2468.99", "0.01", "12.34"),
        ("2450.00", "0.1", "12.30"),  # 12.25
        ("2500.00", "1", "13.00"),  # 12.5
        ("2499.99", "1", "12.00"),
    ],
)
def test_rounding_is_half_up_to_the_step_of_the_committee(base, step, owed):
    """DU-24, E-54."""
    assert amount(K.EMPLOYED, base, step) == owed


@pytest.mark.parametrize("kind", [K.STUDENT, K.UNEMPLOYED])
@pytest.mark.parametrize("step", ["0.01", "0.1", "1"])
def test_twenty_fen_stay_twenty_fen_however_wages_are_rounded(kind, step):
    """DU-07, E-54: fixed sums are never rounded."""
    assert str(explain(Asked(kind, MARCH, None, Decimal(step))).amount) == "0.20"


@pytest.mark.parametrize(("agreed", "owed"), [("0.20", "0.20"), ("0.55", "0.55"), ("1.00", "1.00")])
@pytest.mark.parametrize("step", ["0.01", "1"])
def test_a_farmer_pays_what_the_branch_agreed_unrounded(agreed, owed, step):
    """DU-07: 0.20 to 1.00."""
    assert str(explain(Asked(K.FARMER, MARCH, None, Decimal(step), Decimal(agreed))).amount) == owed


@pytest.mark.parametrize("agreed", ["0.19", "1.01", "0"])
def test_a_farmers_sum_outside_the_article_is_refused(agreed):
    with pytest.raises(ValueError, match=r"每月交纳0\.20—1\.00元"):
        explain(Asked(K.FARMER, MARCH, None, agreed=Decimal(agreed)))


@pytest.mark.parametrize(("base", "warned"), [("49999.99", False), ("50000.00", False), ("50000.26", True)])
def test_more_than_a_thousand_a_month_is_shown_and_noted(base, warned):
    """DU-11, E-70."""
    explained = explain(Asked(K.EMPLOYED, MARCH, Decimal(base)))

    assert bool(explained.warnings) is warned
    if warned:
        assert "一般不超过1000元" in explained.warnings[0]


def test_the_year_is_the_sum_of_its_rounded_months():
    """E-54."""
    month = explain(Asked(K.EMPLOYED, MARCH, Decimal("3456.78"))).amount

    assert month * 12 == Decimal("414.84")
    assert Decimal("3456.78") * Decimal("0.01") * 12 == Decimal("414.8136")


def test_the_explanation_names_base_band_clause_rounding_and_month():
    """DU-24: the unrounded and the rounded figure."""
    text = "\n".join(explain(Asked(K.EMPLOYED, MARCH, Decimal("3456.78"))).lines)

    for said in ("3456.78", "3000元以上至5000元", "第二条", "34.5678元", "到分", "34.57元", "2026年3月"):
        assert said in text


def test_a_wage_without_a_base_says_what_is_needed():
    """DU-02."""
    with pytest.raises(ValueError, match="请填写计算基数"):
        explain(Asked(K.EMPLOYED, MARCH))


def test_before_the_rules_were_in_force_there_is_no_scale():
    assert scale_for(K.EMPLOYED, date(2008, 4, 1)).kind == K.EMPLOYED
    with pytest.raises(ValueError, match="自2008年4月起"):
        scale_for(K.EMPLOYED, date(2008, 3, 1))


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: str(scale.kind))
def test_every_row_has_its_article_and_bands_without_gap(scale):
    assert scale.article.startswith("第")
    assert {each.kind for each in SCALES} == set(K)
    edges = [(band.above, band.upto) for band in scale.bands]
    assert all(upper == lower for (_, upper), (lower, _) in pairwise(edges))
    assert scale.is_fixed or (edges[0][0] == 0 and edges[-1][1] is None)
