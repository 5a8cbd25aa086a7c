"""The tables of the last two days of tables, frozen as the nights after them would have done (ST-02)."""

from datetime import date, datetime, time

from members.services.freezing_statistics import freeze_due
from partywork.common import clock

NIGHT = time(1)


def frozen(now: datetime) -> None:
    """Last December in any case; this June once it is over."""
    for night in (date(now.year, 1, 1), date(now.year, 7, 1)):
        if night <= now.date():
            with clock.replaying(clock.at(night, NIGHT)):
                freeze_due(night)
