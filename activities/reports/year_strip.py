"""The twelve months of a branch at a glance: held, filed, accepted, planned, missing (PD-01, E-18)."""

from dataclasses import dataclass

from activities.choices import ActivityState, RecordState
from activities.models import Activity
from activities.reports.desk import Desk

# How the strip paints a state, and its key in the legend.
MARKS = {
    "accepted": ("is-gold", "gold"),
    "submitted": ("is-done", "in"),
    "working": ("is-now", "now"),
    "planned": ("", ""),
    "missing": ("is-missing", "miss"),
    "excused": ("is-excused", "why"),
    "exempt": ("is-exempt", "free"),
    "empty": ("is-empty", "open"),
}
LABELS = {
    "accepted": "已受理",
    "submitted": "待审",
    "working": "办理中",
    "planned": "已排",
    "missing": "没有开展",
    "excused": "未开展（有因）",
    "exempt": "豁免",
    "empty": "没有安排",
}


@dataclass(frozen=True)
class MonthMark:
    """One month: its state (a key of LABELS), and the activity it is about, if any."""

    month: int
    state: str
    activity_id: int | None = None

    @property
    def label(self) -> str:
        return LABELS[self.state]

    @property
    def css(self) -> str:
        return MARKS[self.state][0]


@dataclass(frozen=True)
class YearStrip:
    year: int
    months: tuple[MonthMark, ...]

    @property
    def legend(self) -> list[tuple[str, str, int]]:
        """(key, label, how many months) of the states that occur."""
        counts = {state: sum(1 for mark in self.months if mark.state == state) for state in LABELS}
        return [(MARKS[state][1], label, counts[state]) for state, label in LABELS.items() if counts[state]]


def year_strip(desk: Desk) -> YearStrip:
    """This year. The furthest activity of a month speaks for it."""
    order = list(LABELS)
    marks: dict[int, MonthMark] = {}
    activities = (
        Activity.objects.standing()
        .filter(branch=desk.branch, kind="party_day", for_year=desk.year)
        .select_related("record")
        .order_by("starts_at")
    )
    for activity in activities:
        mark = MonthMark(activity.for_month, _state(activity), activity.pk)
        known = marks.get(activity.for_month)
        if known is None or order.index(mark.state) < order.index(known.state):
            marks[activity.for_month] = mark
    planned = {row.month for row in desk.plan if row.year == desk.year and row.kind == "party_day"}
    months = []
    for month in range(1, 13):
        waived = "exempt" if month in desk.exempt else "excused" if month in desk.reasons else ""
        over = month < desk.today.month
        fallback = waived or ("missing" if over else "planned" if month in planned else "empty")
        months.append(marks.get(month) or MonthMark(month, fallback))
    return YearStrip(desk.year, tuple(months))


def _state(activity: Activity) -> str:
    record = getattr(activity, "record", None)
    if activity.state != ActivityState.HELD or record is None:
        return "working" if activity.state == ActivityState.ANNOUNCED else "planned"
    states = {RecordState.ACCEPTED: "accepted", RecordState.SUBMITTED: "submitted"}
    return states.get(RecordState(record.state), "working")
