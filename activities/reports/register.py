"""Everybody who is expected at one activity, with why, and what is known of each (N01, N14, AT-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from activities.choices import (
    LEAVE_STATUS,
    PRESENT_STATUSES,
    AttendanceStatus,
    LeaveReason,
    LeaveState,
    SignInMethod,
)
from activities.models import Activity, Attendance, LeaveRequest, MakeUp
from activities.reports.sheet import verdict_of
from activities.reports.steps import limits_of
from activities.rules.attendance import AttendanceVerdict, Mark, count_heads, judge_attendance
from members.choices import Standing
from members.reports.roster import RosterEntry, roster_on
from partywork.common import clock

PRESENT, AWAY, OPEN = "present", "away", "open"
TABS = {"": "全部", PRESENT: "到会", AWAY: "请假、缺席", OPEN: "待定"}


@dataclass(frozen=True)
class Line:
    """One person of the day. `status` is what closing now would give; 待核 where nothing at all is known."""

    member_id: int
    name: str
    standing: str
    group_name: str
    status: AttendanceStatus
    basis: str
    proof: str
    is_exempt: bool
    has_account: bool = True
    has_answered: bool = False
    phone: str = ""
    attendance_id: int | None = None
    leave: LeaveRequest | None = None
    make_up: MakeUp | None = None

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT_STATUSES

    @property
    def waits_for_leave(self) -> bool:
        return self.leave is not None and self.leave.state == LeaveState.ASKED and not self.is_present

    @property
    def tab(self) -> str:
        if self.is_present:
            return PRESENT
        return OPEN if self.status == AttendanceStatus.UNSETTLED or self.waits_for_leave else AWAY

    @property
    def label(self) -> str:
        if self.waits_for_leave and self.leave is not None:
            return "补假待批" if self.leave.after_start else "请假待批"
        return str(self.status.label)


@dataclass(frozen=True)
class Register:
    """The list of one activity and the 80 % judged from it; before closing as it would stand now."""

    lines: tuple[Line, ...]
    verdict: AttendanceVerdict
    closed: bool

    def shown(self, tab: str) -> list[Line]:
        """What is open first, then who is away, then who came; each in the order of names."""
        order = {OPEN: 0, AWAY: 1, PRESENT: 2}
        kept = [line for line in self.lines if not tab or line.tab == tab]
        return sorted(kept, key=lambda line: order[line.tab])

    def tabs(self) -> list[tuple[str, str, int]]:
        return [
            (tab, label, len([line for line in self.lines if tab in ("", line.tab)]))
            for tab, label in TABS.items()
        ]

    @property
    def expected(self) -> list[Line]:
        return [line for line in self.lines if not line.is_exempt or line.is_present]

    @property
    def exempt(self) -> list[Line]:
        return [line for line in self.lines if line.is_exempt and not line.is_present]

    @property
    def unanswered(self) -> list[Line]:
        return [
            line for line in self.lines if not line.has_answered and line.leave is None and not line.is_exempt
        ]

    @property
    def coming(self) -> int:
        return sum(1 for line in self.lines if line.has_answered)

    @property
    def without_account(self) -> list[Line]:
        """Who cannot be reached by this software: told face to face or by telephone (N11)."""
        return [line for line in self.lines if not line.has_account and not line.is_exempt]

    @property
    def reachable(self) -> int:
        """How many have an inbox; the notice goes to the exempt as well."""
        return sum(1 for line in self.lines if line.has_account)

    @property
    def owing(self) -> int:
        """Absentees who have not made up yet; exempt ones need not."""
        return max(self.verdict.headcount.absent - self.verdict.headcount.made_up, 0)

    @property
    def missing(self) -> int:
        heads = self.verdict.headcount
        return len(self.lines) - heads.present - heads.made_up - heads.unsettled


def register_of(activity: Activity, limits: dict[str, Any] | None = None) -> Register:
    """The register of the activity: frozen once it is closed, else from the roster of its day. A fixed number
    of queries; `limits` are those of `limits_of`, where the caller has them already.
    """
    limits = limits or limits_of(activity)
    leaves = {leave.member_id: leave for leave in activity.leaves.exclude(state=LeaveState.WITHDRAWN)}
    rows = list(
        activity.attendances.select_related("member", "make_up", "marked_by").order_by(
            "member__name_key", "member_id"
        )
    )
    if not activity.is_open:
        counted = [row for row in rows if row.status != AttendanceStatus.NOT_YET]
        frozen = tuple(_frozen(row, leaves.get(row.member_id)) for row in counted)
        return Register(frozen, _judged(activity, counted, frozen, limits), closed=True)
    marks = {row.member_id: row for row in rows}
    answered = set(activity.answers.values_list("member_id", flat=True))
    lines = tuple(
        _expected(entry, marks.get(entry.member_id), leaves.get(entry.member_id), entry.member_id in answered)
        for entry in roster_on(activity.branch, activity.day)
    )
    return Register(lines, _verdict(lines, limits), closed=False)


def _judged(
    activity: Activity, rows: list[Attendance], lines: tuple[Line, ...], limits: dict[str, Any]
) -> AttendanceVerdict:
    """A cancelled activity has no frozen limits: it is judged by those of its day."""
    return verdict_of(activity, rows) if activity.judged_by else _verdict(lines, limits)


def _verdict(lines: Iterable[Line], limits: dict[str, Any]) -> AttendanceVerdict:
    heads = count_heads(
        Mark(status=line.status, exempt=line.is_exempt, is_full=line.standing == Standing.FULL.label)
        for line in lines
    )
    return judge_attendance(
        heads,
        pct=int(limits["pd.min_attendance_pct"]),
        denominator=limits["pd.denominator"],
        small_branch_mode=limits["pd.small_branch_mode"],
    )


def _frozen(row: Attendance, leave: LeaveRequest | None) -> Line:
    return Line(
        member_id=row.member_id,
        name=row.member.name,
        standing=str(Standing(row.standing).label),
        group_name=row.group_name,
        status=AttendanceStatus(row.status),
        basis=row.basis,
        proof=_proof(row, leave),
        is_exempt=row.exempt,
        has_account=row.member.user_id is not None,
        attendance_id=row.pk,
        leave=leave,
        make_up=getattr(row, "make_up", None),
    )


def _expected(entry: RosterEntry, row: Attendance | None, leave: LeaveRequest | None, answered: bool) -> Line:
    since = f"{entry.since:%Y-%m-%d}起在本支部"
    exemption = f"；{entry.exemption}，豁免至{entry.exempt_until:%Y-%m-%d}" if entry.exemption else ""
    return Line(
        member_id=entry.member_id,
        name=entry.name,
        standing=str(entry.standing.label),
        group_name=entry.group_name,
        status=_status(entry, row, leave),
        basis=since + exemption,
        proof=_proof(row, leave),
        is_exempt=bool(entry.exemption),
        has_account=entry.user_id is not None,
        has_answered=answered,
        phone=entry.phone,
        leave=leave,
    )


def _status(entry: RosterEntry, row: Attendance | None, leave: LeaveRequest | None) -> AttendanceStatus:
    if row is not None:
        return AttendanceStatus(row.status)
    if leave is not None and leave.state == LeaveState.APPROVED:
        return LEAVE_STATUS[LeaveReason(leave.reason)]
    return AttendanceStatus.EXEMPT if entry.exemption else AttendanceStatus.UNSETTLED


def _proof(row: Attendance | None, leave: LeaveRequest | None) -> str:
    """How the mark came about, in the words of the register (AT-14)."""
    if row is not None and row.is_present:
        late = f"{row.get_status_display()}，" if row.status != AttendanceStatus.PRESENT else ""
        how = f"{row.get_method_display()} {row.marked_at.astimezone(clock.OFFICE):%H:%M}"
        by = f"（{row.marked_by}）" if row.method == SignInMethod.LIST and row.marked_by else ""
        return f"{late}{how}{by}"
    if leave is not None and leave.state == LeaveState.ASKED:
        return f"{leave.get_reason_display()}，{_moment(leave)}提交"
    if leave is not None and leave.state == LeaveState.APPROVED and leave.decided_at is not None:
        return f"{leave.decided_at.astimezone(clock.OFFICE):%-m月%-d日}批准"
    if row is not None and row.remark:
        return row.remark
    return ""


def _moment(leave: LeaveRequest) -> str:
    return f"{leave.asked_at.astimezone(clock.OFFICE):%-m月%-d日 %H:%M}"
