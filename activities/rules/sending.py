"""When and how often messages leave the house: quiet hours, days off, a budget, why somebody gets it (N34).

The inbox is never quiet. A change or cancellation does not wait where waiting would be too late.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from activities.choices import NoticeKind
from branches.rules.calendar import WorkCalendar
from partywork.common.clock import OFFICE, at, end_of, local_day

EVERY_DAY_OFF, HOLIDAYS, NO_DAY = "all", "holidays", "none"
# The longest stretch of days off there ever was is nine days.
LONGEST_WAIT_DAYS = 30

WHY: dict[str, str] = {
    NoticeKind.ANNOUNCEMENT: "您在活动当日的支部名册上",
    NoticeKind.CHANGE: "您收到过这次活动的预告",
    NoticeKind.CANCELLATION: "您收到过这次活动的预告",
    NoticeKind.REMINDER: "您还没有答复参加还是请假",
    NoticeKind.LEAVE: "您请了假，或由您批假",
    NoticeKind.RATING: "您参加了这次活动，可以匿名测评",
    NoticeKind.MAKE_UP: "您有补课，或由您负责本支部的补课",
    NoticeKind.FILING: "由您负责本组织的报送",
    NoticeKind.REVIEW: "您的组织报送过这份材料",
    NoticeKind.ACTION: "会议议定由您负责",
    NoticeKind.READING: "这次学习由您领学",
    NoticeKind.DUES: "这是您本人的党费，只发给您",
    NoticeKind.MEMBERSHIP: "这件事关系到您的党员信息，或由您办理",
    NoticeKind.HAND_OVER: "工作移交给您，或由您移交",
    NoticeKind.DEVELOPMENT: "您在发展党员的过程里，或由您办理",
    NoticeKind.CARE: "由您负责联系或走访",
}


def why_text(kind: str) -> str:
    return WHY.get(kind, "您在名册上，或担任有关职务")


@dataclass(frozen=True)
class Sending:
    """The limits of one organization: quiet from `since` until `until`, on which days off, how many a month."""

    since: time = time(21)
    until: time = time(8)
    days_off: str = EVERY_DAY_OFF
    urgent_hours: int = 4
    monthly_max: int = 8

    def release(self, moment: datetime, calendar: WorkCalendar) -> datetime:
        """The first moment, not before this one, at which a message may go out."""
        for _ in range(LONGEST_WAIT_DAYS):
            waited = self._after_day_off(self._after_night(moment), calendar)
            if waited == moment:
                return moment
            moment = waited
        return moment

    def must_not_wait(self, known_by: datetime | None, moment: datetime, released: datetime) -> bool:
        """A change or cancellation on the day itself, or one that waiting would bring too late (E-19, E-30)."""
        if known_by is None:
            return False
        same_day = local_day(moment) >= local_day(known_by)
        return same_day or released > known_by - timedelta(hours=self.urgent_hours)

    def is_within_budget(self, sent_this_month: int) -> bool:
        return sent_this_month < self.monthly_max

    def _after_night(self, moment: datetime) -> datetime:
        day, hour = local_day(moment), moment.astimezone(OFFICE).time()
        if self.since == self.until:
            return moment
        if self.since < self.until:  # quiet within one day, from midnight to seven for example
            return at(day, self.until) if self.since <= hour < self.until else moment
        if hour >= self.since:
            return at(local_day(end_of(day)), self.until)
        return at(day, self.until) if hour < self.until else moment

    def _after_day_off(self, moment: datetime, calendar: WorkCalendar) -> datetime:
        day = local_day(moment)
        if self.days_off == NO_DAY:
            return moment
        off = not calendar.is_workday(day)
        if self.days_off == HOLIDAYS:
            off = calendar.is_statutory_holiday(day)
        return end_of(day) if off else moment
