"""What the length of a gathering comes to in hours of study, by the parameters of its day (ED-03)."""

from activities.models import Activity
from activities.rules.lecture_hours import tenths_of, tenths_of_days
from activities.rules.sessions import half_days
from branches.reports.parameters import in_force


def usual_tenths(activity: Activity) -> int:
    limits = activity.judged_by or in_force(activity.branch, activity.day)
    per = {"per_half_day": int(limits["ed.hour_per_half_day"]), "per_day": int(limits["ed.hour_per_day"])}
    if activity.spans_days:
        halves = half_days(activity.starts_at, activity.ends_at)
        return tenths_of_days(len(halves), len({half.on for half in halves}), **per)
    return tenths_of(activity.minutes, half_day=int(limits["pd.half_day_minutes"]), **per)


def tenths_for(activity: Activity) -> int:
    """As kept; before the end, what it will come to."""
    kept = getattr(activity, "study_hours", None)
    return kept.tenths if kept is not None else usual_tenths(activity)
