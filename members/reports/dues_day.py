"""When the dues of a month are paid in a branch (DU-19)."""

from datetime import date

from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from members.rules.dues_day import DuesDay
from members.rules.dues_day import dues_day as day_by_rule


def dues_day(branch: Organization, month: date) -> DuesDay:
    """As the branch has set it for the month."""
    limits = in_force(branch, month)
    return day_by_rule(
        month, limits["du.dues_day"], limits["pd.day_rule"], limits["cal.shift"], office_calendar()
    )
