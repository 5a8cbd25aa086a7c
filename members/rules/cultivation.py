"""What is due for somebody on the way: the next review, the next report of thoughts (DV-06, DV-07, DV-21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from members.rules import development_limits as limits
from members.rules.development_limits import Limit
from members.rules.development_path import WayFacts, limits_of

# How long before its last day something is said.
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """One thing that comes up for a person; `key` is review or report."""

    key: str
    what: str
    limit: Limit

    @property
    def last_day(self) -> date:
        assert self.limit.due is not None
        return self.limit.due

    def is_late(self, today: date) -> bool:
        return self.limit.is_late(today)

    def is_near(self, today: date) -> bool:
        """Worth a line on somebody's page."""
        return today >= self.last_day - SOON


def next_review(way: WayFacts) -> Due | None:
    """The half-yearly look while somebody is an activist, the quarterly one until probation is decided."""
    if "conversion_decided" in way.done or "activist" not in way.done:
        return None
    if way.probation_until is not None:
        found = limits_of("probation", way)
        return Due("review", "季度考察", found[0]) if found else None
    if "candidate" in way.done:
        return None
    found = limits_of("cultivation", way)
    return Due("review", "半年考察", found[0]) if found else None


def next_report(done: Mapping[str, date], reports: Sequence[date], months: int) -> Due | None:
    """A report of thoughts from the day somebody became an activist until conversion is approved."""
    activist = done.get("activist")
    if activist is None or "conversion_approved" in done:
        return None
    last = max([activist, *(day for day in reports if day > activist)])
    if last == activist:
        limit = limits.next_thought_report(activist, months)
        said = limit.sentence.replace("上次", "确定为积极分子", 1)
        return Due("report", "思想汇报", Limit(limit.rule, said.replace("下次", "第一次"), due=limit.due))
    return Due("report", "思想汇报", limits.next_thought_report(last, months))


def dues_of(way: WayFacts, reports: Sequence[date], months: int) -> tuple[Due, ...]:
    """What is due next, the earlier one first."""
    found = [due for due in (next_review(way), next_report(way.done, reports, months)) if due is not None]
    return tuple(sorted(found, key=lambda due: due.last_day))
