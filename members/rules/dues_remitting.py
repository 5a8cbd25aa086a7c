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
