"""A meeting of its own for an appraisal or a life meeting: opened and named in one act (DA-01, OL-03)."""

from datetime import datetime
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from activities.choices import ActivityKind
from activities.models import Appraisal, LifeMeeting
from activities.services import appraising, life_meetings
from activities.services.opening import open_unplanned
from members.models import User


class When(TypedDict):
    """As the form of a new meeting has it; without a place it is the one of last time."""

    starts_at: datetime
    ends_at: datetime
    place: NotRequired[str]


@transaction.atomic
def open_appraisal(appraisal: Appraisal, *, by: User, **when: Unpack[When]) -> Appraisal:
    """Raises DomainError and opens nothing where the appraisal takes no meeting any more."""
    kind, theme = ActivityKind.APPRAISAL, f"{appraisal.for_year}年度民主评议党员"
    meeting = open_unplanned(appraisal.branch, by=by, kind=kind, theme=theme, **when)
    return appraising.convene(appraisal, meeting, by=by)


@transaction.atomic
def open_life_meeting(life: LifeMeeting, *, by: User, **when: Unpack[When]) -> LifeMeeting:
    """Raises DomainError and opens nothing where the life meeting is closed."""
    kind = ActivityKind.ORGANIZATIONAL_LIFE_MEETING
    meeting = open_unplanned(life.branch, by=by, kind=kind, theme=life.theme, **when)
    return life_meetings.convene(life, meeting, by=by)
