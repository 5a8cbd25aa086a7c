"""Who is told, and when, that a sheet was not handed in: in steps, to the person who can act (C10)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum


class Step(StrEnum):
    SECRETARY = "secretary"
    LEADERS = "leaders"
    COMMITTEE = "committee"


# A sheet that was left behind long ago is listed and no longer told of: an old stock must not flood anybody.
MOST = timedelta(days=90)


def step_due(overdue: timedelta, days: Mapping[Step, int]) -> Step | None:
    """The highest step whose days are over; 0 days means that this step is not taken.

    Only one: who starts late (the job did not run, the limits were changed) is told once, by the step of now.
    """
    if overdue > MOST:
        return None
    reached = [step for step in Step if days.get(step, 0) and overdue >= timedelta(days=days[step])]
    return reached[-1] if reached else None


def overdue_at(due_at: datetime, moment: datetime) -> timedelta:
    """How long the time has been over; negative while it runs."""
    return moment - due_at
