"""How many will come, in whole people, before the notice goes out (N31). No learning, three plain reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from activities.choices import PartOfDay
from activities.rules.attendance import AttendanceVerdict
from partywork.common import clock

CLEARLY = 2  # people more; for one nobody moves an event
BOUNDS = {
    PartOfDay.MORNING: (time(0), time(12)),
    PartOfDay.AFTERNOON: (time(12), time(18)),
    PartOfDay.EVENING: (time(18), time(23, 59, 59)),
}


@dataclass(frozen=True)
class PastDay:
    """One closed event of the last year: its day, who was expected, who came."""

    day: date
    expected: int
    present: int


def meets(part: str, starts: time, ends: time) -> bool:
    """Whether somebody who cannot come in this part of the day misses any of it (S08)."""
    if part == PartOfDay.ALL_DAY:
        return True
    first, last = BOUNDS[PartOfDay(part)]
    return starts < last and ends > first


def coming(able: int, expected: int, past: Iterable[PastDay], weekday: int) -> int:
    """Those who are able to come, but not more of them than came on that weekday in the last year.

    A weekday without any event is taken as all of them together: what is unknown must not look better than what
    is known. Rounded down: a forecast must not promise a person.
    """
    known = [each for each in past if each.expected]
    same = [each for each in known if each.day.weekday() == weekday] or known
    if not same:
        return able
    share_of = sum(each.expected for each in same)
    return min(able, expected * sum(each.present for each in same) // share_of)


@dataclass(frozen=True)
class Forecast:
    """One day: who is able to come, why the others are not, and what it would be judged as."""

    day: date
    verdict: AttendanceVerdict
    on_leave: int
    standing: int
    past: int

    @property
    def coming(self) -> int:
        return self.verdict.headcount.present

    @property
    def is_enough(self) -> bool:
        return not self.verdict.applies or self.coming >= self.verdict.required

    @property
    def sentence(self) -> str:
        """6月18日（周四）预计到21人，应到24人，需20人，够"""
        verdict = self.verdict
        start = f"{clock.short_date(self.day)}预计到{self.coming}人，应到{verdict.headcount.expected}人"
        if not verdict.applies:
            return start
        if self.is_enough:
            return f"{start}，需{verdict.required}人，够"
        return f"{start}，不到{verdict.pct}%（需{verdict.required}人，差{verdict.missing}人）"

    @property
    def why(self) -> str:
        """已请假2人，长期来不了1人，过去一年周四的3次都算在内"""
        parts = [f"已请假{self.on_leave}人"] if self.on_leave else []
        parts += [f"登记过这个时间来不了的{self.standing}人"] if self.standing else []
        weekday = clock.WEEKDAYS[self.day.weekday()]
        parts += [f"过去一年周{weekday}的{self.past}次到会"] if self.past else []
        return f"按{'、'.join(parts)}估计" if parts else "还没有人请假，也没有可比的活动，按应到人数估计"


def better_of(chosen: Forecast, others: Iterable[Forecast]) -> Forecast | None:
    """The day on which clearly more would come, or enough of them; the nearest to the chosen one of equals."""
    ranked = sorted(others, key=lambda each: (-each.coming, abs((each.day - chosen.day).days), each.day))
    best = next(iter(ranked), None)
    if best is None or best.coming <= chosen.coming:
        return None
    clearly = best.coming >= chosen.coming + CLEARLY or (best.is_enough and not chosen.is_enough)
    return best if clearly else None
