"""A meeting of its own for an appraisal or a life meeting: opened and named in one act (DA-01, OL-03)."""

from datetime import datetime

from django.db import transaction

from activities.choices import ActivityKind
from activities.models import Appraisal, LifeMeeting
from activities.services import appraising, life_meetings
from activities.services.opening import open_unplanned
from members.models import User


@transaction.atomic
def open_appraisal(
    appraisal: Appraisal, *, by: User, starts_at: datetime, ends_at: datetime, place: str = ""
) -> Appraisal:
    """Raises DomainError and opens nothing where the appraisal takes no meeting any more."""
    meeting = open_unplanned(
        appraisal.branch,
        by=by,
        kind=ActivityKind.APPRAISAL,
        theme=f"{appraisal.for_year}年度民主评议党员",
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
    )
    return appraising.convene(appraisal, meeting, by=by)


@transaction.atomic
def open_life_meeting(
    life: LifeMeeting, *, by: User, starts_at: datetime, ends_at: datetime, place: str = ""
) -> LifeMeeting:
    """Raises DomainError and opens nothing where the life meeting is closed."""
    meeting = open_unplanned(
        life.branch,
        by=by,
        kind=ActivityKind.ORGANIZATIONAL_LIFE_MEETING,
        theme=life.theme,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
    )
    return life_meetings.convene(life, meeting, by=by)
