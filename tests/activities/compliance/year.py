"""The plainest branch year for the tables: one event that was held well on 18 June 2026."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from activities.compliance.facts import BranchYear, Limits, PartyDayFacts
from activities.rules.attendance import Headcount
from partywork.common.clock import OFFICE
from partywork.common.compliance import Finding, Rule


def at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=OFFICE)


EVENT = PartyDayFacts(
    activity=12,
    title="上半年会议精神学习",
    day=date(2026, 6, 18),
    for_month=(2026, 6),
    is_held=True,
    minutes=190,
    published_at=at(6, 11, 10, 20),
    headcount=Headcount(24, 20),
    ended_at=at(6, 18, 17, 10),
    record_due=at(6, 21),
    record_submitted_at=at(6, 20, 9),
    rating_opened_at=at(6, 18, 17, 12),
)


END_OF_JUNE = at(6, 30)


def event(**changes: Any) -> PartyDayFacts:
    limits = {key: changes.pop(key) for key in list(changes) if key in Limits.__dataclass_fields__}
    return replace(EVENT, **changes, limits=Limits(**limits))


def year(*events: PartyDayFacts, now: datetime = END_OF_JUNE, **changes: Any) -> BranchYear:
    return BranchYear(year=2026, now=now, events=events, **changes)


def answers(rule: Rule[BranchYear], facts: BranchYear) -> list[tuple[str, str, str]]:
    return [answer(finding) for finding in rule.judge(facts)]


def answer(finding: Finding) -> tuple[str, str, str]:
    return finding.subject, finding.verdict.value, finding.sentence
