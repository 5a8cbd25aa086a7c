"""The year of study of one branch (F-31), and of the branches below a committee in bands (ED-12, N22)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from activities.choices_education import Band, OutsideState, StudySort
from activities.models import OutsideStudy
from activities.reports.study_lines import StudyLine
from activities.reports.study_people import PersonYear, people_of, reference_day
from activities.rules.lecture_hours import hours_text
from branches.models import Organization
from branches.scoping import Scope
from members.reports.branch_search import named
from partywork.common import clock
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = ("姓名", "日期", "活动/课程", "类型", "学时", "累计", "目标", "完成", "说明")
PAGE = 50


def band_text(band: Band, *, is_over: bool) -> str:
    """要抓紧 while there is time, 没有完成 afterwards."""
    return "没有完成" if band is Band.BEHIND and is_over else str(band.label)


@dataclass(frozen=True)
class StudyYear:
    """One branch; people stand in the order of their names and of nothing else."""

    branch: Organization
    year: int
    people: list[PersonYear]
    waiting: list[OutsideStudy]

    @property
    def is_over(self) -> bool:
        return clock.today().year > self.year

    @property
    def judged(self) -> list[PersonYear]:
        return [person for person in self.people if person.is_judged]

    @property
    def done(self) -> int:
        return sum(person.band is Band.DONE for person in self.people)

    @property
    def behind(self) -> list[PersonYear]:
        return [person for person in self.people if person.band is Band.BEHIND]

    @property
    def untrained(self) -> list[PersonYear]:
        """Those in the committee without an intensive training in the year (ED-02)."""
        return [person for person in self.people if person.lacks_training]

    @property
    def rows(self) -> list[tuple[PersonYear, str]]:
        return [(person, band_text(person.band, is_over=self.is_over)) for person in self.people]

    @property
    def sentence(self) -> str:
        """应完成28人，已完成20人，要抓紧3人，不作判定2人"""
        exempt = len(self.people) - len(self.judged)
        parts = [f"应完成{len(self.judged)}人", f"已完成{self.done}人"]
        if self.behind:
            parts.append(f"{band_text(Band.BEHIND, is_over=self.is_over)}{len(self.behind)}人")
        if exempt:
            parts.append(f"不作判定{exempt}人")
        return "，".join(parts)


def study_year(branch: Organization, year: int) -> StudyYear:
    """A fixed number of queries, however many people."""
    waiting = OutsideStudy.objects.filter(branch=branch, state=OutsideState.ASKED).select_related("member")
    return StudyYear(branch, year, people_of([branch], year)[branch.pk], list(waiting))


def with_sums(person: PersonYear) -> list[tuple[StudyLine, str]]:
    """Each line with 累计, what it comes to so far."""
    sums = accumulate(line.tenths for line in person.lines)
    return [(line, hours_text(tenths)) for line, tenths in zip(person.lines, sums, strict=True)]


def study_workbook(found: StudyYear, *, by: str) -> bytes:
    """F-31 for the whole branch, person by person in the order of names."""
    taken = f"{by} {clock.now():%Y-%m-%d %H:%M} 导出，{found.branch.name}"
    note = "学时只作完成情况登记，不计分，不排名。"
    return write_sheet(f"{found.year}年学时台账", HEAD, _cells(found), notes=(found.sentence, note, taken))


def _cells(found: StudyYear) -> Iterator[list[Cell]]:
    for person, band in found.rows:
        target: Cell = person.target.hours if person.is_judged else None
        said = (
            band if person.is_judged else f"不作判定{f'（{person.exemption}）' if person.exemption else ''}"
        )
        sum_so_far = 0
        for number, line in enumerate(person.lines):
            sum_so_far += line.tenths
            last = number == len(person.lines) - 1
            yield [
                person.name,
                line.on,
                line.title,
                line.sort_text,
                line.tenths / 10,
                sum_so_far / 10,
                target,
                said if last else None,
                line.note,
            ]
        if not person.lines:
            yield [person.name, None, "没有记录", None, 0, 0, target, said, None]


@dataclass(frozen=True)
class BandRow:
    """One branch as its committee sees it: how many people in which band, nobody's name or number."""

    branch: Organization
    counts: Counter[Band]
    untrained: int
    is_over: bool

    @property
    def needs_help(self) -> bool:
        """More than a third behind, or somebody in office without training after the year: with the reason."""
        judged = sum(self.counts.values()) - self.counts[Band.NOT_JUDGED]
        late = self.counts[Band.BEHIND] * 3 > judged > 0
        return late or (self.is_over and (self.untrained > 0 or self.counts[Band.BEHIND] > 0))

    @property
    def cells(self) -> list[int]:
        return [self.counts[band] for band in Band]

    @property
    def reasons(self) -> list[str]:
        if not self.needs_help:
            return []
        found = []
        if self.counts[Band.BEHIND]:
            found.append(f"{band_text(Band.BEHIND, is_over=self.is_over)}{self.counts[Band.BEHIND]}人")
        if self.untrained and self.is_over:
            found.append(f"班子成员没有参加集中培训{self.untrained}人")
        return found


@dataclass(frozen=True)
class StudyBoard:
    year: int
    rows: list[BandRow]
    total: int
    after: str

    @property
    def head(self) -> list[str]:
        over = clock.today().year > self.year
        return [band_text(band, is_over=over) for band in Band]


def study_board(scope: Scope, year: int, *, search: str = "", after: str = "") -> StudyBoard:
    """Fifty branches at a time in the order of the tree; a fixed number of queries."""
    branches = Organization.objects.within(scope).branches().active_on(reference_day(year))
    branches = named(branches, search) if search else branches
    listed = list(branches.filter(path__gt=after).order_by("path")[: PAGE + 1])
    more = listed[PAGE - 1].path if len(listed) > PAGE else ""
    people = people_of(listed[:PAGE], year)
    over = clock.today().year > year
    rows = [
        BandRow(
            branch,
            Counter(person.band for person in people[branch.pk]),
            sum(person.lacks_training for person in people[branch.pk]),
            over,
        )
        for branch in listed[:PAGE]
    ]
    return StudyBoard(year, rows, branches.count(), more)


SORTS = tuple(StudySort)
