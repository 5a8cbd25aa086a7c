"""The public notice of a person on the way to membership: when it is up, what it says, what it holds back (DV-14).

The day it is put up is not counted, the last day ends at midnight (CAL-04); only working days count (CAL-01).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branches.rules.calendar import WorkCalendar
from members.choices_publicity import NoticePoint, NoticeScope
from members.rules.development import BY_NUMBER
from partywork.common.clock import full_date

LONGEST_DAYS = 30

# Where a notice belongs: after which step it can be put up, and which step waits for its end.
AFTER_STEP = {
    NoticePoint.ACTIVIST: 3,
    NoticePoint.CANDIDATE: 7,
    NoticePoint.ADMISSION: 12,
    NoticePoint.CONVERSION: 22,
}
BEFORE_STEP = {
    NoticePoint.ACTIVIST: 4,
    NoticePoint.CANDIDATE: 8,
    NoticePoint.ADMISSION: 15,
    NoticePoint.CONVERSION: 23,
}
POINT_BEFORE = {number: point for point, number in BEFORE_STEP.items()}
PURPOSE = {
    NoticePoint.ACTIVIST: "拟确定{names}为入党积极分子",
    NoticePoint.CANDIDATE: "拟确定{names}为发展对象",
    NoticePoint.ADMISSION: "拟接收{names}为中共预备党员",
    NoticePoint.CONVERSION: "拟同意{names}转为中共正式党员",
}
TITLE = {
    NoticePoint.ACTIVIST: "拟确定入党积极分子公示",
    NoticePoint.CANDIDATE: "拟确定发展对象公示",
    NoticePoint.ADMISSION: "拟接收预备党员公示",
    NoticePoint.CONVERSION: "预备党员拟转正公示",
}


@dataclass(frozen=True)
class Posting:
    """What the secretary decides about a notice; everything else is taken from the files of the people."""

    point: str
    posted_on: date
    until: date
    scope: str = NoticeScope.BRANCH
    receives: str = ""
    place: str = ""
    phone: str = ""
    more: str = ""


# The days of the way that a notice says, by the point from which on they are behind.
DATES = (
    ("applied", "申请入党", tuple(NoticePoint)),
    (
        "activist",
        "确定为积极分子",
        (NoticePoint.CANDIDATE, NoticePoint.ADMISSION, NoticePoint.CONVERSION),
    ),
    ("candidate", "确定为发展对象", (NoticePoint.ADMISSION, NoticePoint.CONVERSION)),
    ("admitted", "接收为预备党员", (NoticePoint.CONVERSION,)),
)


def dates_to_say(point: NoticePoint, done: Mapping[str, date]) -> tuple[tuple[str, date], ...]:
    """申请入党, 确定为积极分子 … with their days, as far as they lie before the point."""
    return tuple((label, done[key]) for key, label, points in DATES if point in points and key in done)


def birth_month(born_on: date) -> str:
    """2004年5月: a notice says the month of birth, never the day (PB-04)."""
    return f"{born_on.year}年{born_on.month}月"


def opening(point: NoticePoint, branch: str, names: Sequence[str]) -> str:
    """The first paragraph: 根据…，经…研究，拟确定甲、乙2名同志为发展对象。"""
    said = f"{names[0]}同志" if len(names) == 1 else f"{'、'.join(names)}{len(names)}名同志"
    return (
        f"根据《中国共产党章程》和《中国共产党发展党员工作细则》有关规定，经{branch}研究，"
        f"{PURPOSE[point].format(names=said)}。现予公示，接受党员和群众监督。"
    )


class NoticePhase(StrEnum):
    """Where a notice stands on a day."""

    AHEAD = "ahead"
    RUNNING = "running"
    OVER = "over"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


PHASE_NAMES = {
    NoticePhase.AHEAD: "还没有开始",
    NoticePhase.RUNNING: "公示中",
    NoticePhase.OVER: "期满，等写结论",
    NoticePhase.CONCLUDED: "已有结论",
    NoticePhase.WITHDRAWN: "已撤回",
}


def phase(state: str, posted_on: date, until: date, today: date) -> NoticePhase:
    if state != "up":
        return NoticePhase(state)
    if today < posted_on:
        return NoticePhase.AHEAD
    return NoticePhase.RUNNING if today <= until else NoticePhase.OVER


@dataclass(frozen=True)
class Period:
    """From the day it is put up to its last day, both shown; `workdays` are those that count."""

    posted_on: date
    until: date
    workdays: int

    @property
    def sentence(self) -> str:
        return (
            f"{full_date(self.posted_on)}至{full_date(self.until)}（{self.workdays}个工作日，张贴当天不计）"
        )


def period_of(posted_on: date, until: date, calendar: WorkCalendar) -> Period:
    return Period(posted_on, until, calendar.workdays_between(posted_on, until))


def why_not_up(period: Period, least: int, calendar: WorkCalendar) -> str:
    """Why a notice cannot be up for this time, "" when it can."""
    if period.until <= period.posted_on:
        return "公示结束的日期要晚于张贴的日期。"
    if (period.until - period.posted_on).days > LONGEST_DAYS:
        return f"公示最长{LONGEST_DAYS}天，请核对日期。"
    if period.workdays < least:
        earliest = full_date(calendar.add_workdays(period.posted_on, least))
        return f"公示不少于{least}个工作日，张贴当天不计；这段时间只有{period.workdays}个，最早到{earliest}。"
    return ""


def unknown_year(period: Period, calendar: WorkCalendar) -> str:
    """A word of doubt where the holidays of a year are not known yet (CAL-01)."""
    unknown = sorted(year for year in {period.posted_on.year, period.until.year} if not calendar.knows(year))
    if not unknown:
        return ""
    return f"{unknown[0]}年的放假安排还没有录入，这里只按双休日计算，请核对公示的最后一天。"


@dataclass(frozen=True)
class NoticeFacts:
    """One person's notice at a point, as the next step asks about it."""

    state: str
    posted_on: date
    until: date
    open_objections: int = 0
    result: str = ""


@dataclass(frozen=True)
class Wait:
    """Why a step should wait for its notice; `stops`: or it is only kept beside the step."""

    sentence: str
    stops: bool = True


def why_waits(step: int, asked: Sequence[str], notices: Sequence[NoticeFacts], day: date) -> Wait | None:
    """What keeps the step back because of its notice, None when nothing does; `asked` are the committee's points.

    `notices` are those of the person at the point of this step, whenever they were put up. A notice that is not known
    here may have hung on a wall before the branch began to keep its file here: that does not stop it.
    """
    point = POINT_BEFORE.get(step)
    if point is None or point not in asked:
        return None
    valid = [each for each in notices if each.state != "withdrawn"]
    title = BY_NUMBER[step].title
    if not valid:
        said = f"“{title}”以前要公示（{point.label}），还没有公示的记录；已经公示过的请补登。"
        return Wait(said, stops=False)
    last = max(valid, key=lambda each: (each.until, each.posted_on))
    if day <= last.until:
        return Wait(f"公示到{full_date(last.until)}24:00才期满，以后才能办“{title}”。")
    if last.open_objections:
        return Wait(f"公示期间收到的异议还有{last.open_objections}条没有核查答复。")
    if last.result == "founded":
        return Wait("公示的结论是“有异议，经核查影响”，不能往下进行。")
    if last.state != "concluded":
        return Wait(f"公示已于{full_date(last.until)}期满，还没有写结论。")
    return None
