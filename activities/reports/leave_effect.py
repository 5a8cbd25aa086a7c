"""What a leave does, said before it is asked for (N33)."""

from dataclasses import dataclass

from activities.choices import LeaveState
from activities.models import Activity
from activities.reports.own_record import own_year
from activities.rules.attendance import AttendanceVerdict, judge_attendance
from activities.rules.headcount import Headcount
from branches.reports.parameters import InForce, in_force
from branches.rules.deadlines import makeup_deadline
from members.models import Member
from members.reports.roster import RosterEntry, roster_on
from partywork.common import clock


@dataclass(frozen=True)
class LeaveEffect:
    """`attended` of `expected` this year, this activity as a leave counted in; the branch without the member."""

    attended: int
    expected: int
    exempt: bool
    without: AttendanceVerdict
    forecast: int
    make_up_by: str

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

    @property
    def make_up_sentence(self) -> str:
        return f"补课：看学习材料、看录像或与委员谈，{self.make_up_by}前，不用写文章。"


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
        make_up_by=_make_up_by(activity, limits),
    )


def _verdict(roster: list[RosterEntry], present: int, limits: InForce) -> AttendanceVerdict:
    exempt = sum(bool(entry.exemption) for entry in roster)
    return judge_attendance(
        Headcount(total=len(roster), present=present, exempt=exempt),
        int(limits["pd.min_attendance_pct"]),
        str(limits["pd.denominator"]),
        str(limits["pd.small_branch_mode"]),
    )


def _make_up_by(activity: Activity, limits: InForce) -> str:
    following = (
        Activity.objects.standing()
        .filter(branch=activity.branch, kind=activity.kind, starts_at__gt=activity.ends_at)
        .order_by("starts_at")
        .first()
    )
    days = int(limits["at.makeup_days"])
    deadline = makeup_deadline(activity.last_day, days, following.day if following else None)
    return clock.due_text(deadline.due)
