"""A step that was taken: put right, taken back, or to be done anew; what stood there is kept (RC-06, DV-17)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from members.choices_development import StepOutcome
from members.models import Development, DevelopmentStep
from members.rules.development import BY_KEY, BY_REVIEW, STEPS
from members.rules.development import DevelopmentStep as Step
from members.rules.development_path import DONE_ANEW
from members.services import developing_effects as effects
from members.services.developing import Taken, enter
from members.services.developing_way import lock_way, require_open, set_stage
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def correct_step(row: DevelopmentStep, taken: Taken, *, why: str, by: AbstractBaseUser) -> DevelopmentStep:
    """The step as it should have been; what stood there is kept with the reason (RC-06)."""
    held = lock_way(row.development)
    row = lock(row)
    require(why.strip(), "请写明为什么更正。", field="why")
    require(row.outcome != StepOutcome.REPLACED, "这一步已经更正过了，请刷新后再看。", code="gone")
    require_open(held)
    step = BY_KEY[row.key]
    by_review = "考察办结以后不再更正；写错了的，请撤回登记，再写一次。"
    require(row.key not in BY_REVIEW, by_review, code="by_review")
    effects.require_correctable(held, row)
    _require_before_followers(held, step, taken.day)
    _replace(row, why)
    effects.undo(held, row)
    return enter(held, step, taken, by=by, instead_of=row)


@transaction.atomic
def take_back(row: DevelopmentStep, *, why: str, by: AbstractBaseUser) -> None:
    """Written down by mistake: it is as if it had not been done, and the reason is kept."""
    held = lock_way(row.development)
    row = lock(row)
    require(why.strip(), "请写明为什么撤回这一步。", field="why")
    require(row.outcome != StepOutcome.REPLACED, "这一步已经更正过了，请刷新后再看。", code="gone")
    require(row.key != "applied", "入党申请不能撤回登记；本人不再申请的，请登记“本人撤回申请”。")
    require_open(held)
    effects.require_correctable(held, row)
    followers = _followers(held, BY_KEY[row.key]) if _is_only_one(held, row) else []
    names = "、".join(f"第{step.number}步“{step.title}”" for step in followers)
    require(not followers, f"{names}是在它之后办的，请先撤回{names}。")
    _replace(row, why)
    effects.undo(held, row)
    set_stage(held)
    journal(held, "take_back", by=by, before=row.step.title[:30], reason=why)


@transaction.atomic
def do_again(row: DevelopmentStep, *, why: str, by: AbstractBaseUser) -> None:
    """A review that has expired, contacts that have gone, a decision that waited too long: to be done anew (DV-17).

    What was done stays in the file as it was.
    """
    held = lock_way(row.development)
    row = lock(row)
    require_open(held)
    require(why.strip(), "请写明为什么重新办理。", field="why")
    with_it = DONE_ANEW.get(row.key)
    if with_it is None or not row.is_done or (row.key != "contacts" and held.member_id is not None):
        raise DomainError(f"第{row.step.number}步“{row.step.title}”不能重新办理；写错了的请用“更正”。")
    rows = held.steps.filter(key__in=(row.key, *with_it), outcome=StepOutcome.DONE)
    rows.update(outcome=StepOutcome.SETTLED, why=why.strip())
    effects.undo(held, row)
    set_stage(held)
    journal(held, "do_again", by=by, before=row.step.title[:30], reason=why)


def _require_before_followers(held: Development, step: Step, day: date) -> None:
    """A corrected day may not pass what was done after it."""
    later = held.steps.filter(
        outcome=StepOutcome.DONE, key__in=[each.key for each in STEPS if step.number in each.needs]
    )
    first = later.order_by("done_on").first()
    if first is not None and not step.repeats:
        said = f"第{first.step.number}步“{first.step.title}”在{first.done_on:%Y-%m-%d}，这一步不能比它晚。"
        require(day <= first.done_on, said, field="day")


def _followers(held: Development, step: Step) -> list[Step]:
    """Steps that were done and need this one."""
    done = set(held.steps.filter(outcome=StepOutcome.DONE).values_list("key", flat=True))
    return [each for each in STEPS if step.number in each.needs and each.key in done]


def _is_only_one(held: Development, row: DevelopmentStep) -> bool:
    same = held.steps.filter(key=row.key, outcome=StepOutcome.DONE).exclude(pk=row.pk)
    return row.is_done and not same.exists()


def _replace(row: DevelopmentStep, why: str) -> None:
    row.outcome, row.why = StepOutcome.REPLACED, why.strip()
    row.save(update_fields=["outcome", "why"])
