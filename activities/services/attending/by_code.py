"""Signing in by the code on the screen: one statement for hundreds in one minute (AT-02, performance.md 1c)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from activities.choices import (
    ActivityState,
    PartState,
    SignInMethod,
)
from activities.kinds import KINDS, Expects
from activities.models import Activity, JointPart
from activities.reports.expected import not_expected
from activities.reports.gathering import hours_of
from activities.rules.sign_in_window import GRACE, OPENS_BEFORE, window_of
from branches.choices import BranchDomain
from members.choices import COMMITTEE_POSTS
from members.reports.roster import belongings
from partywork.common import clock
from partywork.common.errors import DomainError

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
    -- By the relation, or in a temporary branch by the paper that brought him there (MEM-15).
    JOIN LATERAL (
        SELECT own.group_id FROM members_membershipspell own
        WHERE own.branch_id = a.branch_id AND own.member_id = %(member)s
          AND own.period @> (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date
        UNION ALL
        SELECT NULL FROM members_temporarystay stay
        JOIN branches_organization there ON there.id = stay.branch_id AND there.domain = %(temporary)s
        WHERE stay.branch_id = a.branch_id AND stay.member_id = %(member)s
          AND (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN stay.since AND stay.until
          AND (stay.ended_on IS NULL OR stay.ended_on > (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date)
        LIMIT 1
    ) s ON true
    JOIN members_member m ON m.id = %(member)s
    LEFT JOIN branches_partygroup g ON g.id = s.group_id
    WHERE (a.group_id IS NULL OR a.group_id = s.group_id)
      AND (a.kind <> ALL(%(of_committee)s) OR EXISTS (
          SELECT 1 FROM members_appointment p
          WHERE p.organization_id = a.branch_id AND p.holder_id = m.user_id AND p.post = ANY(%(seats)s)
            AND p.period @> (a.starts_at AT TIME ZONE 'Asia/Shanghai')::date))
      AND a.id IN ({TOGETHER}) AND a.state IN ('draft', 'announced')
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
        "temporary": BranchDomain.TEMPORARY,
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
    here = [each.branch_id for each in belongings(member_id) if each.holds_on(clock.today())]
    return JointPart.objects.filter(joint__in=code, branch__in=here).first()
