"""What the sign-in pages show of an activity: one plain query, for five hundred people in ten seconds."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from activities.choices import PRESENT_STATUSES, ActivityState, SignInMethod
from activities.models import Attendance
from activities.rules.sessions import spans_days

OCCASION = """
SELECT a.id, a.theme, a.place, a.starts_at, a.ends_at, a.sign_in_secret, b.name, a.state, p.joint_id
FROM activities_activity a JOIN branches_organization b ON b.id = a.branch_id
LEFT JOIN activities_jointpart p ON p.activity_id = a.id AND p.state = 'adopted'
WHERE a.id = %s
"""
# On a joint event the code leads everybody to the activity of his own branch (N25).
OWN = """
SELECT a.id, a.theme, a.place, a.starts_at, a.ends_at, a.sign_in_secret, b.name, a.state, p.joint_id
FROM activities_jointpart p
JOIN activities_jointevent j ON j.id = p.joint_id AND j.state = 'open'
JOIN activities_activity a ON a.id = p.activity_id
JOIN branches_organization b ON b.id = a.branch_id
LEFT JOIN members_membershipspell s ON s.branch_id = a.branch_id AND s.member_id = %(member)s
     AND s.period @> (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date
LEFT JOIN members_temporarystay t ON t.branch_id = a.branch_id AND t.member_id = %(member)s AND b.domain = 'temporary'
     AND (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN t.since AND t.until
     AND (t.ended_on IS NULL OR t.ended_on > (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date)
WHERE p.joint_id = %(joint)s AND p.state = 'adopted' AND (s.id IS NOT NULL OR t.id IS NOT NULL)
ORDER BY s.id IS NULL
"""


@dataclass(frozen=True)
class Occasion:
    id: int
    theme: str
    place: str
    starts_at: datetime
    ends_at: datetime
    secret: str
    branch: str
    state: str
    joint: int | None = None

    @property
    def spans_days(self) -> bool:
        return spans_days(self.starts_at, self.ends_at)

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


def own_occasion(found: Occasion, member_id: int | None) -> Occasion:
    """The same event as the member's own branch holds it; for everything that is no joint event, itself."""
    if found.joint is None or member_id is None:
        return found
    with connection.cursor() as cursor:
        cursor.execute(OWN, {"joint": found.joint, "member": member_id})
        row = cursor.fetchone()
    return Occasion(*row) if row else found


def own_mark(activity_id: int, member_id: int | None) -> OwnMark | None:
    row = (
        Attendance.objects.filter(activity=activity_id, member=member_id, status__in=PRESENT_STATUSES)
        .values_list("marked_at", "method")
        .first()
    )
    return OwnMark(*row) if row else None
