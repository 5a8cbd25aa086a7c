"""The ledger of a branch's year (F-08): every row read off the facts, nothing typed twice (PD-22, RC-10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from activities.choices import LEAVE_STATUS, ActivityKind, ActivityState, AttendanceStatus, RatingState
from activities.models import Activity, PlannedActivity
from activities.reports.branch_limits import duty_months
from activities.reports.month_reasons import exempt_months, month_reasons
from activities.reports.sheet import satisfaction_of, verdict_of
from activities.reports.steps import published_for_rule
from branches.models import Organization
from branches.rules.deadlines import notice_lead
from partywork.common import clock

MISSING = "没有开展"
AHEAD = "还没有开"
EXCUSED = "未开展（有因）"


@dataclass(frozen=True)
class LedgerRow:
    """One Party day, or a month that was planned and not held yet (`activity` None). Dates are days.

    `unheld` says what a month without an event is: 豁免, 未开展（有因）, 没有开展 or 还没有开.
    """

    number: int
    month: int
    planned: str
    activity: Activity | None = None
    changed: str = ""
    notice_on: date | None = None
    notice_lead: int | None = None
    on_leave: int = 0
    absent: int = 0
    made_up: int = 0
    rate: str = ""
    met: bool | None = None
    ballots: int | None = None
    satisfaction: str = ""
    filed_on: date | None = None
    in_time: bool | None = None
    remark: str = ""
    unheld: str = ""

    @property
    def unheld_text(self) -> str:
        """As the printed ledger says it in one cell: 未开展（有因）：防汛; nothing for a month still ahead."""
        if self.unheld in ("", AHEAD):
            return ""
        return f"{self.unheld}：{self.remark}" if self.remark else self.unheld

    @property
    def is_excused(self) -> bool:
        return self.unheld == EXCUSED

    @property
    def asks_reason(self) -> bool:
        return self.unheld == MISSING

    @property
    def held(self) -> bool:
        return self.activity is not None and self.activity.state == ActivityState.HELD

    @property
    def theme(self) -> str:
        """同计划 where the theme is the planned one."""
        if self.activity is None:
            return ""
        return "同计划" if self.planned and self.activity.theme == self.planned else self.activity.theme


@dataclass(frozen=True)
class Ledger:
    branch: Organization
    year: int
    rows: tuple[LedgerRow, ...]

    @property
    def held(self) -> list[LedgerRow]:
        return [row for row in self.rows if row.held]

    @property
    def sentence(self) -> str:
        """开展10次，变更1次，按时报送9次，未达标0次"""
        held = self.held
        changed = sum(1 for row in self.rows if row.changed)
        in_time = sum(1 for row in held if row.in_time)
        short = sum(1 for row in held if row.met is False)
        return f"开展{len(held)}次，变更{changed}次，按时报送{in_time}次，未达标{short}次"

    @property
    def sums(self) -> dict[str, int]:
        held = self.held
        total = sum(row.activity.total for row in held if row.activity)
        present = sum(row.activity.present for row in held if row.activity)
        return {
            "total": total,
            "present": present,
            "on_leave": sum(row.on_leave for row in held),
            "absent": sum(row.absent for row in held),
            "made_up": sum(row.made_up for row in held),
            "ballots": sum(row.ballots or 0 for row in held),
        }


def ledger_of(branch: Organization, year: int) -> Ledger:
    """All Party days of the year and the planned months without one. A fixed number of queries."""
    activities = list(
        Activity.objects.filter(branch=branch, for_year=year, kind=ActivityKind.PARTY_DAY)
        .standing()
        .select_related("row", "record__filing", "rating", "host")
        .prefetch_related("attendances__make_up", "rating__tallies", "changes")
        .order_by("for_month", "starts_at", "pk")
    )
    taken = {activity.row_id for activity in activities}
    planned = PlannedActivity.objects.filter(
        plan__branch=branch, plan__year=year, kind=ActivityKind.PARTY_DAY, amended_by__isnull=True
    ).exclude(pk__in=[pk for pk in taken if pk])
    unheld = _unheld_months(branch, year, {activity.for_month for activity in activities})
    planned_months = {row.month for row in planned}
    entries: list[tuple[int, Activity | PlannedActivity | None]] = [
        *((activity.for_month, activity) for activity in activities),
        *((row.month, row) for row in planned),
        *((month, None) for month in unheld if month not in planned_months),
    ]
    ordered = sorted(entries, key=lambda entry: entry[0])
    rows = tuple(_row(number, month, entry, unheld) for number, (month, entry) in enumerate(ordered, 1))
    return Ledger(branch, year, rows)


def _unheld_months(branch: Organization, year: int, taken: set[int]) -> dict[int, tuple[str, str]]:
    """By month without an event: what it is, and the reason (E-18)."""
    reasons = month_reasons([branch], year)
    exempt = exempt_months(branch, year)
    first, last = duty_months(branch, year, clock.today())
    found: dict[int, tuple[str, str]] = {}
    for month in sorted(set(range(1, 13)) - taken):
        over = first <= month <= last and clock.month_bounds(year, month)[1] < clock.today()
        if month in exempt and (over or first <= month <= last):
            found[month] = ("豁免", "上级不要求本月开展")
        elif (branch.pk, month) in reasons:
            found[month] = (EXCUSED, reasons[branch.pk, month])
        elif over:
            found[month] = (MISSING, "")
    return found


def _row(
    number: int,
    month: int,
    entry: Activity | PlannedActivity | None,
    unheld: Mapping[int, tuple[str, str]],
) -> LedgerRow:
    if not isinstance(entry, Activity):
        what, why = unheld.get(month, (AHEAD, ""))
        planned = _planned(entry) if entry else ""
        return LedgerRow(number, month, planned, unheld=what, remark=why)
    published = published_for_rule(entry)
    published_on = clock.local_day(published) if published else None
    planned = _planned(entry.row) if entry.row else ""
    if entry.state != ActivityState.HELD:
        lead = notice_lead(entry.day, published_on) if published_on else None
        return LedgerRow(number, entry.for_month, planned, entry, _changed(entry), published_on, lead)
    return _held_row(number, entry, planned, published_on)


def _held_row(number: int, activity: Activity, planned: str, published_on: date | None) -> LedgerRow:
    rows = list(activity.attendances.all())
    verdict = verdict_of(activity, rows)
    leave = {str(status) for status in LEAVE_STATUS.values()}
    filing = getattr(activity.record, "filing", None)
    ballots, satisfaction = _rating(activity)
    return LedgerRow(
        number=number,
        month=activity.for_month,
        planned=planned,
        activity=activity,
        changed=_changed(activity),
        notice_on=published_on,
        notice_lead=notice_lead(activity.day, published_on) if published_on else None,
        on_leave=sum(1 for row in rows if row.status in leave),
        absent=sum(1 for row in rows if row.status == AttendanceStatus.ABSENT),
        made_up=activity.made_up,
        rate=verdict.rate_text,
        met=verdict.met,
        ballots=ballots,
        satisfaction=satisfaction,
        filed_on=clock.local_day(filing.first_submitted_at) if filing else None,
        in_time=not filing.is_late if filing else None,
        remark=_remark(activity),
    )


def _planned(row: PlannedActivity) -> str:
    """In one line, as the activity took it over from the plan."""
    first = row.content.replace("\n", " ").strip().rstrip("。；;")
    return first if len(first) <= 80 else f"{first[:79]}…"


def _changed(activity: Activity) -> str:
    changes = list(activity.changes.all())
    if not changes:
        return ""
    last = changes[-1]
    return f"{clock.local_day(last.changed_at):%-m-%d}报备：{last.reason}"


def _rating(activity: Activity) -> tuple[int | None, str]:
    round_ = getattr(activity, "rating", None)
    if round_ is None or round_.state != RatingState.CLOSED:
        return None, ""
    result = satisfaction_of(round_, int(activity.judged_by["ev.threshold_pct"]))
    return round_.collected, result.rate_text if result else ""


def _remark(activity: Activity) -> str:
    parts = [f"待核{activity.unsettled}人"] if activity.unsettled else []
    if activity.low_reason:
        parts.append(f"到会不足：{activity.low_reason}")
    if activity.late_reason:
        parts.append(f"预告迟发：{activity.late_reason}")
    return "；".join(parts)
