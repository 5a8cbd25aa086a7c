"""What a leave does, said before it is asked for (N33)."""

from dataclasses import dataclass

from activities.choices import AbsenceKind, LeaveState
from activities.models import Activity, LeaveRequest
from activities.reports.expected import expected_at
from activities.reports.following import next_day
from activities.reports.own_record import own_counts, own_year
from activities.rules.attendance import AttendanceVerdict, judge_attendance
from activities.rules.headcount import Headcount
from activities.rules.kind_limits import asks_make_up
from activities.rules.make_up import OF_REASON, terms_of
from branches.reports.parameters import InForce, in_force
from members.models import Member
from members.reports.roster import RosterEntry
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
    needs_rate: bool = True

    @property
    def own_sentence(self) -> str:
        return f"您今年到会{self.attended}次，共{self.expected}次。"

    @property
    def branch_sentence(self) -> str:
        """支部预计到会20人（83.3%），够80%（需20人）。"""
        if not self.needs_rate:
            return count_sentence(self.without)
        return branch_sentence(self.without, self.forecast, who="您")


@dataclass(frozen=True)
class DecisionEffect:
    """The same for whoever decides: the member's year, the branch, and the make-up that would follow (N33)."""

    attended: int
    expected: int
    branch: str
    make_up: str

    @property
    def sentence(self) -> str:
        """批准后，本人今年到会9次，共11次；支部预计到会20人（83.3%），够80%（需20人）。"""
        own = f"批准后，本人今年到会{self.attended}次，共{self.expected}次"
        return f"{own}；{self.branch}" if self.branch else f"{own}。"


def branch_sentence(without: AttendanceVerdict, forecast: int, *, who: str) -> str:
    coming, pct, need = without.headcount.present, without.pct, without.required
    if not without.applies:
        return f"支部预计到会{coming}人，全部豁免，不计到会率。"
    spare, start = coming - need, f"支部预计到会{coming}人（{without.rate_text}）"
    if spare < 0:
        why = f"{who}不来会少于" if forecast >= need else "本来就不到"
        return f"{start}，{why}{pct}%（需{need}人，差{-spare}人）。"
    return f"{start}，{'正好够' if spare == 0 else '够'}{pct}%（需{need}人）。"


def count_sentence(without: AttendanceVerdict) -> str:
    """预计到会3人，应到4人。 Where no share is asked for."""
    heads = without.headcount
    return f"预计到会{heads.present}人，应到{heads.expected}人。"


def decision_effects(activity: Activity, leaves: list[LeaveRequest]) -> dict[int, DecisionEffect]:
    """What granting each of the leaves that wait would do, by its key; a fixed number of queries."""
    waiting = [leave for leave in leaves if leave.state == LeaveState.ASKED]
    if not waiting:
        return {}
    limits = in_force(activity.branch, activity.day)
    roster = expected_at(activity)
    away = {leave.member_id for leave in leaves if leave.state == LeaveState.APPROVED}
    coming = [e.member_id for e in roster if not e.exemption and e.member_id not in away]
    years = own_counts([leave.member_id for leave in waiting], activity)
    following = next_day(activity)
    owed = asks_make_up(activity.sort, limits)
    found = {}
    for leave in waiting:
        without = [member for member in coming if member != leave.member_id]
        verdict = _verdict(roster, len(without), limits)
        attended, expected = years.get(leave.member_id, (0, 0))
        terms = terms_of(OF_REASON[leave.reason], limits)
        due = clock.due_text(terms.deadline(activity.last_day, following).due)
        found[leave.pk] = DecisionEffect(
            attended,
            expected + 1,
            _branch(activity, verdict, len(coming), leave.member.name) if activity.is_open else "",
            f"{terms.kind.label}的补课：{terms.forms_text}，{due}前。" if owed else "",
        )
    return found


def _branch(activity: Activity, verdict: AttendanceVerdict, forecast: int, who: str) -> str:
    if not activity.sort.needs_rate:
        return count_sentence(verdict)
    return branch_sentence(verdict, forecast, who=who)


def leave_effect(activity: Activity, member: Member) -> LeaveEffect:
    limits = in_force(activity.branch, activity.day)
    roster = expected_at(activity)
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
        make_ups=make_ups_ahead(activity, limits) if asks_make_up(activity.sort, limits) else (),
        needs_rate=activity.sort.needs_rate,
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
