"""The facts of one way to membership, and the limits of each step worked out from them (DV-02..DV-22)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from members.rules import development_limits as limits
from members.rules.development import BY_NUMBER, STEPS, DevelopmentStep
from members.rules.development_facts import ConversionMeeting, StepFacts, Training
from members.rules.development_limits import Limit
from partywork.common.clock import full_date

# Which steps may be done anew, and what goes with them.
DONE_ANEW: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contacts": (),
        "introducers": (),
        "political_review": (),
        "training": (),
        "previewed": (),
        "admitted": ("superior_talk",),
    }
)


EARLY_REVIEW = timedelta(days=15)


@dataclass(frozen=True)
class WayFacts:
    """One person's way. `done`: the day of each step that stands, the last one where it repeats."""

    born_on: date
    leaving_on: date | None = None
    earlier_months: int = 0
    extended_months: int = 0
    done: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    facts: Mapping[str, StepFacts] = field(default_factory=lambda: MappingProxyType({}))
    reviews: tuple[date, ...] = ()
    months_before_activist: int = 6
    meeting_after_preview_days: int = 30

    @property
    def next_step(self) -> DevelopmentStep | None:
        return next_step(self.done)

    @property
    def probation_until(self) -> date | None:
        """Probation counts from the meeting, once the superior has approved (DV-18, DV-21)."""
        meeting = self.done.get("admitted")
        if meeting is None or "approved" not in self.done:
            return None
        return limits.probation_until(meeting, extended_months=self.extended_months)


def next_step(done: Mapping[str, object]) -> DevelopmentStep | None:
    """The first of the twenty-five that is not done; None when all are."""
    return next((step for step in STEPS if step.key not in done), None)


def missing_for(step: DevelopmentStep, done: Mapping[str, object]) -> tuple[DevelopmentStep, ...]:
    """What is missing before the step, and before what stands before it (a review done anew, DV-11)."""
    found: dict[int, DevelopmentStep] = {}
    waiting = list(step.needs)
    while waiting:
        before = BY_NUMBER[waiting.pop()]
        waiting += before.needs
        if before.key not in done:
            found[before.number] = before
    return tuple(found[number] for number in sorted(found))


def limits_of(key: str, way: WayFacts) -> tuple[Limit, ...]:
    """The limits of the step, as far as what stands before it lets them be worked out."""
    finder = _FINDERS.get(key)
    return tuple(limit for limit in finder(way) if limit is not None) if finder else ()


def latest_before(step: DevelopmentStep, way: WayFacts) -> tuple[DevelopmentStep, date] | None:
    """Of the steps this one needs, the one that was taken last."""
    needed = [BY_NUMBER[number] for number in step.needs if BY_NUMBER[number].key in way.done]
    dated = [(before, way.done[before.key]) for before in needed]
    return max(dated, key=lambda each: (each[1], each[0].number), default=None)


Found = tuple[Limit | None, ...]


def _applied(way: WayFacts) -> Found:
    return (limits.applies_from(way.born_on),)


def _talked(way: WayFacts) -> Found:
    applied = way.done.get("applied")
    return (limits.talk_by(applied) if applied else None,)


def _activist(way: WayFacts) -> Found:
    applied = way.done.get("applied")
    return (limits.activist_from(applied, way.months_before_activist) if applied else None,)


def _cultivation(way: WayFacts) -> Found:
    last = way.done.get("cultivation") or way.done.get("activist")
    return (limits.next_review(last) if last else None,)


def _candidate(way: WayFacts) -> Found:
    activist = way.done.get("activist")
    return (limits.candidate_from(activist, earlier_months=way.earlier_months) if activist else None,)


def _after_political_review(way: WayFacts) -> Found:
    reviewed = way.done.get("political_review")
    return (limits.political_review_until(reviewed) if reviewed else None,)


def _admitted(way: WayFacts) -> Found:
    previewed = way.done.get("previewed")
    meeting = limits.meeting_by(previewed, way.meeting_after_preview_days) if previewed else None
    return (meeting, *_after_political_review(way))


def _approved(way: WayFacts) -> Found:
    meeting = way.done.get("admitted")
    return (limits.approval_by(meeting) if meeting else None,)


def _probation(way: WayFacts) -> Found:
    meeting = way.done.get("admitted")
    if meeting is None or "approved" not in way.done:
        return ()
    last = way.done.get("probation") or meeting
    ends = limits.probation_reviews(meeting, extended_months=way.extended_months)
    # A review a few days before the end of its quarter is the one of that quarter.
    due = next((day for day in ends if day - EARLY_REVIEW > last), None)
    if due is None:
        return ()
    number = ends.index(due) + 1
    text = f"预备期每季度考察一次：第{number}次到{full_date(due)}。"
    return (Limit("DV-21", text, due=due),)


def _conversion_asked(way: WayFacts) -> Found:
    meeting = way.done.get("admitted")
    if meeting is None or way.probation_until is None:
        return ()
    return (limits.conversion_reminder(meeting, extended_months=way.extended_months),)


def _conversion_decided(way: WayFacts) -> Found:
    return (limits.conversion_meeting(way.probation_until) if way.probation_until else None,)


def _conversion_approved(way: WayFacts) -> Found:
    meeting = way.done.get("conversion_decided")
    return (limits.conversion_approval_by(meeting) if meeting else None,)


_FINDERS = MappingProxyType(
    {
        "applied": _applied,
        "talked": _talked,
        "activist": _activist,
        "cultivation": _cultivation,
        "candidate": _candidate,
        "reviewed": _after_political_review,
        "admitted": _admitted,
        "approved": _approved,
        "probation": _probation,
        "conversion_asked": _conversion_asked,
        "conversion_decided": _conversion_decided,
        "conversion_approved": _conversion_approved,
    }
)


def training_of(way: WayFacts) -> Training | None:
    found = way.facts.get("training")
    return found if isinstance(found, Training) else None


def conversion_of(way: WayFacts) -> ConversionMeeting | None:
    found = way.facts.get("conversion_decided")
    return found if isinstance(found, ConversionMeeting) else None
