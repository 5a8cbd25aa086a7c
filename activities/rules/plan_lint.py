"""What is worth mending in a year plan before it is filed (PL-12, N13): advice, never a refusal."""

from collections.abc import Callable

from activities.rules import plan_coverage, plan_wording
from activities.rules.plan_facts import (
    INFO,
    OK,
    WARN,
    LintFinding,
    PlanFacts,
    PlanRow,
    RequiredTheme,
    charter_chapters,
)

__all__ = [
    "INFO",
    "OK",
    "WARN",
    "LintFinding",
    "PlanFacts",
    "PlanRow",
    "RequiredTheme",
    "charter_chapters",
    "lint_plan",
    "satisfied",
    "to_mend",
]

CHECKS: tuple[Callable[[PlanFacts], list[LintFinding]], ...] = (
    plan_coverage.every_month,
    plan_wording.repeated_contents,
    plan_wording.placeholders,
    plan_wording.anniversaries,
    plan_coverage.first_of_july,
    plan_coverage.charter_reading,
    plan_coverage.required_themes,
    plan_coverage.study_every_quarter,
    plan_coverage.dates_off_holidays,
    plan_coverage.half_days,
    plan_coverage.lectures,
    plan_coverage.organizational_life_meeting,
    plan_coverage.dues_disclosure,
    plan_wording.two_sessions_in_january,
    plan_wording.mixed_terms,
)

ORDER = {WARN: 0, INFO: 1, OK: 2}


def lint_plan(facts: PlanFacts) -> tuple[LintFinding, ...]:
    """Every finding, the weightiest first, then what is in order."""
    findings = [finding for check in CHECKS for finding in check(facts)]
    return tuple(sorted(findings, key=lambda finding: ORDER[finding.severity]))


def to_mend(findings: tuple[LintFinding, ...]) -> tuple[LintFinding, ...]:
    return tuple(finding for finding in findings if not finding.is_ok)


def satisfied(findings: tuple[LintFinding, ...]) -> tuple[LintFinding, ...]:
    return tuple(finding for finding in findings if finding.is_ok)
