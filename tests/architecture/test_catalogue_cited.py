"""Every rule says where it stands, speaks Chinese, names known limits, and has a test table beside it."""

import re
from pathlib import Path

import pytest

from activities.compliance.catalogue import RULES
from activities.compliance.printing import rule_book
from branches.rules.parameters import SPECS
from partywork.common.compliance import SEVERITY_NAMES, Rule

ROOT = Path(__file__).resolve().parents[2]
# No committee may set anything about these: the numbers are those of the regulations.
FIXED_FOR_ALL = {
    "voting.quorum",
    "voting.majority",
    "dues.keeper",
    "meetings.committee-first",
    "development.talk",
    "development.review",
    "development.cultivation",
    "development.approval",
    "development.probation",
    "development.conversion",
    "development.conversion-approval",
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def every_rule_class() -> set[type]:
    for app in ("members", "activities"):
        for path in (ROOT / app / "compliance").glob("*.py"):
            __import__(f"{app}.compliance.{path.stem}")
    ours = {rule for rule in descendants(Rule) if not rule.__module__.startswith("tests.")}
    return {rule for rule in ours if ours.isdisjoint(rule.__subclasses__())}


def descendants(kind: type) -> set[type]:
    found: set[type] = set(kind.__subclasses__())
    return found.union(*(descendants(child) for child in found))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestRule:
    def test_is_cited(self, rule):
        assert CHINESE.search(rule.citation.source)
        assert rule.citation.article
        assert CHINESE.search(rule.citation.quote)

    def test_has_a_chinese_title_and_an_english_first_line(self, rule):
        assert CHINESE.search(rule.title)
        assert (rule.__doc__ or "").strip().endswith(".")
        assert rule.severity in SEVERITY_NAMES

    def test_names_only_limits_of_the_register(self, rule):
        assert bool(rule.parameters) is (rule.code not in FIXED_FOR_ALL)
        assert set(rule.parameters) <= set(SPECS)

    def test_has_its_own_test_table(self, rule):
        app, _compliance, module = type(rule).__module__.split(".")
        text = (ROOT / f"tests/{app}/compliance/test_{module}.py").read_text()
        assert f"{type(rule).__name__}()" in text
        assert "@pytest.mark.parametrize" in text


def test_no_rule_is_left_out_of_the_catalogue():
    assert {type(rule) for rule in RULES} == every_rule_class()


def test_codes_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_the_printed_page_is_up_to_date():
    assert (ROOT / "docs/compliance-rules.md").read_text() == rule_book(RULES)
