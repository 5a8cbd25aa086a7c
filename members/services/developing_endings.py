"""The way as a whole: stopped, given up, begun again, carried to another branch (DV-05, DV-08, DV-21)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.choices_development import DevelopmentState, StepOutcome
from members.models import Development
from members.rules.development import STEPS
from members.services.developing_way import require_open, set_stage
from members.states_development import DEVELOPMENT
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save

# Refused above, the way begins again with the committee's review; what was cultivated stays.
AGAIN_FROM = 12


@transaction.atomic
def stop(development: Development, *, day: date, reason: str, by: AbstractBaseUser) -> Development:
    """The branch no longer cultivates this person; the file stays as it is."""
    return _end(development, "stop", day=day, reason=reason, by=by)


@transaction.atomic
def withdraw(development: Development, *, day: date, reason: str, by: AbstractBaseUser) -> Development:
    """The person takes the application back."""
    return _end(development, "withdraw", day=day, reason=reason, by=by)


@transaction.atomic
def restart(development: Development, *, reason: str, by: AbstractBaseUser) -> Development:
    """Go on after a stop; after a refusal the steps of admission are taken anew, cultivation counts on."""
    held = lock(development)
    require(reason.strip(), "请写明为什么重新开始。", field="reason")
    was_refused = held.state == DevelopmentState.REFUSED
    advance(held, DEVELOPMENT, "restart", by=by, reason=reason)
    if was_refused:
        keys = [step.key for step in STEPS if step.number >= AGAIN_FROM]
        held.steps.filter(key__in=keys, outcome=StepOutcome.DONE).update(
            outcome=StepOutcome.SETTLED, why="上级未批准，重新办理"
        )
    set_stage(held)
    return held


@transaction.atomic
def move(
    development: Development, to: Organization, *, day: date, reason: str, by: AbstractBaseUser
) -> Development:
    """To another branch: what was done counts on, the contacts of the old branch end (DV-05, DV-08)."""
    held = lock(development)
    require_open(held)
    require(to.is_branch and to.is_active_on(day), "请选择一个党支部。", field="to")
    require(to.pk != held.branch_id, "已经在这个党支部了。", field="to")
    require(held.member_id is None, "已经是预备党员，请用转接组织关系。", code="is_member")
    require(day <= clock.today(), "日期不能晚于今天。", field="day")
    before = held.branch.called
    held.contacts.filter(until=None, since__lt=day).update(until=day)
    held.contacts.filter(until=None).delete()
    held.branch = to
    save(held, "branch")
    journal(held, "move", by=by, before=before[:30], after=to.called[:30], reason=reason)
    return held


def _end(development: Development, verb: str, *, day: date, reason: str, by: AbstractBaseUser) -> Development:
    held = lock(development)
    require(reason.strip(), "请写明原因。", field="reason")
    require(day <= clock.today(), "日期不能晚于今天。", field="day")
    said = "已经是预备党员；不再具备条件的，由支部大会讨论取消预备党员资格（第23步）。"
    require(held.member_id is None, said, code="is_member")
    advance(held, DEVELOPMENT, verb, by=by, reason=f"{day:%Y-%m-%d}：{reason.strip()}")
    held.contacts.filter(until=None, since__lt=day).update(until=day)
    return held
