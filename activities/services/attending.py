"""Signing in, taking the register, closing: the denominator of the day is frozen here (AT-*, PD-12, N01)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from activities.choices import (
    LEAVE_STATUS,
    PRESENT_STATUSES,
    ActivityState,
    AttendanceStatus,
    LeaveReason,
    LeaveState,
    MakeUpState,
    PartState,
    SignInMethod,
)
from activities.choices_votes import BallotState
from activities.kinds import KINDS, Expects
from activities.models import Activity, Attendance, JointPart, LeaveRequest
from activities.reports.expected import expected_at, not_expected
from activities.reports.gathering import hours_of
from activities.reports.steps import limits_of
from activities.rules.early_leave import status_after
from activities.rules.headcount import Mark, count_heads
from activities.rules.kind_limits import asks_make_up
from activities.rules.sessions import HalfDay
from activities.rules.sign_in_window import GRACE, OPENS_BEFORE, is_late, window_of
from activities.services import sessions, together
from activities.services.group_lock import locked_members, require_unlocked
from activities.services.making_up import open_make_ups
from activities.services.rating import follow_register, prepare_round
from activities.services.recording import open_record
from activities.services.study_hours import keep_hours
from activities.states import ACTIVITY
from branches.reports.parameters import in_force
from members.choices import COMMITTEE_POSTS
from members.models import Member, MembershipSpell, User
from members.reports.roster import RosterEntry
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, journal, lock, require, save

# The activity of the code, those of the branches it is held together with (N25), and the other parts of the same
# gathering (N06): one code for all.
TOGETHER = """
SELECT %(activity)s AS id
UNION SELECT other.activity_id
FROM activities_jointpart own
JOIN activities_jointevent j ON j.id = own.joint_id AND j.state = 'open'
JOIN activities_jointpart other ON other.joint_id = own.joint_id AND other.state = 'adopted'
WHERE own.activity_id = %(activity)s AND own.state = 'adopted'
UNION SELECT other.id
FROM activities_activity own
JOIN activities_activity other ON other.gathering_id = own.gathering_id
WHERE own.id = %(activity)s
"""
# One statement from the roster of the day: no ORM object, no second read; twice is once (performance.md 1c).
SIGN_IN = f"""
WITH person AS (
    SELECT a.id AS activity_id, m.id AS member_id, m.full_on, g.name AS group_name,
           (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date AS day, a.starts_at, a.ends_at
    FROM activities_activity a
    JOIN members_membershipspell s ON s.branch_id = a.branch_id
         AND s.period @> (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date
    JOIN members_member m ON m.id = s.member_id
    LEFT JOIN branches_partygroup g ON g.id = s.group_id
    WHERE (a.group_id IS NULL OR a.group_id = s.group_id)
      AND (a.kind <> ALL(%(of_committee)s) OR EXISTS (
          SELECT 1 FROM members_appointment p
          WHERE p.organization_id = a.branch_id AND p.holder_id = m.user_id AND p.post = ANY(%(seats)s)
            AND p.period @> (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date))
      AND a.id IN ({TOGETHER}) AND m.id = %(member)s AND a.state IN ('draft', 'announced')
      -- The doors of a gathering open before its first part; a part that is over is not signed in to any more.
      AND coalesce((SELECT min(p.starts_at) FROM activities_activity p
                    WHERE p.gathering_id = a.gathering_id AND p.state <> 'cancelled'), a.starts_at) <= %(starts_by)s
      AND a.ends_at >= %(ends_from)s AND (a.gathering_id IS NULL OR a.ends_at > %(now)s)
    ORDER BY a.id
    FOR SHARE OF a
), session AS (
    INSERT INTO activities_sessionmark (activity_id, member_id, "on", half, method, marked_at)
    SELECT activity_id, member_id, (%(now)s AT TIME ZONE 'Asia/Shanghai')::date,
           CASE WHEN extract(hour FROM %(now)s AT TIME ZONE 'Asia/Shanghai') < 12 THEN 'am' ELSE 'pm' END,
           'code', %(now)s
    FROM person
    -- An event of several days: every half day is kept besides (rules/sessions.py, spans_days).
    WHERE ends_at - starts_at > interval '12 hours'
      AND ((ends_at - interval '1 microsecond') AT TIME ZONE 'Asia/Shanghai')::date > day
    ON CONFLICT (activity_id, member_id, "on", half) DO NOTHING
    RETURNING activity_id
), mark AS (
INSERT INTO activities_attendance
    (activity_id, member_id, status, method, standing, exempt, basis, group_name, remark, marked_at)
SELECT activity_id, member_id,
       CASE WHEN starts_at < %(late_from)s THEN 'late' ELSE 'present' END, 'code',
       CASE WHEN full_on <= day THEN 'full' ELSE 'probationary' END, false, '', coalesce(group_name, ''), '', %(now)s
FROM person
ON CONFLICT (activity_id, member_id) DO UPDATE
    SET status = excluded.status, method = excluded.method, marked_at = excluded.marked_at,
        entered_at = NULL, proxy_id = NULL, left_at = NULL, minutes = NULL
    -- Whoever had left and is back before the screen stays, and counts as such.
    WHERE activities_attendance.status NOT IN ('present', 'online', 'late')
      AND (activities_attendance.status <> 'left_early' OR activities_attendance.left_at IS NOT NULL)
RETURNING activity_id
)
SELECT activity_id FROM mark UNION SELECT activity_id FROM session
"""  # noqa: S608  # put together from constants
STANDING_MARK = f"""
SELECT marked_at, method, activity_id FROM activities_attendance
WHERE activity_id IN ({TOGETHER}) AND member_id = %(member)s AND status IN ('present', 'online', 'late', 'left_early')
"""  # noqa: S608  # put together from constants

OF_COMMITTEE = [key for key, kind in KINDS.items() if kind.expects is Expects.COMMITTEE]
LEFT_STATUSES = (AttendanceStatus.LEFT_EARLY, AttendanceStatus.LEFT_SHORT)
FROZEN = ["exempt", "basis", "standing", "group_name", "status", "remark", "hours"]
# What an earlier mark knew besides, and a new one does not.
AS_MARKED: dict[str, None] = {"entered_at": None, "proxy": None, "left_at": None, "minutes": None}


@dataclass(frozen=True)
class SignedIn:
    """When the mark was made, whether it stood already, and on whose list: on a joint event the own branch's."""

    at: datetime
    again: bool
    method: str = SignInMethod.CODE
    activity_id: int = 0


def sign_in(activity_id: int, member_id: int) -> SignedIn:
    """The person signs in by the code on the screen; doing it twice is fine (E-47: being there overrides leave).

    DomainError says why not: not on this branch's roster, too early, or the activity is over.
    """
    now = clock.now()
    facts: dict[str, Any] = {
        "activity": activity_id,
        "member": member_id,
        "now": now,
        "late_from": now - GRACE,
        "starts_by": now + OPENS_BEFORE,
        "ends_from": clock.start_of(now.date()),
        "of_committee": OF_COMMITTEE,
        "seats": list(COMMITTEE_POSTS),
    }
    with connection.cursor() as cursor:
        cursor.execute(SIGN_IN, facts)
        made = cursor.fetchone()
        if made:
            return SignedIn(now, again=False, activity_id=made[0])
        cursor.execute(STANDING_MARK, facts)
        found = cursor.fetchone()
    if found:
        return SignedIn(found[0], again=True, method=found[1], activity_id=found[2])
    raise why_not(activity_id, now, member_id)


def why_not(activity_id: int, now: datetime, member_id: int | None = None) -> DomainError:
    """Why somebody without a mark cannot sign in to it now; on a joint event by his own branch's activity."""
    own = _own_part(activity_id, member_id) if member_id is not None else None
    activity_id = own.activity_id if own is not None and own.activity_id else activity_id
    row = Activity.objects.filter(pk=activity_id).select_related("group").first()
    if row is None:
        return DomainError("没有找到这次活动。", code="not_found")
    state, window = row.state, window_of(*hours_of(row))
    if state == ActivityState.HELD:
        return DomainError(
            "活动已结束，不能再扫码签到。您若到了会，请告诉记录人在名单上补登。", code="closed"
        )
    if state == ActivityState.CANCELLED:
        return DomainError("这次活动已经取消，不用签到。", code="cancelled")
    if now < window.opens:
        return DomainError(f"还没到签到的时间，{clock.due_text(window.opens)}起可以签到。", code="too_early")
    if now >= window.ends:
        return DomainError("签到的时间已过。您若到了会，请告诉记录人在名单上登记。", code="too_late")
    if own is not None and not own.is_adopted:
        sentence = (
            "您的支部还没有确认参加这次联合活动，请告诉支部书记；没有确认的，请以来宾身份向记录人登记。"
        )
        return DomainError(sentence, code="not_adopted")
    return DomainError(not_expected(row), code="not_on_roster")


def _own_part(activity_id: int, member_id: int) -> JointPart | None:
    """What the member's own branch made of the joint event that the code belongs to."""
    code = JointPart.objects.filter(activity=activity_id, state=PartState.ADOPTED).values("joint")
    spells = MembershipSpell.objects.filter(member=member_id, period__contains=clock.today())
    return JointPart.objects.filter(joint__in=code, branch__in=spells.values("branch")).first()


@transaction.atomic
def mark(
    activity: Activity,
    member: Member,
    *,
    status: str,
    by: User,
    remark: str = "",
    method: SignInMethod = SignInMethod.LIST,
    half: HalfDay | None = None,
) -> Attendance | None:
    """Take the register: set or, with status "", remove a mark while the activity is open. Twice is once.

    `half` is the half day it is about, on an event of several days; this one, where nothing is said.
    """
    activity = together.own_of(together.lock_parts(activity), activity)
    require(activity.is_open, "活动已结束，签到册已固定；待核人员请用“核定”。", code="closed")
    if method in (SignInMethod.LIST, SignInMethod.ROLL_CALL):
        require_unlocked(activity, member.pk)
    if not status:
        _unmark(activity, member)
        return None
    require(status in AttendanceStatus.values, "没有这种到会状态。", field="status")
    entry = entry_of(activity, member)
    attendance, _ = Attendance.objects.update_or_create(
        activity=activity,
        member=member,
        defaults={
            "status": status,
            "method": method,
            "standing": entry.standing,
            "group_name": entry.group_name,
            "remark": remark,
            "marked_at": clock.now(),
            "marked_by": by,
            **AS_MARKED,
        },
    )
    if status in PRESENT_STATUSES:
        sessions.note(activity, [member.pk], clock.now(), method=method, by=by, half=half)
    together.spread(activity, [member.pk], clock.now())
    return attendance


def _unmark(activity: Activity, member: Member) -> None:
    standing = activity.attendances.filter(member=member).first()
    if standing is not None:
        together.withdraw(activity, standing)
        standing.delete()
    activity.session_marks.filter(member=member).delete()


@transaction.atomic
def mark_all_present(activity: Activity, *, by: User, only: Collection[int] | None = None) -> int:
    """Tick everybody who has no mark, no approved leave and no exemption; the exceptions are then unticked.

    `only` are the members of one group; groups whose register is confirmed are left as they are (G03).
    """
    activity = together.own_of(together.lock_parts(activity), activity)
    require(activity.is_open, "活动已结束，签到册已固定。", code="closed")
    away = set(activity.leaves.filter(state=LeaveState.APPROVED).values_list("member_id", flat=True))
    marked = set(activity.attendances.values_list("member_id", flat=True)) | locked_members(activity)
    now = clock.now()
    rows = [
        _row(activity, entry, AttendanceStatus.PRESENT, SignInMethod.LIST, now, by)
        for entry in expected_at(activity)
        if entry.member_id not in away | marked
        and not entry.exemption
        and (only is None or entry.member_id in only)
    ]
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    together.spread(activity, {row.member_id for row in rows}, now)
    if activity.spans_days:
        here = activity.attendances.filter(status__in=PRESENT_STATUSES).values_list("member_id", flat=True)
        sessions.note(activity, list(here), now, method=SignInMethod.LIST, by=by)
    return len(rows)


@transaction.atomic
def close(activity: Activity, *, by: User, low_reason: str = "") -> Activity:
    """End it: everybody on the roster gets a row, counters and parameters are frozen, make-ups and rating open.

    Who has no mark is 待核, not absent (N14). Under 80 % it is held all the same, with a reason (PD-12).
    A second click changes nothing. The parts of a gathering end together, once the last of them has begun (N06).
    """
    parts = together.lock_parts(activity)
    activity = together.own_of(parts, activity)
    if activity.state == ActivityState.HELD:
        return activity
    require(activity.is_open, f"活动{activity.get_state_display()}，不能结束。", code="wrong_state")
    now = clock.now()
    require(now >= activity.starts_at, "活动还没有开始，不能结束。", code="too_early")
    for part in parts:
        require(
            now >= part.starts_at,
            f"同一次集中后面还有{part.sort.label}（{clock.due_text(part.starts_at)}），开完再一起结束；"
            f"不开了的，请先把它移出或者取消。",
            code="part_ahead",
        )
    for part in parts:
        if part.is_open:
            _close(part, now, by=by, low_reason=low_reason if part.sort.needs_rate else "")
    return activity


def _close(activity: Activity, now: datetime, *, by: User, low_reason: str) -> None:
    voting = activity.ballots.filter(state=BallotState.OPEN).count()
    require(not voting, f"还有{voting}项表决没有结束，请先由主持人和监票人结束表决。", code="still_voting")
    _freeze_register(activity, now, by)
    activity.low_reason = low_reason.strip()
    activity.closed_at, activity.closed_by = now, by
    activity.judged_by = in_force(activity.branch, activity.day).frozen()
    _judge_early_leave(activity)
    count(activity)
    advance(
        activity,
        ACTIVITY,
        "close",
        by=by,
        reason=low_reason,
        fields=(
            "closed_at",
            "closed_by",
            "low_reason",
            "judged_by",
            "total",
            "expected",
            "present",
            "unsettled",
        ),
    )
    if asks_make_up(activity.sort, limits_of(activity)):
        open_make_ups(activity)
    if activity.sort.is_rated:
        prepare_round(activity)
    open_record(activity)
    keep_hours(activity)


@transaction.atomic
def settle(attendance: Attendance, *, status: str, by: User, remark: str = "") -> Attendance:
    """After closing: say what a 待核 person's mark is, or put a wrong one right, with a trace (M15, AT-01)."""
    activity = lock(attendance.activity)
    require(
        activity.state == ActivityState.HELD, "活动还没有结束，请直接在签到册上登记。", code="wrong_state"
    )
    record = lock(activity.record)
    require(record.is_editable, f"{record.why_closed}，签到册不能再改。", code="filed")
    attendance = lock(attendance)
    require(status in AttendanceStatus.values, "没有这种到会状态。", field="status")
    # Else an absence could be hidden behind a mark that nobody can judge (N14).
    require(status != AttendanceStatus.UNSETTLED, "请登记到会、请假或缺席，不能改回待核。", field="status")
    before = attendance.status
    corrects = before != AttendanceStatus.UNSETTLED
    require(not corrects or remark.strip(), "更正已有的登记要写明原因。", field="remark")
    attendance.status, attendance.remark = status, remark
    attendance.method, attendance.marked_by = SignInMethod.LIST, by
    attendance.proxy = attendance.left_at = attendance.minutes = None
    save(attendance, "status", "remark", "method", "marked_by", "proxy", "left_at", "minutes")
    journal(attendance, "settle", by=by, reason=remark, before=before, after=status)
    recount(activity)
    return attendance


@transaction.atomic
def explain_low(activity: Activity, *, by: User, reason: str) -> Activity:
    """Why too few came, told after closing; the sheet prints it (PD-12, N24)."""
    activity = lock(activity)
    require(activity.state == ActivityState.HELD, "活动还没有结束，结束时再写。", code="wrong_state")
    record = lock(activity.record)
    require(record.is_editable, f"{record.why_closed}，不能再改。", code="filed")
    require(reason.strip(), "请写明到会不足的原因。", field="low_reason")
    activity.low_reason = reason.strip()
    save(activity, "low_reason")
    journal(activity, "explain_low", by=by, reason=reason)
    return activity


def recount(activity: Activity) -> None:
    """After a mark of a closed activity changed: make-ups, who may rate, and the counters follow the rows."""
    if asks_make_up(activity.sort, limits_of(activity)):
        open_make_ups(activity)
    follow_register(activity)
    count(activity)
    activity.made_up = activity.attendances.filter(make_up__state=MakeUpState.CONFIRMED).count()
    save(activity, "total", "expected", "present", "unsettled", "made_up")


def count(activity: Activity) -> None:
    """Set the counters from the frozen rows, by the same rule that the sheet prints (E-11)."""
    rows = activity.attendances.values_list("status", "exempt")
    heads = count_heads(Mark(status=status, exempt=exempt) for status, exempt in rows)
    activity.total, activity.expected = heads.total, heads.expected
    activity.present, activity.unsettled = heads.present, heads.unsettled


def _freeze_register(activity: Activity, now: datetime, by: User) -> None:
    marks = {mark.member_id: mark for mark in activity.attendances.all()}
    leaves = {leave.member_id: leave for leave in activity.leaves.filter(state=LeaveState.APPROVED)}
    new, known = [], []
    for entry in expected_at(activity):
        basis = _basis(entry)
        found = marks.pop(entry.member_id, None)
        if found is None:
            status = _status_without_mark(entry, leaves.get(entry.member_id))
            row = _row(activity, entry, status, SignInMethod.CLOSE, now, by)
            new.append(row)
        else:
            row = found
            known.append(row)
        row.exempt, row.basis = bool(entry.exemption), basis
        row.standing, row.group_name = entry.standing, entry.group_name
    for stray in marks.values():  # marked, but by now no longer on the roster of that day
        stray.status, stray.basis = AttendanceStatus.NOT_YET, "当日不在本支部名册"
        known.append(stray)
    sessions.judge_sessions(activity, known, leaves)
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(known, FROZEN)


def _judge_early_leave(activity: Activity) -> None:
    """Once more, by the hours as they are now: the end may have been moved after somebody left (AT-02)."""
    pct = int(activity.judged_by["at.early_leave_min_share"])
    left = activity.attendances.filter(minutes__isnull=False, status__in=LEFT_STATUSES)
    for row in left:
        status = status_after(row.minutes or 0, activity.minutes, pct)
        if row.left_at is not None and row.left_at >= activity.ends_at:
            status = (
                AttendanceStatus.LATE
                if is_late(activity.starts_at, row.marked_at)
                else AttendanceStatus.PRESENT
            )
        row.status = status
        save(row, "status")


def _status_without_mark(entry: RosterEntry, leave: LeaveRequest | None) -> AttendanceStatus:
    if leave is not None:
        return LEAVE_STATUS[LeaveReason(leave.reason)]
    return AttendanceStatus.EXEMPT if entry.exemption else AttendanceStatus.UNSETTLED


def _basis(entry: RosterEntry) -> str:
    since = f"{entry.since:%Y-%m-%d}起在本支部"
    if entry.exemption:
        return f"{since}；{entry.exemption}，豁免至{entry.exempt_until:%Y-%m-%d}"
    return since


def _row(
    activity: Activity,
    entry: RosterEntry,
    status: AttendanceStatus,
    method: SignInMethod,
    now: datetime,
    by: User,
) -> Attendance:
    return Attendance(
        activity=activity,
        member_id=entry.member_id,
        status=status,
        method=method,
        standing=entry.standing,
        exempt=bool(entry.exemption),
        group_name=entry.group_name,
        marked_at=now,
        marked_by=by,
    )


def entry_of(activity: Activity, member: Member) -> RosterEntry:
    """The member as the roster of that day has him; DomainError when it does not."""
    for entry in expected_at(activity):
        if entry.member_id == member.pk:
            return entry
    whose = activity.sort.expects is Expects.MEMBERS
    refusal = f"{member.name}当日不在本支部名册上，请登记为来宾。" if whose else not_expected(activity)
    raise DomainError(refusal, code="not_on_roster")
