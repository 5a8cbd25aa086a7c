"""What the sign-in pages show of an activity: one plain query, for five hundred people in ten seconds."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from activities.choices import PRESENT_STATUSES, ActivityState, SignInMethod
from activities.models import Attendance

OCCASION = """
SELECT a.id, a.theme, a.place, a.starts_at, a.sign_in_secret, b.name, a.state
FROM activities_activity a JOIN branches_organization b ON b.id = a.branch_id
WHERE a.id = %s
"""


@dataclass(frozen=True)
class Occasion:
    id: int
    theme: str
    place: str
    starts_at: datetime
    secret: str
    branch: str
    state: str

    @property
    def is_over(self) -> bool:
        return self.state in (ActivityState.HELD, ActivityState.CANCELLED)


@dataclass(frozen=True)
class OwnMark:
    """When and how somebody was marked present."""

    at: datetime
    method: str

    @property
    def method_text(self) -> str:
        return str(SignInMethod(self.method).label)


def occasion_of(activity_id: int) -> Occasion | None:
    with connection.cursor() as cursor:
        cursor.execute(OCCASION, [activity_id])
        row = cursor.fetchone()
    return Occasion(*row) if row else None


def own_mark(activity_id: int, member_id: int | None) -> OwnMark | None:
    row = (
        Attendance.objects.filter(activity=activity_id, member=member_id, status__in=PRESENT_STATUSES)
        .values_list("marked_at", "method")
        .first()
    )
    return OwnMark(*row) if row else None
