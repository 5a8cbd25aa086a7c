"""The year of one branch as a grid: which duty in which month or quarter, with its article and one click to act."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from activities.choices import ActivityKind, ActivityState
from activities.compliance.catalogue import RULES
from activities.kinds import ROWS, Kind, Needs, Rhythm
from activities.models import PlannedActivity
from activities.reports.branch_duties import ANALYSES, TALKS, branch_duties
from activities.rules.duties import Cell, DutyState, DutyYear, GroupSpan, cells_of
from activities.rules.duty_words import how_often, sentence
from branches.models import Organization
from partywork.common.compliance import Citation

# Which rule judges which row.
JUDGED_BY = {
    ActivityKind.PARTY_DAY: "party-day.monthly",
    ActivityKind.MEMBER_MEETING: "three-meetings.member-meeting",
    ActivityKind.COMMITTEE_MEETING: "three-meetings.committee-meeting",
    ActivityKind.GROUP_MEETING: "three-meetings.group-meeting",
    ActivityKind.LECTURE: "three-meetings.lecture",
    ActivityKind.STUDY: "study.monthly",
    ActivityKind.ORGANIZATIONAL_LIFE_MEETING: "life.meeting",
    ActivityKind.APPRAISAL: "life.appraisal",
}
# Prepared step by step on a page of their own, with or without a plan row.
OF_LIFE = (ActivityKind.ORGANIZATIONAL_LIFE_MEETING, ActivityKind.APPRAISAL)
BOOK = {rule.code: rule for rule in RULES}
CSS = {
    DutyState.HELD: "ok",
    DutyState.PLANNED: "wait",
    DutyState.NOW: "now",
    DutyState.MISSING: "miss",
    DutyState.BEHIND: "late",
    DutyState.AHEAD: "ahead",
    DutyState.EXCUSED: "why",
    DutyState.NONE: "free",
}
ACTS = {
    DutyState.NOW: "去开",
    DutyState.MISSING: "补登记",
    DutyState.BEHIND: "去补",
    DutyState.AHEAD: "去安排",
}


@dataclass(frozen=True)
class GridCell:
    """One box: what stands in it, what is said, where a click leads. `row`: the plan row that one click opens."""

    css: str
    mark: str
    said: str
    span: int
    url: str = ""
    act: str = ""
    row: int | None = None
    kind: str = ""
    state: DutyState = DutyState.NONE
    ends: date = date.max


@dataclass(frozen=True)
class GridRow:
    label: str
    often: str
    code: str
    title: str
    citation: Citation
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    branch: Organization
    year: int
    rows: tuple[GridRow, ...]
    has_begun: bool = True  # the branch keeps its activities here
    months: range = range(1, 13)

    @property
    def open(self) -> list[tuple[GridRow, GridCell]]:
        """What can still be met, what ends first standing first."""
        found = self._in(DutyState.NOW, DutyState.BEHIND)
        return sorted(found, key=lambda each: each[1].ends)

    @property
    def missing(self) -> list[tuple[GridRow, GridCell]]:
        """Periods that are over without."""
        return self._in(DutyState.MISSING)

    def _in(self, *states: DutyState) -> list[tuple[GridRow, GridCell]]:
        return [(row, cell) for row in self.rows for cell in row.cells if cell.state in states]


def year_grid(branch: Organization, year: int, *, acts: bool) -> Grid:
    """`acts`: the reader may open and register. A fixed number of queries."""
    return grid_of(branch, branch_duties(branch, year), _planned(branch, year), acts=acts)


def grid_of(
    branch: Organization, facts: DutyYear, planned: dict[tuple[str, int], int], *, acts: bool
) -> Grid:
    """From what is loaded already. `planned`: plan rows nobody has opened yet, by kind and month."""
    rows = [
        _row(branch, facts, kind, group, planned, acts=acts)
        for kind in ROWS
        if kind.rhythm is not Rhythm.NONE
        for group in _groups(facts, kind)
    ]
    talks = _talk_rows(branch, facts, acts=acts)
    return Grid(branch, facts.year, (*rows, *talks), has_begun=facts.begun is not None)


def _groups(facts: DutyYear, kind: Kind) -> tuple[GroupSpan | None, ...]:
    return facts.groups or (None,) if kind.needs is Needs.GROUPS else (None,)


def _planned(branch: Organization, year: int) -> dict[tuple[str, int], int]:
    """The first row of each kind and month that nobody has opened yet."""
    standing = [ActivityState.DRAFT, ActivityState.ANNOUNCED, ActivityState.HELD]
    rows = PlannedActivity.objects.filter(plan__branch=branch, plan__year=year, amended_by__isnull=True)
    fresh = rows.exclude(activities__state__in=standing).order_by("-pk")
    return {(kind, month): pk for pk, kind, month in fresh.values_list("pk", "kind", "month")}


def _row(
    branch: Organization,
    facts: DutyYear,
    kind: Kind,
    group: GroupSpan | None,
    planned: dict[tuple[str, int], int],
    *,
    acts: bool,
) -> GridRow:
    rule = BOOK[JUDGED_BY[kind.key]]
    name = group.name if group else ""
    cells = tuple(
        _cell(branch, facts, cell, name, planned if acts else {}, acts=acts)
        for cell in cells_of(facts, kind, group)
    )
    often = how_often(kind.rhythm, facts.times(kind.times, 12))
    return GridRow(name or kind.label, often, rule.code, rule.title, rule.citation, cells)


def _cell(
    branch: Organization,
    facts: DutyYear,
    cell: Cell,
    group: str,
    planned: dict[tuple[str, int], int],
    *,
    acts: bool,
) -> GridCell:
    said = sentence(cell, facts.year, group)
    url = reverse("activity_detail", args=[cell.entries[0].activity]) if cell.entries else ""
    act, row = "", None
    if cell.state in ACTS and acts:
        months = range(cell.first, cell.last + 1) if cell.kind not in OF_LIFE else ()
        row = next((planned[cell.kind, month] for month in months if (cell.kind, month) in planned), None)
        url, act = _new(branch, facts, cell), ACTS[cell.state]
        if row is not None:
            said, act = f"{said}（计划里有）", "按计划开"
    return GridCell(
        css=CSS[cell.state],
        mark=_mark(cell, row),
        said=said,
        span=cell.last - cell.first + 1,
        url=url,
        act=act,
        row=row,
        kind=cell.kind,
        state=cell.state,
        ends=cell.ends,
    )


def _mark(cell: Cell, row: int | None) -> str:
    """What stands in the box; a year's box is wide enough for words."""
    if cell.state is DutyState.HELD:
        return "✓" if cell.held == 1 else f"✓{cell.held}"
    if cell.state is DutyState.PLANNED:
        day = cell.arranged[0].day
        return f"{day.month}月{day.day}日" if cell.last > cell.first else f"{day.day}日"
    marks = {
        DutyState.NOW: "开",
        DutyState.MISSING: "缺",
        DutyState.BEHIND: "补",
        DutyState.EXCUSED: "因",
        DutyState.NONE: "—",
        DutyState.AHEAD: "计" if row is not None else "",
    }
    return marks[cell.state]


