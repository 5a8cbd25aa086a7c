"""Marks from a conference log, after the recorder has looked at each (S11, E-46)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from activities.choices import AttendanceStatus, SignInMethod, Venue
from activities.models import Activity, Attendance
from activities.rules.online_presence import Stay, judge_stay
from activities.services import together
from activities.services.attending import AS_MARKED, LEFT_STATUSES, entry_of
from activities.services.group_lock import require_unlocked
from branches.reports.parameters import in_force
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, require


@dataclass(frozen=True)
class Entry:
    """One member with the hours the log has of him."""

    member: Member
    joined: datetime | None
    left: datetime | None
    minutes: int | None


@dataclass(frozen=True)
class Taken:
    new: list[Member]
    again: list[Member]
    refused: list[str]


def require_online(activity: Activity) -> None:
    """Present from elsewhere counts only where the activity was held so (E-46)."""
    require(
        activity.is_open, "活动已结束，签到册已固定；到了会的请在名单上核定。", code="closed", field="file"
    )
    online = activity.venue in (Venue.ONLINE, Venue.MIXED)
    sentence = "这次活动是线下开的，会议记录不能算到会。确有线上参加的，请先把活动形式改为“线下加线上”。"
    require(online, sentence, code="on_site", field="file")
    require(clock.now() >= activity.starts_at, "活动还没有开始。", code="too_early", field="file")


@transaction.atomic
def take_log(activity: Activity, entries: Iterable[Entry], *, by: User) -> Taken:
    """Each member once; a mark that stands already stays, because it is nearer to the person than a log."""
    parts = together.lock_parts(activity)
    activity = together.own_of(parts, activity)
    require_online(activity)
    share = int(in_force(activity.branch, activity.day)["at.early_leave_min_share"])
    taken = Taken([], [], [])
    seen: set[int] = set()
    for entry in entries:
        if entry.member.pk in seen:
            taken.refused.append(f"{entry.member.name}选了两次，只登记了第一行。")
            continue
        seen.add(entry.member.pk)
        _write_elsewhere(parts, activity, entry, share, by)
        try:
            (taken.new if _write(activity, entry, share, by) else taken.again).append(entry.member)
        except DomainError as refusal:
            taken.refused.append(refusal.message)
    journal(activity, "take_log", by=by, reason=f"会议记录登记{len(taken.new)}人")
    return taken


def _write_elsewhere(parts: list[Activity], activity: Activity, entry: Entry, share: int, by: User) -> None:
    """On the other parts of the gathering he is expected at, each by its own hours: what the log says only in
    minutes belongs to none of them in particular.
    """
    if entry.joined is None:
        return
    others = [part for part in parts if part.pk != activity.pk and part.is_open]
    for part in together.expected_parts(others, entry.member):
        here = part.starts_at < (entry.left or clock.now()) and entry.joined < part.ends_at
        if here and part.venue in (Venue.ONLINE, Venue.MIXED):
            _write(part, replace(entry, minutes=None), share, by)


def _write(activity: Activity, entry: Entry, share: int, by: User) -> bool:
    require_unlocked(activity, entry.member.pk)
    roster = entry_of(activity, entry.member)
    row = activity.attendances.filter(member=entry.member).first()
    if row is not None and (row.is_present or row.left_at is not None):
        return False
    now = clock.now()
    stay = Stay(entry.joined, entry.left, entry.minutes)
    status = judge_stay(stay, activity.starts_at, activity.ends_at, share)
    went = entry.left if status in LEFT_STATUSES else None
    Attendance.objects.update_or_create(
        activity=activity,
        member=entry.member,
        defaults={
            **AS_MARKED,
            "status": AttendanceStatus(status),
            "method": SignInMethod.LOG,
            "standing": roster.standing,
            "group_name": roster.group_name,
            "marked_at": min(entry.joined or now, now),
            "marked_by": by,
            "entered_at": now,
            "left_at": went,
            "minutes": entry.minutes,
        },
    )
    return True
