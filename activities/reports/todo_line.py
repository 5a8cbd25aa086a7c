"""One line of what is to be done: what, until when, and the one click that does it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from activities.models import Activity
from partywork.common import clock
from partywork.common.piles import Pile


@dataclass(frozen=True)
class Todo:
    """One thing to do. `due_at` None means: whenever there is time. `post` makes the button act at once."""

    title: str
    text: str
    action: str
    url: str
    due_at: datetime | None = None
    rule: str = ""
    rule_name: str = ""
    post: bool = False
    primary: bool = False

    @property
    def state(self) -> str:
        if self.due_at is None:
            return ""
        left = self.due_at - clock.now()
        if left < timedelta(0):
            return "over"
        return "soon" if clock.due_day(self.due_at) <= clock.today() else ""

    @property
    def when(self) -> str:
        if self.due_at is None:
            return "有空时"
        if self.state == "over":
            return clock.left_text(self.due_at - clock.now())
        day = clock.due_day(self.due_at)
        hour = clock.due_text(self.due_at).rsplit(" ", 1)[-1]
        if day == clock.today():
            return f"今天 {hour} 截止"
        if day == clock.today() + timedelta(days=1):
            return f"明天 {hour} 截止"
        return clock.short_date(day)

    @property
    def left(self) -> str:
        if self.due_at is None:
            return ""
        if self.state == "over":
            return f"应于 {clock.due_day(self.due_at).month}月{clock.due_day(self.due_at).day}日办结"
        return clock.left_text(self.due_at - clock.now())


# One sort of things to do: where its rows lie, and the lines they become.
TodoPile = Pile[Todo]


def day_and_kind(activity: Activity) -> str:
    return f"{activity.day.month}月{activity.day.day}日{activity.get_kind_display()}"
