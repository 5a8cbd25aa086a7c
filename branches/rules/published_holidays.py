"""What the two holiday packages know, year by year (CAL-01): they end, this module never fails."""

from datetime import date
from functools import lru_cache

import chinese_calendar
import holidays

FIRST_PUBLISHED_YEAR = 2004

# The package holds each yearly notice of the State Council in full; it ends with the last one published.
LAST_PUBLISHED_YEAR: int = max(day.year for day in chinese_calendar.holidays)

CHINESE_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def is_published(year: int) -> bool:
    """Whether the year's notice, make-up working days included, is in the package."""
    return FIRST_PUBLISHED_YEAR <= year <= LAST_PUBLISHED_YEAR


@lru_cache(maxsize=64)
def days_off(year: int) -> dict[date, str]:
    """Every day of the year's holidays, shifted days off included, with its Chinese name."""
    if is_published(year):
        return {
            day: CHINESE_NAMES.get(name, name)
            for day, name in chinese_calendar.holidays.items()
            if day.year == year
        }
    return _statutory_days(year)


@lru_cache(maxsize=64)
def makeup_workdays(year: int) -> dict[date, str]:
    """The weekend days worked in exchange, with their holiday; empty for an unpublished year."""
    return {
        day: CHINESE_NAMES.get(name, name)
        for day, name in chinese_calendar.workdays.items()
        if day.year == year
    }


def _statutory_days(year: int) -> dict[date, str]:
    """The days the law itself gives, days in lieu included: all that is known before the notice."""
    table = holidays.country_holidays("CN", years=year, language="zh_CN")
    return {day: _plain(name) for day, name in table.items() if day.year == year and "调休" not in name}


def _plain(name: str) -> str:
    first = name.split(";")[0].split("（")[0].strip()
    return "春节" if first == "农历除夕" else first
