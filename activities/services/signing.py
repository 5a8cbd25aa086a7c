"""The ladder of signing in (N17): each rung ends here, is marked for what it is, and counts the same (AT-14, BR-03).

The code on the big screen has a statement of its own (`attending.sign_in`), because hundreds use it in one minute.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from activities.choices import ActivityState, AttendanceStatus, SignInMethod
from activities.models import Activity, Attendance
from activities.reports.gathering import hours_of
from activities.rules.sign_in_window import is_late, window_of
from activities.services import sessions, together
from activities.services.attending import AS_MARKED, entry_of
from activities.services.group_lock import require_unlocked
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import require

# Typed in by the recorder afterwards: what a group has confirmed stands (G03). Who is there himself is not kept out.
WRITTEN_LATER = (SignInMethod.PAPER, SignInMethod.LOG)


@dataclass(frozen=True)
class Arrival:
    """Somebody who is on the register now, since when, and whether he was already."""

    member: Member
    row: Attendance
    again: bool

    @property
    def sentence(self) -> str:
        at = f"{self.row.marked_at.astimezone(clock.OFFICE):%H:%M}"
        if self.again:
            return f"{self.member.name}在 {at} 已经签到，不用再签。"
        late = "（迟到）" if self.row.status == AttendanceStatus.LATE else ""
        return f"{self.member.name}：已签到 {at}{late}。"


@transaction.atomic
def arrive(
    activity: Activity,
    member: Member,
    *,
    method: SignInMethod,
    by: User | None,
    at: datetime | None = None,
    proxy: Member | None = None,
    hour_unknown: bool = False,
) -> Arrival:
    """Somebody is there: on time or late by the hour, whatever he had asked before (E-47). Twice is once.

    `at` is the hour it happened where that was before now: the row then says when it was written down as well.
    A paper that does not say the hour is taken as in time, and only the hour of writing it down is kept (E-81).
    """
    activity = together.own_of(together.lock_parts(activity), activity)
    now = clock.now()
    moment = min(activity.starts_at if hour_unknown else at or now, now)
    require_open(activity, moment)
    if method in WRITTEN_LATER:
        require_unlocked(activity, member.pk)
    entry = entry_of(activity, member)
    sessions.note(activity, [member.pk], moment, method=method, by=by)
    row = activity.attendances.filter(member=member).first()
    if row is not None and row.is_present and row.left_at is None:
        return Arrival(member, row, again=True)
    late = is_late(activity.starts_at, moment)
    row, _ = Attendance.objects.update_or_create(
        activity=activity,
        member=member,
        defaults={
            **AS_MARKED,
            "status": AttendanceStatus.LATE if late else AttendanceStatus.PRESENT,
            "method": method,
            "standing": entry.standing,
            "group_name": entry.group_name,
            "marked_at": now if hour_unknown else moment,
            "marked_by": by,
            "entered_at": now if hour_unknown or at is not None else None,
            "proxy": proxy,
        },
    )
    together.spread(activity, [member.pk], moment)
    return Arrival(member, row, again=False)


def require_open(activity: Activity, moment: datetime) -> None:
    """DomainError says why nobody can be signed in to it for that moment, to whoever stands at the door."""
    window = window_of(*hours_of(activity))
    require(activity.state != ActivityState.CANCELLED, "这次活动已经取消，不用签到。", code="cancelled")
    require(activity.is_open, "活动已结束，签到册已固定；到了会的请在名单上核定。", code="closed")
    if moment < window.opens:
        raise DomainError(f"还没到签到的时间，{clock.due_text(window.opens)}起可以签到。", code="too_early")
    require(window.holds(moment), "签到的时间已过，请在名单上登记。", code="too_late")
