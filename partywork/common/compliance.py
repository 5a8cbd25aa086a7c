"""What a rule of the regulations is: a citation, a judgement with three answers, and its findings.

A rule is pure: facts and dates come in as arguments, findings go out. "Not known yet" is its own answer and
never read as a breach (N14).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

# A rule that looks at less judges whatever holds more: the dues within the year of a branch.
F = TypeVar("F", contravariant=True)


class Severity(StrEnum):
    """How loud a finding is; nothing here blocks an activity."""

    REMINDER = "reminder"
    WARNING = "warning"
    BREACH = "breach"


SEVERITY_NAMES = {
    Severity.REMINDER: "提醒",
    Severity.WARNING: "需说明",
    Severity.BREACH: "不符合",
}


class Verdict(StrEnum):
    """Met, not met, cannot tell yet (with the missing fact named), or not applicable."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


VERDICT_NAMES = {
    Verdict.MET: "符合",
    Verdict.NOT_MET: "不符合",
    Verdict.UNKNOWN: "尚不能判定",
    Verdict.NOT_APPLICABLE: "不适用",
}


def verdict_of(met: bool | None) -> Verdict:
    """The answer of a pure judgement whose None means that a fact is missing."""
    if met is None:
        return Verdict.UNKNOWN
    return Verdict.MET if met else Verdict.NOT_MET


@dataclass(frozen=True)
class Citation:
    """Where a rule stands: the document, the place in it, its words, and a second document."""

    source: str
    article: str
    quote: str = ""
    also: str = ""

    @property
    def text(self) -> str:
        """《党支部主题党日活动计划》（机关党支部）二、…；另见《…支部工作条例（试行）》第十六条"""
        place = f"{self.source}{self.article}"
        return f"{place}；另见{self.also}" if self.also else place


@dataclass(frozen=True)
class Finding:
    """One judgement of one rule on one subject: what was judged, the answer, and the sentence for the office.

    `subject` identifies the event, month or filing within the branch (such as "2026-06" or "activity:12"), so
    that judging twice replaces the finding instead of adding one. `explained` keeps the branch's own reason:
    the finding stays and shows it (N24).
    """

    rule: str
    subject: str
    verdict: Verdict
    sentence: str
    severity: Severity
    on: date | None = None
    explained: str = ""

    @property
    def needs_attention(self) -> bool:
        return self.verdict is Verdict.NOT_MET and not self.explained


class Rule(Generic[F]):
    """One article. A subclass names its facts and answers `findings`; it holds no state.

    `in_force_from` is the first day it judges; a changed regulation is a new class beside the old one.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    citation: ClassVar[Citation]
    severity: ClassVar[Severity]
    parameters: ClassVar[tuple[str, ...]] = ()
    in_force_from: ClassVar[date | None] = None

    def findings(self, facts: F) -> Iterable[Finding]:
        raise NotImplementedError

    def judge(self, facts: F) -> tuple[Finding, ...]:
        """The findings on days the rule was already in force."""
        since = self.in_force_from
        return tuple(
            finding
            for finding in self.findings(facts)
            if since is None or finding.on is None or finding.on >= since
        )

    def finding(
        self,
        subject: str,
        verdict: Verdict,
        sentence: str,
        *,
        on: date | None = None,
        explained: str = "",
    ) -> Finding:
        return Finding(self.code, subject, verdict, sentence, self.severity, on, explained.strip())


@dataclass(frozen=True)
class RuleBook:
    """All rules of one kind of facts, in the order of the catalogue."""

    rules: tuple[Rule[Any], ...] = field(default_factory=tuple)

    def judge(self, facts: Any) -> tuple[Finding, ...]:
        return tuple(finding for rule in self.rules for finding in rule.judge(facts))
