"""Who takes part here by a temporary relation and has not been written down for this event yet (MEM-15)."""

from activities.models import Activity
from branches.choices import BranchDomain
from members.models import TemporaryStay


def stays_to_mark(activity: Activity) -> list[TemporaryStay]:
    """Those of the day; in a temporary branch whoever is kept in this system stands on its roster instead."""
    rows = TemporaryStay.objects.running_on(activity.day).filter(branch=activity.branch_id)
    if activity.branch.domain == BranchDomain.TEMPORARY:
        rows = rows.filter(member=None)
    return list(rows.exclude(visits__activity=activity))
