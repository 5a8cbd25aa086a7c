"""The steps of a make-up, in order, and who may confirm it (AT-05, AT-08, N02)."""

from dataclasses import dataclass
from datetime import date

CONTACT = "contact"
CAUSE = "cause"
INFORM = "inform"
ATTEND = "attend"
CONFIRM = "confirm"
DONE = "done"
STEP_NAMES = {
    CONTACT: "联系本人",
    CAUSE: "了解缺席原因",
    INFORM: "通报活动情况",
    ATTEND: "补课",
    CONFIRM: "另一人确认",
    DONE: "办结",
}


@dataclass(frozen=True)
class MakeUpFacts:
    """What is known of one make-up; None and empty mean that it has not happened or is not written down."""

    contacted_on: date | None = None
    cause: str = ""
    informed_on: date | None = None
    method: str = ""
    done_on: date | None = None
    confirmed_on: date | None = None


def next_step(facts: MakeUpFacts) -> str:
    """The first step still missing; a later one never stands in for an earlier one."""
    steps = (
        (CONTACT, facts.contacted_on),
        (CAUSE, facts.cause.strip()),
        (INFORM, facts.informed_on),
        (ATTEND, facts.method and facts.done_on),
        (CONFIRM, facts.confirmed_on),
    )
    return next((name for name, done in steps if not done), DONE)


def why_not_confirm(facts: MakeUpFacts, *, member: int, handed_in_by: int | None, confirmer: int) -> str:
    """Why this person may not confirm the make-up, in Chinese; empty when nothing stands against it."""
    step = next_step(facts)
    if step == DONE:
        return "补课已经办结"
    if step != CONFIRM:
        return f"补课还没有做完，下一步是：{STEP_NAMES[step]}"
    if confirmer == member:
        return "补课应由另一名同志确认，不能由本人确认"
    if confirmer == handed_in_by:
        return "补课应由另一名同志确认，不能由填写补课情况的人确认"
    return ""


def is_late(done_on: date, last_day: date) -> bool:
    """Done after its last day: allowed, shown as late, and still counted for the original event (E-49)."""
    return done_on > last_day
