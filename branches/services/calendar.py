"""What the office knows better than the library about holidays of a year (CAL-01)."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.importing.calendar import read_days
from branches.models import WorkdayOverride
from branches.reports.calendar import forget_calendar
from branches.rules.calendar import DayOverride
from partywork.common.spreadsheets import read_sheets
from partywork.models import JournalEntry


@transaction.atomic
def load_calendar(content: bytes, *, by: AbstractBaseUser | None) -> int:
    """Take the days of a file (.xlsx, .xls, .csv); loading it twice changes nothing. How many days changed."""
    return set_days(read_days(read_sheets(content)), by=by)


@transaction.atomic
def set_days(days: Mapping[date, DayOverride], *, by: AbstractBaseUser | None) -> int:
    """From now on these days are as said here, whatever the library says."""
    known = WorkdayOverride.objects.in_bulk(list(days))
    changed = {
        day: wanted
        for day, wanted in days.items()
        if day not in known or (known[day].is_workday, known[day].name) != (wanted.is_workday, wanted.name)
    }
    for day, wanted in changed.items():
        WorkdayOverride.objects.update_or_create(
            day=day, defaults={"is_workday": wanted.is_workday, "name": wanted.name}
        )
    if changed:
        _remember(sorted(changed), by)
        transaction.on_commit(forget_calendar)
    return len(changed)


def _remember(days: list[date], by: AbstractBaseUser | None) -> None:
    """One entry for the whole file; a day has no number of its own, the first one's stands for all."""
    JournalEntry.objects.create(
        actor_id=by.pk if by is not None else None,
        verb="set_calendar",
        model="branches.workdayoverride",
        object_id=int(f"{days[0]:%Y%m%d}"),
        label=f"{days[0]} 至 {days[-1]}，{len(days)} 天",
    )
