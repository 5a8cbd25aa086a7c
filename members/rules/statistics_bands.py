"""Into which line of the yearly tables a member falls: age, time of joining, ethnicity (ST-03)."""

from dataclasses import dataclass
from datetime import date, timedelta

from partywork.common.months import months_after

AGE_BANDS = ((0, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, None))
NOT_GIVEN = "未填"
# The periods of the Party's yearly bulletin; each begins on the day named (founding, Third Plenum, 18th Congress).
JOINING_PERIODS = (
    (date(1949, 10, 1), "新中国成立以前"),
    (date(1978, 12, 18), "新中国成立后至党的十一届三中全会前"),
    (date(2012, 11, 8), "党的十一届三中全会后至党的十八大前"),
)
SINCE_THEN = "党的十八大以来"
HAN = "汉族"
MINORITY = "少数民族"


@dataclass(frozen=True)
class BirthBand:
    """Born from `first` to `last`, both in, means this age on the day of the table; None: open at that end."""

    label: str
    first: date | None
    last: date | None

    def covers(self, born: date) -> bool:
        return (self.first is None or born >= self.first) and (self.last is None or born <= self.last)


def birth_bands(day: date) -> tuple[BirthBand, ...]:
    """The age bands of ST-03 as days of birth: whole years completed on `day` (the birthday itself counts)."""
    return tuple(_band(day, youngest, oldest) for youngest, oldest in AGE_BANDS)


def _band(day: date, youngest: int, oldest: int | None) -> BirthBand:
    first = None if oldest is None else _eldest_of(day, oldest)
    last = _youngest_of(day, youngest) if youngest else None
    if oldest is None:
        return BirthBand(f"{youngest}岁及以上", first, last)
    return BirthBand(f"{youngest}—{oldest}岁" if youngest else f"{oldest}岁及以下", first, last)


def _youngest_of(day: date, years: int) -> date:
    """The latest birth that is `years` old on `day`: 29 February completes its year on 28 February (CAL-05)."""
    born = months_after(day, -years * 12)
    after = born + timedelta(days=1)
    return after if months_after(after, years * 12) <= day else born


def _eldest_of(day: date, years: int) -> date:
    return _youngest_of(day, years + 1) + timedelta(days=1)


def age_band(born: date | None, day: date) -> str:
    if born is None:
        return NOT_GIVEN
    return next(band.label for band in birth_bands(day) if band.covers(born))


def joining_period(joined: date) -> str:
    """In which period of history somebody joined."""
    return next((label for until, label in JOINING_PERIODS if joined < until), SINCE_THEN)


def ethnic_line(ethnicity: str) -> str:
    if not ethnicity:
        return NOT_GIVEN
    return HAN if ethnicity in ("汉", HAN) else MINORITY


PERIOD_LABELS = (*(label for _, label in JOINING_PERIODS), SINCE_THEN)
