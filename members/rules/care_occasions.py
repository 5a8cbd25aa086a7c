"""The days before which the branch goes through its list: New Year, Spring Festival, 1 July, Double Ninth (CA-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate

from members.choices_care import CareKind, Occasion


@dataclass(frozen=True)
class Feast:
    """One occasion of one year. `remind_from` is the first day on which the list comes up."""

    occasion: Occasion
    day: date
    remind_from: date

    def is_coming(self, today: date) -> bool:
        return self.remind_from <= today <= self.day

    def concerns(self, kind: str) -> bool:
        """重阳 is for the old; the other days are for everybody on the list."""
        return self.occasion != Occasion.DOUBLE_NINTH or kind == CareKind.OLD


def day_of(occasion: Occasion, year: int) -> date:
    """Spring Festival is the first of the first lunar month, 重阳 the ninth of the ninth, of the lunar year."""
    if occasion == Occasion.NEW_YEAR:
        return date(year, 1, 1)
    if occasion == Occasion.PARTY_BIRTHDAY:
        return date(year, 7, 1)
    month, day = (1, 1) if occasion == Occasion.SPRING_FESTIVAL else (9, 9)
    found: date = LunarDate(year, month, day).to_solar_date()
    return found


def coming(today: date, observed: Iterable[str], days_before: int) -> Feast | None:
    """The next occasion whose list is due, the nearest first; None on an ordinary day."""
    feasts = [
        Feast(Occasion(name), day, day - timedelta(days=days_before))
        for year in (today.year, today.year + 1)
        for name in observed
        if (day := day_of(Occasion(name), year)) >= today
    ]
    return min(
        (feast for feast in feasts if feast.is_coming(today)), key=lambda feast: feast.day, default=None
    )
