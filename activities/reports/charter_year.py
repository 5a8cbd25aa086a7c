"""The charter through a year of a branch: which articles at which events, how far it is, what comes next (N41)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from activities.choices import ActivityState
from activities.models import Activity, CharterReading
from activities.rules.charter import (
    CHAPTERS,
    Chapter,
    Progress,
    parts_text,
    progress,
    proposal,
    range_text,
)
from branches.models import Organization
from branches.reports.parameters import in_force
from partywork.common import clock


@dataclass(frozen=True)
class ReadAt:
    """One event at which articles were read, or are meant to be."""

    activity: Activity
    text: str
    held: bool


@dataclass(frozen=True)
class ChapterRead:
    chapter: Chapter
    read: int
    unread: str

    @property
    def total(self) -> int:
        return self.chapter.last - self.chapter.first + 1


@dataclass(frozen=True)
class CharterYear:
    """`next` is the proposal, worded; empty when nothing is left or the year is over."""

    branch: Organization
    year: int
    progress: Progress
    events: tuple[ReadAt, ...]
    chapters: tuple[ChapterRead, ...]
    next_range: tuple[int, int] | None
    asked: int

    @property
    def next(self) -> str:
        return range_text(*self.next_range) if self.next_range else ""


def charter_year(branch: Organization, year: int) -> CharterYear:
    """Three queries with the parameters. Only events that were held count; those ahead are shown as meant."""
    rows = CharterReading.objects.filter(activity__branch=branch, activity__for_year=year).exclude(
        activity__state=ActivityState.CANCELLED
    )
    by_activity: dict[Activity, list[tuple[int, int]]] = {}
    for row in rows.select_related("activity").order_by("activity__starts_at", "first", "last"):
        by_activity.setdefault(row.activity, []).append((row.first, row.last))
    held = [ranges for activity, ranges in by_activity.items() if activity.state == ActivityState.HELD]
    ahead = [ranges for activity, ranges in by_activity.items() if activity.state != ActivityState.HELD]
    asked = int(in_force(branch, _judged_on(year))["pd.charter_readings_per_year"])
    found = progress(held, asked)
    meant = progress([*held, *ahead], asked)
    return CharterYear(
        branch=branch,
        year=year,
        progress=found,
        events=tuple(
            ReadAt(activity, parts_text(_parts(ranges)), activity.state == ActivityState.HELD)
            for activity, ranges in by_activity.items()
        ),
        chapters=tuple(_chapter(chapter, found) for chapter in CHAPTERS),
        next_range=proposal(meant.unread, months_left(year, clock.today())),
        asked=asked,
    )


def readings_of(activities: Sequence[Activity]) -> dict[int, list[list[tuple[int, int]]]]:
    """By branch: the articles read at each event that was held. One query."""
    held = {activity.pk: activity for activity in activities if activity.state == ActivityState.HELD}
    by_event: dict[int, list[tuple[int, int]]] = {}
    rows = CharterReading.objects.filter(activity__in=held).order_by("pk")
    for event, first, last in rows.values_list("activity_id", "first", "last"):
        by_event.setdefault(event, []).append((first, last))
    by_branch: dict[int, list[list[tuple[int, int]]]] = {}
    for event, ranges in by_event.items():
        by_branch.setdefault(held[event].branch_id, []).append(ranges)
    return by_branch


def months_left(year: int, today: date) -> int:
    """How many months of the year can still have an event, this one included; none when it is over."""
    if today.year != year:
        return 12 if today.year < year else 0
    return 13 - today.month


def _judged_on(year: int) -> date:
    """A year is judged by what is in force at its end, or now while it runs."""
    return min(date(year, 12, 31), clock.today()) if year <= clock.today().year else date(year, 1, 1)


def _parts(ranges: list[tuple[int, int]]) -> set[int]:
    return {part for first, last in ranges for part in range(first, last + 1)}


def _chapter(chapter: Chapter, found: Progress) -> ChapterRead:
    own = range(chapter.first, chapter.last + 1)
    open_parts = [part for part in found.unread if part in own]
    return ChapterRead(chapter, len(own) - len(open_parts), parts_text(open_parts))
