"""Which days the rules still allow, and when the branch would meet by its own fixed day (N23, PD-03)."""

from datetime import datetime, timedelta

from activities.models import Activity
from activities.reports.steps import limits_of
from activities.rules.kind_limits import notice_days
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from branches.rules.day_rule import DayRule
from branches.rules.deadlines import CandidateDay, lawful_days
from partywork.common import clock


def days_to_meet(activity: Activity) -> tuple[CandidateDay, ...]:
    """The days of the activity's month on which notice, workday and month can all still be kept."""
    limits = limits_of(activity)
    return lawful_days(
        activity.for_year,
        activity.for_month,
        clock.today(),
        notice_days(activity.sort, limits),
        office_calendar(),
        working=limits["pd.notice_counting"] == "working",
    )


def next_meeting(branch: Organization) -> tuple[datetime, int]:
    """The branch's next fixed day from today on, with its hour and length in minutes."""
    parameters = in_force(branch)
    rule: DayRule = parameters["pd.day_rule"]
    today = clock.today()
    minutes = int(parameters["pd.half_day_minutes"])
    for year, month in ((today.year, today.month), ((today + timedelta(days=31)).year, today.month % 12 + 1)):
        day = rule.date_in(year, month)
        if day is not None and day >= today:
            return clock.at(day, rule.start), _minutes(rule, minutes)
    return clock.at(today, rule.start), _minutes(rule, minutes)


def _minutes(rule: DayRule, least: int) -> int:
    planned = (rule.end.hour - rule.start.hour) * 60 + rule.end.minute - rule.start.minute
    return max(planned, least)
