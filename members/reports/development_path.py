"""One person's way on one page: each of the twenty-five steps with date, paper, limit and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from members.models import CultivationReview, Development, DevelopmentStep
from members.rules.development import STAGE_NAMES, STEPS, Stage
from members.rules.development import DevelopmentStep as Step
from members.rules.development_facts import facts_of
from members.rules.development_limits import Limit
from members.rules.development_path import DONE_ANEW, WayFacts, limits_of, missing_for, next_step


@dataclass(frozen=True)
class TakenLine:
    """A step as it was taken, or tried."""

    row: DevelopmentStep
    says: str
    may_be_done_anew: bool
    review: CultivationReview | None = None

    @property
    def remarks(self) -> list[str]:
        return self.row.warned.splitlines()


@dataclass(frozen=True)
class StepLine:
    """`state`: done, next, open (may be taken, but is not the next), or waiting for `missing`."""

    step: Step
    state: str
    taken: tuple[TakenLine, ...]
    limits: tuple[Limit, ...]
    missing: tuple[Step, ...]
    is_late: bool

    @property
    def first_missing(self) -> tuple[Step, ...]:
        """Of what is missing, what this step itself needs: the rest is said where it stands."""
        return tuple(each for each in self.missing if each.number in self.step.needs) or self.missing[:1]

    @property
    def latest(self) -> TakenLine | None:
        done = [line for line in self.taken if line.row.is_done]
        return done[-1] if done else None


@dataclass(frozen=True)
class StageLine:
    stage: Stage
    title: str
    number: int
    steps: tuple[StepLine, ...]

    @property
    def done(self) -> int:
        return sum(line.state == "done" for line in self.steps)

    @property
    def state(self) -> str:
        if self.done == len(self.steps):
            return "done"
        return "now" if any(line.state == "next" for line in self.steps) else ""


def path_of(development: Development, way: WayFacts, today: date) -> list[StageLine]:
    """From the rows loaded with_steps(); one query more, for the reviews."""
    rows: list[DevelopmentStep] = development.taken  # type: ignore[attr-defined]
    following = next_step(way.done) if development.is_open else None
    reviews = _reviews(development)
    taken = [_taken(row, development, reviews) for row in rows]
    lines = [_line(step, development, way, taken, following, today) for step in STEPS]
    return [
        StageLine(
            stage, STAGE_NAMES[stage], number, tuple(line for line in lines if line.step.stage == stage)
        )
        for number, stage in enumerate(Stage, 1)
    ]


def limits_text(step: Step, way: WayFacts, today: date) -> list[tuple[str, str, bool]]:
    """Rule, sentence and whether it is too late today, of each limit of the step."""
    return [(limit.rule, limit.sentence, limit.is_late(today)) for limit in limits_of(step.key, way)]


def limit_states(limits: tuple[Limit, ...], today: date) -> bool:
    return any(limit.is_late(today) for limit in limits)


def _line(
    step: Step,
    development: Development,
    way: WayFacts,
    rows: list[TakenLine],
    following: Step | None,
    today: date,
) -> StepLine:
    taken = tuple(line for line in rows if line.row.key == step.key)
    is_done = step.key in way.done
    missing = () if is_done else missing_for(step, way.done)
    if is_done:
        state = "done"
    elif not development.is_open:
        state = "closed"
    else:
        state = "next" if step == following else "waiting" if missing else "open"
    shows = development.is_open and not missing and (not is_done or step.repeats)
    limits = limits_of(step.key, way) if shows and not _is_over(step, way) else ()
    return StepLine(step, state, taken, limits, missing, limit_states(limits, today))


def _is_over(step: Step, way: WayFacts) -> bool:
    """Reviews end with the next stage: nobody is an activist any longer, probation has been decided (DV-06, DV-21)."""
    if step.key == "cultivation":
        return "candidate" in way.done
    return step.key == "probation" and "conversion_approved" in way.done


def _reviews(development: Development) -> dict[tuple[str, date | None], CultivationReview]:
    """What the reviews of the file say, by step and day."""
    settled = development.reviews.standing().filter(settled_at__isnull=False)
    return {(each.step_key, each.on): each for each in settled}


def _taken(
    row: DevelopmentStep,
    development: Development,
    reviews: Mapping[tuple[str, date | None], CultivationReview],
) -> TakenLine:
    anew = row.is_done and row.key in DONE_ANEW and development.is_open
    return TakenLine(
        row,
        facts_of(row.key, row.facts).says,
        anew and (development.member_id is None or row.key == "contacts"),
        reviews.get((row.key, row.done_on)),
    )