def _new(branch: Organization, facts: DutyYear, cell: Cell) -> str:
    """Opening that meeting in that month, with everything filled in beforehand."""
    if cell.kind in OF_LIFE:
        return f"{reverse('life_home')}?branch={branch.pk}"
    month = min(max(cell.first, _this_month(facts)), cell.last)
    group = f"&group={cell.group}" if cell.group is not None else ""
    return (
        f"{reverse('activity_new')}?branch={branch.pk}&kind={cell.kind}&month={facts.year}-{month:02d}{group}"
    )


def _this_month(facts: DutyYear) -> int:
    return facts.today.month if facts.today.year == facts.year else 12 if facts.today.year > facts.year else 1


def _talk_rows(branch: Organization, facts: DutyYear, *, acts: bool) -> Iterator[GridRow]:
    over = facts.today > date(facts.year, 12, 31)
    if facts.talks is not None and facts.talks.asked:
        done = facts.talks.asked - facts.talks.missing
        url = f"{reverse('talk_coverage')}?branch={branch.pk}&year={facts.year}" if acts else ""
        numbers = (done, facts.talks.asked)
        often = f"每年{facts.times(TALKS, 12)}次"
        yield _counted(
            "谈心谈话",
            "life.talks",
            often,
            numbers,
            "项",
            year=facts.year,
            over=over,
            url=url,
            act="看谁还没有谈",
        )
    if asked := facts.times(ANALYSES, 12):
        url = f"{reverse('thought_list')}?branch={branch.pk}&year={facts.year}" if acts else ""
        numbers = (facts.analyses, asked)
        yield _counted(
            "思想状况分析",
            "life.thinking",
            f"每年{asked}次",
            numbers,
            "次",
            year=facts.year,
            over=over,
            url=url,
            act="去写",
        )


def _counted(
    label: str,
    code: str,
    often: str,
    numbers: tuple[int, int],
    unit: str,
    *,
    year: int,
    over: bool,
    url: str,
    act: str,
) -> GridRow:
    """A row that is counted over the year as a whole."""
    rule, (done, asked) = BOOK[code], numbers
    state = DutyState.HELD if done >= asked else DutyState.MISSING if over else DutyState.NOW
    said = f"{label}{done}{unit}，应不少于{asked}{unit}"
    act = act if url and state is not DutyState.HELD else ""
    ends = date(year, 12, 31)
    cell = GridCell(CSS[state], f"{done} / {asked} {unit}", said, 12, url, act, None, code, state, ends)
    return GridRow(label, often, rule.code, rule.title, rule.citation, (cell,))


def by_kind(facts: DutyYear) -> dict[str, list[Cell]]:
    """All cells of the year by kind, those of all groups together: for the committee's board."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for kind in ROWS:
        if kind.rhythm is not Rhythm.NONE:
            for group in _groups(facts, kind):
                found[kind.key] += cells_of(facts, kind, group)
    return found
