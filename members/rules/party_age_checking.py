"""Whether the dates in the Party need a human look, and why (MEM-04, MEM-05, E-71).

The rule of the time says what the dates ought to be; the roster says what they are. Where the two agree and the time
is the present one, nobody need look; before 6 September 1982 somebody always looks once.
"""

from dataclasses import dataclass
from datetime import date

from members.rules.party_age import APPROVAL, ERAS, Era, PartyAge, party_age, semicentennial, suggest
from partywork.common.clock import full_date
from partywork.common.months import months_after

PRESENT_RULES_SINCE = ERAS[-1].since
# The wrong era gives an error of one year (E-71): whoever is that near the fifty years is looked at first.
NEAR_MONTHS = 12


@dataclass(frozen=True)
class KnownDates:
    """What the roster says, and what somebody read in the file; `extended_months` is added to the probation."""

    roster_joined: date
    roster_full: date | None = None
    meeting: date | None = None
    approved: date | None = None
    extended_months: int = 0

    @property
    def has_file(self) -> bool:
        return self.meeting is not None or self.approved is not None


@dataclass(frozen=True)
class Checked:
    """`counts_from` is what the list of fifty years is computed from; `doubts` say why a person must look."""

    computed: PartyAge | None
    counts_from: date | None
    doubts: tuple[str, ...]
    era: str


def era_of(day: date) -> Era | None:
    return next((era for era in ERAS if era.covers(day)), None)


def era_text(day: date) -> str:
    """1969年4月1日至1977年8月11日"""
    era = era_of(day)
    if era is None:
        return f"{full_date(ERAS[0].since)}以前"
    return f"{full_date(era.since)}至{full_date(era.until)}" if era.until else f"{full_date(era.since)}以来"


def check(known: KnownDates) -> Checked:
    """By the dates of the file; while nobody has read it, the roster's date of joining stands for them."""
    computed = _computed(known)
    counts = computed.counts_from if computed else known.roster_full
    if known.roster_full is None and computed is not None and not known.has_file:
        counts = None  # on probation: no years yet, whatever the calendar says
    return Checked(computed, counts, tuple(_doubts(known, computed)), era_text(known.roster_joined))


def is_near_miss(counts_from: date, year: int) -> bool:
    """Not fifty years by 1 July of that year, but would be if the wrong era had been taken for this one (E-71)."""
    cut_off = date(year, 7, 1)
    return cut_off < semicentennial(counts_from) <= months_after(cut_off, NEAR_MONTHS)


def years_at(counts_from: date | None, year: int) -> int | None:
    """Whole years in the Party on 1 July of that year."""
    return party_age(counts_from, date(year, 7, 1))


def _computed(known: KnownDates) -> PartyAge | None:
    if known.has_file:
        return suggest(meeting=known.meeting, approved=known.approved, extended_months=known.extended_months)
    return suggest(meeting=known.roster_joined, approved=known.roster_joined)


def _doubts(known: KnownDates, computed: PartyAge | None) -> list[str]:
    joined = known.roster_joined
    if computed is None:
        return [_why_nothing(known)]
    found = [computed.doubt] if computed.doubt else []
    if not known.has_file:
        era = era_of(joined)
        if era is not None and era.joins_by == APPROVAL:
            found.append(
                f"{era_text(joined)}入党的按上级批准日期算，名册上只有一个入党日期，不知道是哪一个。"
            )
        elif joined < PRESENT_RULES_SINCE:
            found.append("1982年9月6日以前入党，党龄按当时的规定，要按入党志愿书确认一次。")
    if computed.joined_on != joined:
        found.append(f"按规定入党日期应为{full_date(computed.joined_on)}，名册上是{full_date(joined)}。")
    if known.roster_full is not None and computed.counts_from != known.roster_full:
        found.append(
            f"按规定党龄从{full_date(computed.counts_from)}算起，名册上的转正日期是{full_date(known.roster_full)}；"
            "延长过预备期的，请填延长的月数。"
        )
    return found


def _why_nothing(known: KnownDates) -> str:
    if not known.has_file:
        return "1956年9月15日以前入党，当时的规定不同，请按入党志愿书确定。"
    if known.meeting is not None and known.approved is not None:
        return "两个日期分别在两个时期，按规定算不出来，请按入党志愿书确定。"
    missing = "上级批准日期" if known.approved is None else "支部大会日期"
    return f"那个时期以{missing}为准，还没有填。"
