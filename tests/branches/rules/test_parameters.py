"""The register of limits: what may be entered, and which value holds on a day (E-78, E-86)."""

from datetime import date, time
from decimal import Decimal

import pytest

from branches.choices import BranchDomain
from branches.rules.day_rule import DayRule
from branches.rules.parameter_spec import SET_BY
from branches.rules.parameters import PRESETS, SPECS, Level, parse, resolve

TODAY = date(2026, 6, 18)
SPRING = date(2026, 3, 1)
SUMMER = date(2026, 6, 1)


@pytest.mark.parametrize("key", sorted(SPECS))
def test_every_default_is_a_value_its_own_register_accepts(key: str):
    spec = SPECS[key]

    assert spec.parse(spec.to_json(spec.default)) == spec.default
    assert spec.label
    assert spec.rule
    assert spec.set_by in SET_BY
    assert spec.text(spec.default)


@pytest.mark.parametrize("domain", sorted(PRESETS))
def test_every_preset_names_a_known_kind_of_branch_and_allowed_values(domain: str):
    assert domain in BranchDomain.values
    for key, value in PRESETS[domain].items():
        assert SPECS[key].parse(SPECS[key].to_json(value)) == value


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("pd.notice_days", "7", 7),
        ("pd.notice_days", 0, 0),
        ("pd.notice_days", 10, 10),
        ("pd.filing_roll", "on", True),
        ("pd.filing_roll", "", False),
        ("pd.filing_roll", True, True),
        ("pd.denominator", "expected", "expected"),
        ("pd.exempt_months", "8月、2月", (2, 8)),
        ("pd.exempt_months", [8, 2], (2, 8)),
        ("pd.exempt_months", "", ()),
        ("pd.delegate_roles", ["committee_member", "deputy_secretary"],
         ("deputy_secretary", "committee_member")),
        ("pl.plan_due", "3月31日", "03-31"),
        ("at.check_register", "9:30", time(9, 30)),
        ("du.monthly_cap_warn", "1000.00", Decimal("1000.00")),
        ("el.remind_months", "3，6", (6, 3)),
        ("pd.day_rule", {"kind": "day_of_month", "day": 5}, DayRule("day_of_month", day=5)),
    ],
)  # fmt: skip
def test_reading_a_value(key: str, raw: object, value: object):
    assert parse(key, raw) == value


@pytest.mark.parametrize(
    ("key", "raw", "sentence"),
    [
        ("pd.notice_days", "11", "“提前预告”应填0—10天，现在是“11”"),
        ("pd.notice_days", "五", "“提前预告”应填整数（0—10天），现在是“五”"),
        ("pd.notice_days", True, "“提前预告”应填整数（0—10天），现在是“True”"),
        ("pd.min_attendance_pct", "49", "“到会率不低于”应填50—100%，现在是“49”"),
        ("pd.denominator", "", "“到会率的基数”应填以下之一：应到人数（总数减豁免）、党员总数，现在是空"),
        ("pd.filing_roll", "maybe", "“期限遇休息日顺延到工作日”应填是或否，现在是“maybe”"),
        ("pd.exempt_months", "13", "“不要求开展的月份”应填1到12的月份，如“2、8”，现在是“13”"),
        ("pl.plan_due", "02-30", "“年度计划报送期限”应填月和日，如“03-31”，现在是“02-30”"),
        ("mt.class_per_year", "0", "“每年党课”应填1—12次，现在是“0”"),
        ("ed.hours_member", "31", "“党员每年集中学习”应填不少于32学时，现在是“31”"),
        ("at.check_register", "25:00", "“没有登记的人员核清时限（次日）”应填时间，如“18:00”，现在是“25:00”"),
        ("pd.unknown", "1", "没有名为“pd.unknown”的规则参数"),
    ],
)
def test_a_wrong_value_is_refused_with_what_was_expected(key: str, raw: object, sentence: str):
    with pytest.raises(ValueError, match="“") as caught:
        parse(key, raw)

    assert str(caught.value) == sentence


def chain(own=(), general_branch=(), committee=()) -> list[Level]:
    return [Level(3, own), Level(2, general_branch), Level(1, committee)]


@pytest.mark.parametrize(
    ("key", "levels", "domain", "value", "origin", "organization"),
    [
        ("pd.notice_days", chain(), "", 5, "default", None),
        ("pd.notice_days", chain(), "students", 0, "preset", None),
        ("pd.denominator", chain(), "county_office", "expected", "preset", None),
        ("pd.notice_days", chain(committee=[(SPRING, 7)]), "students", 7, "inherited", 1),
        ("pd.notice_days", chain((), [(SPRING, 6)], [(SPRING, 7)]), "", 6, "inherited", 2),
        # A branch may ask more of itself, never less.
        ("pd.notice_days", chain(own=[(SPRING, 8)], committee=[(SPRING, 7)]), "", 8, "own", 3),
        ("pd.notice_days", chain(own=[(SPRING, 7)], committee=[(SPRING, 7)]), "", 7, "own", 3),
        ("pd.notice_days", chain(own=[(SPRING, 6)], committee=[(SPRING, 7)]), "", 7, "inherited", 1),
        ("pd.notice_days", chain(own=[(SPRING, 4)]), "", 5, "default", None),
        ("pd.filing_days", chain(own=[(SPRING, 1)]), "", 1, "own", 3),
        ("pd.filing_days", chain(own=[(SPRING, 3)]), "", 2, "default", None),
        ("pd.step2_mode", chain(own=[(SPRING, "off")]), "", "approve", "default", None),
        ("pd.denominator", chain(own=[(SPRING, "total")], committee=[(SPRING, "expected")]), "",
         "total", "own", 3),
        ("pd.exempt_months", chain(own=[(SPRING, [2])]), "", (), "default", None),
        # What the branch sets for itself it may set either way.
        ("cal.allow_makeup_weekend", chain(own=[(SPRING, True)]), "", True, "own", 3),
        ("mem.transfer_after_months", chain(committee=[(SPRING, 9)]), "", 6, "default", None),
    ],
)  # fmt: skip
def test_which_value_holds(key, levels, domain, value, origin, organization):
    found = resolve(key, TODAY, levels, domain)

    assert (found.value, found.origin, found.organization_id) == (value, origin, organization)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 2, 28), 5),
        (SPRING, 7),
        (date(2026, 5, 31), 7),
        (SUMMER, 3),
        (date(2026, 8, 31), 3),
        (date(2026, 9, 1), 5),
    ],
)
def test_a_value_holds_from_its_day_until_the_next(day: date, value: int):
    history = [(SUMMER, 3), (SPRING, 7), (date(2026, 9, 1), None)]

    assert resolve("pd.notice_days", day, chain(committee=history)).value == value


def test_ranges_and_values_read_as_the_office_writes_them():
    assert SPECS["pd.min_attendance_pct"].text(80) == "80%"
    assert SPECS["pd.step2_mode"].text("approve") == "审定"
    assert SPECS["pd.exempt_months"].text((2, 8)) == "2月、8月"
    assert SPECS["pd.day_rule"].text(SPECS["pd.day_rule"].default) == "每月第一个星期五 14:00—17:30"
    assert SPECS["pd.filing_days"].range_text() == "1—10天"
