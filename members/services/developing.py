"""The way to membership: each of the twenty-five steps taken, what stops it and what follows (DV-01..DV-23).

What a step does beyond being written down (a member enrolled, a contact named) stands in developing_effects.py.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction

from branches.reports.parameters import in_force
from members.choices_development import StepOutcome
from members.models import Development, DevelopmentStep
from members.reports.development_surroundings import remarks_around
from members.reports.development_way import way_of
from members.rules import development_checks as checks
from members.rules.development import BY_KEY, BY_REVIEW, STAGE_NAMES
from members.rules.development import DevelopmentStep as Step
from members.rules.development_facts import StepFacts
from members.rules.development_remarks import Weight
from members.services import developing_effects as effects
from members.services.developing_way import lock_way, refuse_blocked, require_open, set_stage
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, require


@dataclass(frozen=True)
class Taken:
    """A step as it is handed in. `reason` answers a warning; `paper` is its file, if there is one."""

    day: date
    facts: StepFacts
    note: str = ""
    reason: str = ""
    paper: "ContentFile[bytes] | None" = None


@transaction.atomic
def take_step(development: Development, key: str, taken: Taken, *, by: AbstractBaseUser) -> DevelopmentStep:
    """One step further. What a rule forbids is refused with its numbers; a warning needs a written reason."""
    held = lock_way(development)
    require_open(held)
    by_review = "考察在“培养考察”里写，办结以后自动记入这一步。"
    require(key not in BY_REVIEW, by_review, code="by_review")
    return enter(held, _step(key), taken, by=by)


def enter(
    held: Development,
    step: Step,
    taken: Taken,
    *,
    by: AbstractBaseUser,
    instead_of: DevelopmentStep | None = None,
) -> DevelopmentStep:
    require(taken.day <= clock.today(), "日期不能晚于今天。", field="day")
    require(taken.day >= held.born_on, f"日期早于出生日期{held.born_on:%Y-%m-%d}，请核对。", field="day")
    rows = list(held.steps.exclude(outcome=StepOutcome.REPLACED))
    _require_not_yet(step, taken.day, rows)
    others = [row for row in rows if row.key != step.key or step.repeats]
    limits = in_force(held.branch, taken.day)
    way = way_of(held, limits, taken=others)
    facts = checks.judged(effects.completed(held, step.key, taken.day, taken.facts))
    remarks = checks.remarks_on(step.key, taken.day, facts, way)
    if facts.passes:
        remarks = (*remarks, *remarks_around(held, step, taken.day, limits))
    refuse_blocked(remarks)
    warnings = [remark.sentence for remark in remarks if remark.weight is Weight.WARN]
    if warnings and not taken.reason.strip():
        raise DomainError("".join(warnings), field="reason", code="reason_needed")
    kept = [remark.sentence for remark in remarks]
    row = DevelopmentStep(
        development=held,
        branch=held.branch,
        key=step.key,
        done_on=taken.day,
        facts=facts.as_json(),
        outcome=effects.outcome_of(facts),
        note=taken.note.strip(),
        warned="\n".join(kept),
        reason=taken.reason.strip() if warnings else "",
        by_id=by.pk,
    )
    if taken.paper is not None:
        row.paper, row.paper_name = taken.paper, (taken.paper.name or "材料")[-100:]
    elif instead_of is not None and instead_of.paper:
        row.paper, row.paper_name = instead_of.paper.name, instead_of.paper_name
    row.save()
    effects.follow(held, row, facts, way, by=by)
    set_stage(held)
    journal(held, "take_step", by=by, after=step.title[:30], reason=row.reason)
    return row


def _require_not_yet(step: Step, day: date, rows: list[DevelopmentStep]) -> None:
    same = [row for row in rows if row.key == step.key and row.is_done]
    if not step.repeats and same:
        on = same[0].done_on
        raise DomainError(
            f"第{step.number}步“{step.title}”{on:%Y-%m-%d}已经办了；要改请用“更正”。", code="done_already"
        )
    twice = f"{day:%Y-%m-%d}已经记过一次“{step.title}”；写错了的，请先撤回那一次。"
    require(all(row.done_on != day for row in same), twice, field="day", code="done_already")


def _step(key: str) -> Step:
    step = BY_KEY.get(key)
    if step is None:
        names = "、".join(STAGE_NAMES.values())
        raise DomainError(f"二十五步里没有“{key}”；五个阶段是{names}。", code="unknown")
    return step
