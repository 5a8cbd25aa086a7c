"""The register as it is shown: who is expected, what is known of each, and the 80 % judged from it (AT-02)."""

from dataclasses import dataclass

from activities.choices import PRESENT_STATUSES, AttendanceStatus, LeaveState
from activities.models import LeaveRequest, MakeUp
from activities.rules.attendance import AttendanceVerdict

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
    has_phone: bool = False
    attendance_id: int | None = None
    has_left: bool = False
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
