"""What the sign-in pages show of an activity: one query, no object, for five hundred people in ten seconds."""

from dataclasses import dataclass
from datetime import datetime

from activities.choices import PRESENT_STATUSES, SignInMethod
from activities.models import Activity, Attendance


@dataclass(frozen=True)
class Occasion:
    id: int
    theme: str
    place: str
    starts_at: datetime
    secret: str
    branch: str


@dataclass(frozen=True)
class OwnMark:
    """When and how somebody was marked present."""

    at: datetime
    method: str

    @property
    def method_text(self) -> str:
        return str(SignInMethod(self.method).label)


def occasion_of(activity_id: int) -> Occasion | None:
    columns = ("id", "theme", "place", "starts_at", "sign_in_secret", "branch__name")
    row = Activity.objects.filter(pk=activity_id).values_list(*columns).first()
    return Occasion(*row) if row else None


def own_mark(activity_id: int, member_id: int | None) -> OwnMark | None:
    row = (
        Attendance.objects.filter(activity=activity_id, member=member_id, status__in=PRESENT_STATUSES)
        .values_list("marked_at", "method")
        .first()
    )
    return OwnMark(*row) if row else None
