"""What every verb on the way to membership stands on: whether it is open, what stands, which stage (DV-01)."""

from members.choices_development import StepOutcome
from members.models import Development
from members.rules.development import Stage
from members.rules.development_path import next_step
from members.rules.development_remarks import Remark, Weight
from partywork.common.errors import DomainError
from partywork.common.verbs import lock, require, save


def lock_way(development: Development) -> Development:
    """The member first, where there is one already: a transfer comes from there and would wait for the other."""
    if development.member is not None:
        lock(development.member)
    return lock(development)


def require_open(held: Development) -> None:
    said = f"{held.name}现在是“{held.get_state_display()}”，不能再办或更正。"
    require(held.is_open, said, code="wrong_state")


def done_keys(held: Development) -> dict[str, object]:
    return dict.fromkeys(held.steps.filter(outcome=StepOutcome.DONE).values_list("key", flat=True))


def set_stage(held: Development) -> None:
    """The stage of what comes next; the last one when everything is done."""
    following = next_step(done_keys(held))
    stage = following.stage if following else Stage.PROBATION
    if held.stage != stage:
        held.stage = stage
        save(held, "stage")


def refuse_blocked(remarks: tuple[Remark, ...], *, field: str = "") -> None:
    for remark in remarks:
        if remark.weight is Weight.BLOCK:
            raise DomainError(remark.sentence, field=field or remark.field, code="blocked")
