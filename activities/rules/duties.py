"""What a branch's year asks for, period by period, and what is there: the cells of the year's page (MT-*, ED-04, E-84).

Counted by rows of the kind: one gathering may serve several duties, each with a row of its own (N06).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from activities.choices import ActivityKind
from activities.kinds import Kind, Needs, Rhythm
from branches.rules.calendar import last_of_month

# For the year X, in practice often held in the first months of the next (OL-01, DA-01).
GRACE = {ActivityKind.ORGANIZATIONAL_LIFE_MEETING: 3, ActivityKind.APPRAISAL: 3}
# A themed Party day is collective study as well (ED-04).
COUNTS_AS = {ActivityKind.STUDY: frozenset({ActivityKind.STUDY, ActivityKind.PARTY_DAY})}
NO_COMMITTEE = "不设支委会，由支部党员大会讨论决定"
NO_GROUPS = "没有划分党小组，由党员大会、主题党日组织学习"


class DutyState(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    NOW = "now"  # the period is running and nothing is arranged yet
    MISSING = "missing"
    BEHIND = "behind"  # the quarter is over, the year is not: still to be made good
    AHEAD = "ahead"
    EXCUSED = "excused"
    NONE = "none"  # not applicable


@dataclass(frozen=True)
class Entry:
    """One row of an activity that was held or is arranged."""

    activity: int
    kind: str
    month: int
    day: date
    is_held: bool
    group: int | None = None


@dataclass(frozen=True)
class GroupSpan:
    """A Party group and the months in which its meeting is asked for."""

    pk: int
    name: str
    first: int = 1
    last: int = 12


@dataclass(frozen=True)
class TalkCount:
    """TT-01 as numbers: how many talks are asked for and how many of them are missing."""

    asked: int
    missing: int


@dataclass(frozen=True)
class DutyYear:
    """`first` and `last`: the months that count by founding and closing (E-84). `begun`: the first month the branch
    keeps here; before it nothing is judged. `asked`: by month, the number by parameter.
    """

    year: int
    today: date
    first: int = 1
    last: int = 12
    begun: tuple[int, int] | None = None
    has_committee: bool = True
    groups: tuple[GroupSpan, ...] = ()
    entries: tuple[Entry, ...] = ()
    asked: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    exempt: frozenset[int] = frozenset()
    excused: Mapping[int, str] = field(default_factory=dict)
    talks: TalkCount | None = None
    analyses: int = 0

    def times(self, key: str, month: int) -> int:
        return self.asked.get(month, {}).get(key, 0)


@dataclass(frozen=True)
class Cell:
    """One period of one duty. `ends` is the last day on which it can still be met."""

    kind: str
    first: int
    last: int
    state: DutyState
    held: int
    asked: int
    ends: date
    entries: tuple[Entry, ...] = ()
    why: str = ""
    group: int | None = None

    @property
    def is_open(self) -> bool:
        """Somebody should do something about it."""
        return self.state in (DutyState.NOW, DutyState.MISSING, DutyState.BEHIND)

    @property
    def arranged(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.is_held)


def cells_of(facts: DutyYear, kind: Kind, group: GroupSpan | None = None) -> tuple[Cell, ...]:
    """The periods of the year for one kind; for group meetings those of one group."""
    counted = COUNTS_AS.get(kind.key, frozenset({kind.key}))
    entries = [
        entry
        for entry in facts.entries
        if entry.kind in counted and (group is None or entry.group == group.pk)
    ]
    cells = tuple(_cell(facts, kind, group, entries, span) for span in _spans(facts, kind))
    return _by_the_year(facts, kind, cells) if kind.rhythm is Rhythm.YEAR and len(cells) > 1 else cells


def _spans(facts: DutyYear, kind: Kind) -> Iterator[tuple[int, int, int]]:
    """First month, last month, how often; a yearly number that four divides goes by quarters (MT-05)."""
    if kind.rhythm is Rhythm.MONTH:
        for month in range(1, 13):
            yield month, month, facts.times(kind.times, month)
    elif kind.rhythm is Rhythm.QUARTER:
        for last in (3, 6, 9, 12):
            yield last - 2, last, facts.times(kind.times, last)
    elif kind.rhythm is Rhythm.YEAR:
        asked = facts.times(kind.times, 12)
        if asked and asked % 4 == 0:
            for last in (3, 6, 9, 12):
                yield last - 2, last, asked // 4
        else:
            yield 1, 12, asked


def _cell(
    facts: DutyYear, kind: Kind, group: GroupSpan | None, entries: list[Entry], span: tuple[int, int, int]
) -> Cell:
    first, last, asked = span
    own = tuple(entry for entry in entries if first <= entry.month <= last)
    held = sum(1 for entry in own if entry.is_held)
    ends = _end(facts.year, last, GRACE.get(kind.key, 0))
    state, why = _state(facts, kind, group, (first, last), (held, len(own) - held, asked), ends)
    pk = group.pk if group else None
    return Cell(kind.key, first, last, state, held, asked, ends, own, why, pk)


def _state(
    facts: DutyYear,
    kind: Kind,
    group: GroupSpan | None,
    months: tuple[int, int],
    numbers: tuple[int, int, int],
    ends: date,
) -> tuple[DutyState, str]:
    (first, last), (held, planned, asked) = months, numbers
    if held and held >= asked:
        return DutyState.HELD, ""
    if planned and held + planned >= asked:
        return DutyState.PLANNED, ""
    why = _not_asked(facts, kind, group, first, last, asked)
    if why:
        return DutyState.NONE, why
    if kind.key == ActivityKind.PARTY_DAY and (reason := facts.excused.get(first)):
        return DutyState.EXCUSED, reason
    if facts.today < date(facts.year, first, 1):
        return DutyState.AHEAD, ""
    if facts.today <= ends:
        return DutyState.NOW, ""
    if facts.begun is None or (facts.year, first) < facts.begun:
        return DutyState.NONE, "那时还没有在这里登记"
    return DutyState.MISSING, ""


def _not_asked(
    facts: DutyYear, kind: Kind, group: GroupSpan | None, first: int, last: int, asked: int
) -> str:
    """Why the period asks for nothing; "" where it does. A period counts whole or not at all (E-84)."""
    if kind.needs is Needs.COMMITTEE and not facts.has_committee:
        return NO_COMMITTEE
    if kind.needs is Needs.GROUPS and group is None:
        return NO_GROUPS
    if asked == 0:
        return "没有要求"
    if last > facts.last:
        return "支部已撤销"
    if first < facts.first:
        return "支部还没有成立" if last < facts.first else "期中成立，从下一期算起"
    if group is not None and not (group.first <= first and last <= group.last):
        return "当时没有这个小组"
    if kind.key == ActivityKind.PARTY_DAY and first in facts.exempt:
        return "本月豁免"
    return ""


def _by_the_year(facts: DutyYear, kind: Kind, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A number for the year is judged at its end: a quarter without one can be made good until then (MT-05)."""
    held, asked = sum(cell.held for cell in cells), facts.times(kind.times, 12)
    over = facts.today > date(facts.year, 12, 31)
    return tuple(_softened(cell, held >= asked, over) for cell in cells)


def _softened(cell: Cell, enough: bool, over: bool) -> Cell:
    if cell.state not in (DutyState.MISSING, DutyState.NOW) or not (enough or not over):
        return cell
    if enough:
        return replace(cell, state=DutyState.NONE, why="全年次数已够")
    if cell.state is DutyState.MISSING:
        return replace(cell, state=DutyState.BEHIND, ends=date(cell.ends.year, 12, 31))
    return cell


def _end(year: int, month: int, grace: int) -> date:
    """The last day of the month, `grace` months later."""
    end = last_of_month(date(year, month, 1))
    for _ in range(grace):
        end = last_of_month(end + timedelta(days=1))
    return end
