"""What is to be done now for somebody on the way, and until when (DV-03, DV-06, DV-15, DV-17, DV-21, DV-22)."""

from dataclasses import dataclass
from datetime import date, timedelta

from members.rules.development import BY_KEY, DevelopmentStep
from members.rules.development_limits import CONVERSION_REMIND_DAYS, Limit
from members.rules.development_path import WayFacts, limits_of, missing_for

TALK_REMIND_DAY = 20
# How many days before its end a limit is spoken of; a talk from the twentieth day after the application on.
AHEAD = {
    "cultivation": 30,
    "admitted": 30,
    "approved": 30,
    "probation": 15,
    "conversion_asked": CONVERSION_REMIND_DAYS,
    "conversion_approved": 30,
}


@dataclass(frozen=True)
class Reminder:
    step: DevelopmentStep
    sentence: str
    rule: str
    due: date


def reminders_of(way: WayFacts, today: date) -> tuple[Reminder, ...]:
    """The most urgent first; nothing for what may wait."""
    found = [each for key in ("talked", "conversion_decided", *AHEAD) for each in _one(key, way, today)]
    return tuple(sorted(found, key=lambda each: (each.due, each.step.number)))


def _one(key: str, way: WayFacts, today: date) -> list[Reminder]:
    step = BY_KEY[key]
    if missing_for(step, way.done) or _is_over(step, way):
        return []
    limit = next(iter(limits_of(key, way)), None)
    if limit is None or limit.due is None or today < _from(key, limit, way):
        return []
    due = limit.opens if key == "conversion_decided" and limit.opens else limit.due
    return [Reminder(step, limit.sentence, limit.rule, due)]


def _from(key: str, limit: Limit, way: WayFacts) -> date:
    assert limit.due is not None
    if key == "talked":
        return way.done["applied"] + timedelta(days=TALK_REMIND_DAY)
    if key == "conversion_decided":
        return limit.opens or limit.due
    return limit.due - timedelta(days=AHEAD[key])


def _is_over(step: DevelopmentStep, way: WayFacts) -> bool:
    if step.key == "cultivation":
        return "candidate" in way.done
    if step.key == "probation":
        return "conversion_decided" in way.done
    return step.key in way.done
