"""EV-04, EV-05, EV-09, E-31 to E-37: the satisfaction rate and the three low ones of a year."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.satisfaction import RatedEvent, count_low, improvement_demand, judge_satisfaction


def judge(satisfied: int, fairly: int, dissatisfied: int, **limits):
    tally = {"overall": {"satisfied": satisfied, "fairly": fairly, "dissatisfied": dissatisfied}}
    collected = limits.pop("collected", satisfied + fairly + dissatisfied)
    issued = limits.pop("issued", max(collected, 30))
    return judge_satisfaction(tally, collected=collected, issued=issued, **limits)


@pytest.mark.parametrize(
    ("grades", "limits", "low", "sentence"),
    [
        ((12, 4, 1), {}, False, "满意率94.1%（16/17份）"),
        ((17, 3, 1), {"collected": 22}, False, "满意率95.2%（20/21份）"),
        # E-33: exactly 60% is not below; 59.99% is.
        ((3, 0, 2), {}, False, "满意率60%（3/5份）"),
        ((5999, 0, 4001), {"issued": 10000}, True, "满意率59.9%（5999/10000份），低于60%"),
        ((2, 0, 1), {"min_ballots": 3}, False, "满意率66.7%（2/3份）"),
        ((1, 1, 1), {"min_ballots": 3}, False, "满意率66.7%（2/3份）"),
        ((1, 1, 1), {"min_ballots": 3, "definition": "strict"}, True, "满意率33.3%（1/3份），低于60%"),
        # E-31, EV-09: too few ballots conclude nothing, however bad they are.
        ((0, 0, 4), {}, None, "已测评4份，不足5份，结果不显示"),
        ((0, 0, 5), {}, True, "满意率0%（0/5份），低于60%"),
        # Counters of a round with too few ballots are wiped; it is still not an invalid one.
        ((0, 0, 0), {"collected": 4}, None, "已测评4份，不足5份，结果不显示"),
        ((3, 0, 0), {"collected": 6}, None, "收回6份，有效3份，不足5份，结果不显示"),
        # E-32: all blank.
        ((0, 0, 0), {"collected": 8}, None, "收回8份，没有有效票，未有效测评"),
        # E-34: more ballots than raters.
        ((9, 0, 0), {"collected": 9, "issued": 8}, None, "收回9份，多于发出的8份，测评无效，应重新测评"),
    ],
)
def test_judging_a_rating(grades, limits, low, sentence):
    result = judge(*grades, **limits)

    assert (result.low, result.sentence) == (low, sentence)


def test_a_rating_with_too_few_ballots_prints_no_rate():
    result = judge(0, 0, 4)

    assert not result.shown
    assert result.rate_text == ""


def test_the_definition_stands_beside_the_rate():
    assert judge(5, 0, 0).definition_text == "满意率＝（满意＋基本满意）÷有效份数"
    assert judge(5, 0, 0, definition="strict").definition_text == "满意率＝满意÷有效份数"


def test_a_criterion_nobody_answered_has_no_rate():
    tally = {"overall": {"satisfied": 6}, "form": {}}

    assert judge_satisfaction(tally, collected=6, issued=6, criterion="form").low is None


DEMAND = "，低于60%，报送前请写明存在的不足和怎么改进，不能空着或只写“无”。"


@pytest.mark.parametrize(
    ("grades", "limits", "text", "demand"),
    [
        # EV-10 at, just under and just over the line: only under it the improvement item must be written.
        ((3, 0, 2), {}, "", ""),
        ((2, 0, 3), {}, "", f"满意率40%（2/5份）{DEMAND}"),
        ((5999, 0, 4001), {"issued": 10000}, "", f"满意率59.9%（5999/10000份）{DEMAND}"),
        ((6000, 0, 4000), {"issued": 10000}, "", ""),
        ((6001, 0, 3999), {"issued": 10000}, "", ""),
        ((1, 2, 2), {"definition": "strict"}, "", f"满意率20%（1/5份）{DEMAND}"),
        ((4, 0, 1), {"threshold_pct": 80}, "", ""),
        ((3, 0, 2), {"threshold_pct": 80}, "",
         f"满意率60%（3/5份）{DEMAND.replace('60%', '80%')}"),
        # Written, it is settled; "none" is not written.
        ((2, 0, 3), {}, "时间太长，下次分两段。", ""),
        ((2, 0, 3), {}, " 无。 ", f"满意率40%（2/5份）{DEMAND}"),
        ((2, 0, 3), {}, "没有", f"满意率40%（2/5份）{DEMAND}"),
        # Too few ballots, or none that is valid, conclude nothing (EV-09, E-32).
        ((0, 0, 4), {}, "", ""),
        ((0, 0, 0), {"collected": 8}, "", ""),
    ],
)  # fmt: skip
def test_under_the_line_the_improvement_item_must_be_written(grades, limits, text, demand):
    assert improvement_demand(judge(*grades, **limits), text) == demand


def test_a_rating_that_is_open_or_was_not_held_demands_nothing():
    assert improvement_demand(None, "") == ""


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(50, 80))
def test_the_integer_judgement_equals_the_exact_fraction(satisfied, fairly, dissatisfied, threshold):
    valid = satisfied + fairly + dissatisfied

    low = judge(satisfied, fairly, dissatisfied, threshold_pct=threshold, issued=1500).low

    assert low == (Fraction(satisfied + fairly, valid) < Fraction(threshold, 100) if valid >= 5 else None)


def low_events(count: int, year: int = 2026) -> list[RatedEvent]:
    return [RatedEvent(date(year, month, 10), f"{month}月", low=True) for month in range(1, count + 1)]


@pytest.mark.parametrize(
    ("events", "number", "warns", "proposes", "sentence"),
    [
        ([], 0, False, False, "2026年低于60%的活动：0次"),
        (low_events(1), 1, False, False, "2026年低于60%的活动：1次"),
        (low_events(2), 2, True, False,
         "2026年低于60%的活动：2次，再有1次，支部及其班子成员不得纳入评先选优"),
        (low_events(3), 3, False, True,
         "2026年低于60%的活动：3次，达到3次，建议支部及其班子成员不纳入评先选优，由上级党组织确认"),
        # E-37: each calendar year begins again; unconcluded ratings are not counted (E-32).
        (low_events(2, 2025) + low_events(1), 1, False, False, "2026年低于60%的活动：1次"),
        ([RatedEvent(date(2026, 5, 1), "5月", low=None), *low_events(2)], 2, True, False,
         "2026年低于60%的活动：2次，再有1次，支部及其班子成员不得纳入评先选优"),
    ],
)  # fmt: skip
def test_counting_to_three(events, number, warns, proposes, sentence):
    found = count_low(events, 2026)

    assert (found.number, found.is_warning, found.is_proposal) == (number, warns, proposes)
    assert found.sentence == sentence
