"""The next activity of the same kind: until then most absences are to be made up (AT-07)."""

from datetime import date

from activities.models import Activity


def next_day(activity: Activity) -> date | None:
    """The day of the branch's next activity of that kind; None where none is planned yet."""
    following = (
        Activity.objects.standing()
        .filter(branch=activity.branch, kind=activity.kind, starts_at__gt=activity.ends_at)
        .order_by("starts_at")
        .first()
    )
    return following.day if following else None
