"""Who was signed in last: what the recorder at the door looks at after each card."""

from activities.choices import PRESENT_STATUSES
from activities.models import Activity, Attendance

SHOWN = 8


def scanned_lately(activity: Activity) -> list[Attendance]:
    """The last few who came, by whichever rung; the newest first."""
    rows = activity.attendances.filter(status__in=PRESENT_STATUSES).select_related("member")
    return list(rows.order_by("-marked_at", "-pk")[:SHOWN])
