"""When somebody joined, and from when the years in the Party count: by the rules of the time (MEM-04, MEM-05).

What comes out is a suggestion with its reason; a person confirms it from the application form in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from partywork.common.clock import full_date
from partywork.common.months import months_after, years_between


@dataclass(frozen=True)
class Era:
    """A span of rules, both days included; `until` None: still in force.

    `joins_by`: the date of joining is that of the meeting or of the superior's approval. `probation` in months.
    """

    since: date
    until: date | None
    joins_by: str
    probation: int
    clause: str

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


MEETING, APPROVAL = "meeting", "approval"
DAY_NAMES: Mapping[str, str] = MappingProxyType({MEETING: "支部大会通过之日", APPROVAL: "上级党组织批准之日"})
ERAS = (
    Era(date(1956, 9, 15), date(1969, 3, 31), MEETING, 12, "八大党章：预备期一年，从支部大会通过之日算起"),
    Era(
        date(1969, 4, 1),
        date(1977, 8, 11),
        APPROVAL,
        0,
        "九大、十大党章：没有预备期，批准之日即为入党和党龄起算之日",
    ),
    Era(date(1977, 8, 12), date(1982, 9, 5), APPROVAL, 12, "十一大党章：预备期一年，从上级批准之日算起"),
    Era(date(1982, 9, 6), None, MEETING, 12, "十二大以来党章：预备期一年，从支部大会通过之日算起"),
)
# A second source puts the borders of 1969 and 1977 some days later (V015): near them a person looks twice.
DOUBTFUL = ((date(1969, 4, 1), date(1969, 4, 14)), (date(1977, 8, 12), date(1977, 8, 18)))
SEMICENTENNIAL_YEARS = 50


@dataclass(frozen=True)
class PartyAge:
    """Suggested dates with the sentence that explains them; `doubt` says why a person must look twice."""

    joined_on: date
    counts_from: date
    reason: str
    doubt: str = ""


def suggest(
    *, meeting: date | None = None, approved: date | None = None, extended_months: int = 0
) -> PartyAge | None:
    """Dates of joining and of the beginning of the years in the Party, from what the file holds.

    `extended_months` is added to the probation. None when neither date decides it, or the day lies before 1956.
    """
    era = next((era for era in ERAS if _decisive(era, meeting, approved)), None)
    day = _decisive(era, meeting, approved) if era else None
    if era is None or day is None:
        return None
    counts = months_after(day, era.probation + extended_months) if era.probation else day
    reason = f"{era.clause}。{DAY_NAMES[era.joins_by]}为{full_date(day)}，党龄从{full_date(counts)}算起"
    if extended_months and era.probation:
        reason += f"（预备期延长{extended_months}个月）"
    return PartyAge(day, counts, f"{reason}。", _doubt(day, meeting, approved))


def semicentennial(counts_from: date) -> date:
    """The day on which fifty years in the Party are full (CA-05)."""
    return months_after(counts_from, SEMICENTENNIAL_YEARS * 12)


def is_due(counts_from: date, year: int) -> bool:
    """Whether fifty years are full by 1 July of that year (CA-05)."""
    return semicentennial(counts_from) <= date(year, 7, 1)


def party_age(counts_from: date | None, on: date) -> int | None:
    """Whole years in the Party on a day; None while probation lasts."""
    if counts_from is None or counts_from > on:
        return None
    return years_between(counts_from, on)


def _decisive(era: Era, meeting: date | None, approved: date | None) -> date | None:
    day = meeting if era.joins_by == MEETING else approved
    return day if day is not None and era.covers(day) else None


def _doubt(day: date, meeting: date | None, approved: date | None) -> str:
    for first, last in DOUBTFUL:
        if first - timedelta(days=14) <= day <= last:
            return f"{full_date(day)}离规定更替的日子很近，各处说法相差几天，请按入党志愿书核对。"
    other = {when for when in (meeting, approved) if when is not None}
    if len(other) == 2 and len({_era_number(when) for when in other}) == 2:
        return "支部大会和上级批准分别在两个时期，请按入党志愿书核对。"
    return ""


def _era_number(day: date) -> int:
    return next((number for number, era in enumerate(ERAS) if era.covers(day)), -1)
