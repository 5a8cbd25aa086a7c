"""What a leave does, said before it is asked for (N33)."""

from dataclasses import dataclass

from activities.choices import AbsenceKind, LeaveState
from activities.models import Activity
from activities.reports.following import next_day
from activities.reports.own_record import own_year
from activities.rules.attendance import AttendanceVerdict, judge_attendance
from activities.rules.headcount import Headcount
from activities.rules.make_up import terms_of
from branches.reports.parameters import InForce, in_force
from members.models import Member
from members.reports.roster import RosterEntry, roster_on
from partywork.common import clock

LEAVE_KINDS = (AbsenceKind.OFFICIAL, AbsenceKind.PERSONAL, AbsenceKind.ILLNESS)


@dataclass(frozen=True)
class MakeUpAhead:
    """The make-up that would follow a leave for one of these reasons."""

    kinds: str
    text: str

    @property
    def sentence(self) -> str:
        """公务、事假：看学习材料、看录像或与委员谈，7月18日（周六） 24:00前"""
        return f"{self.kinds}：{self.text}"


@dataclass(frozen=True)
class LeaveEffect:
    """`attended` of `expected` this year, this activity as a leave counted in; the branch without the member."""

    attended: int
    expected: int
    exempt: bool
    without: AttendanceVerdict
    forecast: int
    make_ups: tuple["MakeUpAhead", ...]

    @property
    def own_sentence(self) -> str:
        return f"您今年到会{self.attended}次，共{self.expected}次。"

    @property
    def branch_sentence(self) -> str:
        """支部预计到会20人，正好够80%（需20人）。"""
        coming, pct, need = self.without.headcount.present, self.without.pct, self.without.required
        if not self.without.applies:
            return f"支部预计到会{coming}人，全部豁免，不计到会率。"
        spare = coming - need
        if spare < 0:
            why = "您不来会少于" if self.forecast >= need else "本来就不到"
            return f"支部预计到会{coming}人，{why}{pct}%（需{need}人，差{-spare}人）。"
        enough = "正好够" if spare == 0 else "够"
        return f"支部预计到会{coming}人，{enough}{pct}%（需{need}人）。"


def leave_effect(activity: Activity, member: Member) -> LeaveEffect:
    limits = in_force(activity.branch, activity.day)
    roster = roster_on(activity.branch, activity.day)
    away = set(activity.leaves.filter(state=LeaveState.APPROVED).values_list("member_id", flat=True))
    coming = [entry for entry in roster if not entry.exemption and entry.member_id not in away]
    without = [entry for entry in coming if entry.member_id != member.pk]
    year = own_year(member, activity.for_year)
    counted = any(line.attendance.activity_id == activity.pk for line in year.lines)
    return LeaveEffect(
        attended=year.attended,
        expected=year.expected + (0 if counted else 1),
        exempt=any(entry.exemption for entry in roster if entry.member_id == member.pk),
        without=_verdict(roster, len(without), limits),
        forecast=len(coming),
        make_ups=make_ups_ahead(activity, limits),
    )


def _verdict(roster: list[RosterEntry], present: int, limits: InForce) -> AttendanceVerdict:
    exempt = sum(bool(entry.exemption) for entry in roster)
    return judge_attendance(
        Headcount(total=len(roster), present=present, exempt=exempt),
        int(limits["pd.min_attendance_pct"]),
        str(limits["pd.denominator"]),
        str(limits["pd.small_branch_mode"]),
    )


def make_ups_ahead(activity: Activity, limits: InForce) -> tuple[MakeUpAhead, ...]:
    """The make-up each reason would bring, reasons with the same one in one line (N02)."""
    following = next_day(activity)
    found: dict[str, list[str]] = {}
    for kind in LEAVE_KINDS:
        terms = terms_of(kind, limits)
        due = clock.due_text(terms.deadline(activity.last_day, following).due)
        found.setdefault(f"{terms.forms_text}，{due}前", []).append(str(kind.label))
    return tuple(MakeUpAhead("、".join(kinds), text) for text, kinds in found.items())
