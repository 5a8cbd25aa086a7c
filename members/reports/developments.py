"""Everybody on the way in a branch, stage by stage, each with the next step and until when (DV-01)."""

from dataclasses import dataclass
from datetime import date

from branches.models import Organization
from branches.reports.parameters import in_force
from members.models import Development
from members.reports.development_way import way_of
from members.rules.development import STAGE_NAMES, STEPS, DevelopmentStep, Stage
from members.rules.development_limits import Limit
from members.rules.development_path import WayFacts, limits_of


@dataclass(frozen=True)
class PersonLine:
    """One person in the list: how far, what is next, and the limit that presses."""

    development: Development
    way: WayFacts
    following: DevelopmentStep | None
    limit: Limit | None
    today: date

    @property
    def done(self) -> int:
        return len(self.way.done)

    @property
    def is_late(self) -> bool:
        return self.limit is not None and self.limit.is_late(self.today)

    @property
    def applied_on(self) -> date | None:
        return self.way.done.get("applied")


@dataclass(frozen=True)
class StageGroup:
    stage: Stage
    title: str
    lines: tuple[PersonLine, ...]


def developments_of(branch: Organization, today: date, *, closed: bool = False) -> list[PersonLine]:
    """Two queries and the parameters, however many there are."""
    rows = Development.objects.filter(branch=branch).with_steps().by_name()
    rows = rows.exclude(state="open") if closed else rows.open()
    parameters = in_force(branch, today)
    return [_line(row, way_of(row, parameters, taken=row.taken), today) for row in rows]


def by_stage(lines: list[PersonLine]) -> list[StageGroup]:
    return [
        StageGroup(
            stage, STAGE_NAMES[stage], tuple(line for line in lines if line.development.stage == stage)
        )
        for stage in Stage
    ]


def _line(development: Development, way: WayFacts, today: date) -> PersonLine:
    following = way.next_step if development.is_open else None
    limits = limits_of(following.key, way) if following else ()
    return PersonLine(development, way, following, limits[0] if limits else None, today)


WHOLE = len(STEPS)
