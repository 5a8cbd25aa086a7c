"""May this step be taken on this day, with these facts: what stops it, what asks for a reason, what is late (DV-*)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from members.choices_development import Conversion
from members.rules import development_admission_checks as admission
from members.rules import development_probation_checks as probation
from members.rules.admission_vote import judge_admission
from members.rules.development import BY_KEY, DevelopmentStep
from members.rules.development_facts import ConversionMeeting, Meeting, StepFacts
from members.rules.development_path import WayFacts, conversion_of, latest_before, limits_of, missing_for
from members.rules.development_remarks import Remark, Weight, block
from partywork.common.clock import full_date


def remarks_on(key: str, day: date, facts: StepFacts, way: WayFacts) -> tuple[Remark, ...]:
    """Everything the rules say about the step, the order of steps and days first."""
    step = BY_KEY[key]
    found = [*_order(step, day, facts, way)]
    if not found:
        check = _CHECKS.get(key)
        found = [*(check(day, facts, way) if check else ()), *_late(key, day, way)]
    return tuple(found)


def needs_waived(step: DevelopmentStep, facts: StepFacts, way: WayFacts) -> bool:
    """Extending or ending probation does not wait for an application to become a full member (DV-21)."""
    if step.key == "conversion_approved":
        decided = conversion_of(way)
        return decided is not None and decided.decision in (Conversion.EXTEND, Conversion.CANCEL)
    is_other = isinstance(facts, ConversionMeeting) and facts.decision in (
        Conversion.EXTEND,
        Conversion.CANCEL,
    )
    return step.key == "conversion_decided" and is_other


def _order(step: DevelopmentStep, day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    missing = missing_for(step, way.done)
    if needs_waived(step, facts, way):
        missing = tuple(each for each in missing if each.key != "conversion_asked")
    if missing:
        names = "、".join(f"第{each.number}步“{each.title}”" for each in missing)
        yield block("DV-01", f"要先办{names}，才能办第{step.number}步“{step.title}”。")
        return
    before = latest_before(step, way)
    if before is not None and day < before[1]:
        title = f"第{before[0].number}步“{before[0].title}”"
        yield block("DV-01", f"日期{full_date(day)}早于{title}的{full_date(before[1])}，请核对。", "day")


# What is late is kept as it was, with the days it was late by; nothing is asked.
_ONLY_LATE = ("talked", "cultivation", "admitted", "probation", "conversion_approved")


def _late(key: str, day: date, way: WayFacts) -> Iterator[Remark]:
    if key not in _ONLY_LATE:
        return
    limit = limits_of(key, way)[:1]
    for each in limit:
        if each.due is not None and each.is_late(day):
            days = (day - each.due).days
            yield Remark(Weight.LATE, each.rule, f"{each.sentence}实际{full_date(day)}，晚了{days}天。")


def judged(facts: StepFacts) -> StepFacts:
    """A meeting's numbers with what they come to (V-ADM); anything else as it is."""
    if not isinstance(facts, Meeting):
        return facts
    if isinstance(facts, ConversionMeeting) and facts.decision == Conversion.POSTPONE:
        return type(facts)(decision=facts.decision, cause=facts.cause)
    vote = judge_admission(
        expected=facts.expected,
        present=facts.present,
        in_favour=facts.in_favour,
        others=facts.others,
        written=facts.written,
    )
    kept: dict[str, Any] = {**facts.as_json(), "passed": vote.passed, "sentence": vote.sentence}
    return type(facts)(**kept)


_CHECKS: Mapping[str, Callable[[date, StepFacts, WayFacts], Iterator[Remark]]] = MappingProxyType(
    {
        "applied": admission.applied,
        "activist": admission.activist,
        "candidate": admission.candidate,
        "political_review": admission.political_review,
        "training": admission.training,
        "reviewed": admission.reviewed,
        "previewed": admission.previewed,
        "admitted": admission.admitted,
        "superior_talk": admission.superior_talk,
        "approved": admission.approved,
        "conversion_asked": probation.conversion_asked,
        "conversion_decided": probation.conversion_decided,
        "conversion_approved": probation.conversion_approved,
    }
)
