"""By when which months go up: by the quarter or by the month, and until which day (DU-18)."""

from datetime import date

from members.rules.dues_months import later, quarter_end

QUARTER = "quarter"


def period_end(month: date, cycle: str) -> date:
    """The last month of the period that `month` belongs to."""
    return quarter_end(month) if cycle == QUARTER else month


def due_day(last: date, cycle: str, day: int) -> date:
    """By the tenth of the last month of the quarter (10 March, 10 June, 10 September, 10 December).

    By the month: on the tenth of the next. `last` is any month of the period.
    """
    end = period_end(last, cycle)
    return (end if cycle == QUARTER else later(end)).replace(day=day)


def last_due(today: date, cycle: str, day: int) -> date:
    """The last month of the latest period whose due day is over."""
    end = period_end(today.replace(day=1), cycle)
    while due_day(end, cycle, day) >= today:
        end = later(end, -3 if cycle == QUARTER else -1)
    return end
