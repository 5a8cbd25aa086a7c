"""Opening a run of meetings in one step: a month's committee meeting, a week's study evening (MT-03, AT-13)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from activities.choices import Venue
from activities.kinds import Kind, kind_of
from activities.models import Activity
from activities.rules.series import MOST, Every, SeriesDay, days_of
from activities.services.opening import open_unplanned
from branches.models import Organization, PartyGroup
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from members.models import User
from partywork.common import clock
from partywork.common.verbs import lock, require


@dataclass
class Opened:
    """What was opened, in the order of days, and the sentences about days that were moved or fell away."""

    activities: list[Activity] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        count = f"已开好 {len(self.activities)} 次" if len(self.activities) > 1 else "已开好"
        return "。".join([count, *self.said]) + "。"


@transaction.atomic
def open_series(
    branch: Organization,
    *,
    by: User,
    kind: str,
    theme: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    venue: str = Venue.ON_SITE,
    link: str = "",
    dial_in: str = "",
    groups: Sequence[PartyGroup] = (),
    every: str = Every.ONCE,
    times: int = 1,
) -> Opened:
    """One activity a day of the run, and a group; sent twice it finds the same ones.

    A theme left as it was proposed is each month's own; a typed one is the same for all.
    """
    branch, sort = lock(branch), kind_of(kind)
    require(1 <= times <= MOST, f"一次最多连开 {MOST} 次。", field="times")
    require(every == Every.ONCE or sort.recurs, f"{sort.label}一次开一场。", field="every")
    first = clock.local_day(starts_at)
    shift = in_force(branch, first)["cal.shift"]
    days = days_of(first, times, Every(every), office_calendar(), shift)
    opened = Opened(said=[_said(day) for day in days if day.reason])
    own_title = not theme.strip() or theme.strip() == sort.title_in(first.year, first.month)
    for day in (each.day for each in days):
        if day is None:
            continue
        for group in groups or [None]:  # type: ignore[list-item]
            opened.activities.append(
                open_unplanned(
                    branch,
                    by=by,
                    kind=kind,
                    theme=_title(sort, day) if own_title else theme,
                    starts_at=_on(day, starts_at),
                    ends_at=_on(day, starts_at) + (ends_at - starts_at),
                    place=place,
                    venue=venue,
                    link=link,
                    dial_in=dial_in,
                    group=group,
                )
            )
    return opened


def _title(kind: Kind, day: date) -> str:
    return kind.title_in(day.year, day.month)


def _on(day: date, moment: datetime) -> datetime:
    return clock.at(day, moment.astimezone(clock.OFFICE).time())


def _said(day: SeriesDay) -> str:
    return day.reason if day.day else f"{day.reason}，这一次不开"
