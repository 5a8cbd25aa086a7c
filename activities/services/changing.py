"""Changing an activity and calling it off: once announced, both are reported and told (PD-04, E-16, E-19, E-30)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityKind, ActivityState, FilingKind, NoticeKind
from activities.models import Activity, ActivityChange
from activities.reports.change_content import change_content
from activities.reports.hosting import host_verdict
from activities.rules.change import judge_change
from activities.services.filing import hand_in
from activities.services.moving import agreed_request
from activities.services.notifying import Message, queue
from activities.states import ACTIVITY
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from members.models import User
from members.reports.roster import roster_on
from partywork.common import clock
from partywork.common.errors import Conflict
from partywork.common.verbs import advance, journal, lock, require, save

EDITABLE = (
    "theme",
    "mode",
    "requirement",
    "starts_at",
    "ends_at",
    "venue",
    "place",
    "materials",
    "wear_badge",
    "host",
    "host_reason",
    "recorder",
    "short_reason",
    "flag_hung",
)
ANNOUNCED_FIELDS = ("starts_at", "ends_at", "place")


@transaction.atomic
def change(
    activity: Activity, *, by: User, revision: int, fields: Mapping[str, Any], reason: str = ""
) -> Activity:
    """Change what the activity is. Once announced, a new time or place is reported and told again (PD-04, E-19).

    Raises Conflict when somebody else saved meanwhile (E-82).
    """
    activity = lock(activity)
    require(activity.is_open, f"活动{activity.get_state_display()}，不能再改。", code="wrong_state")
    if activity.revision != revision:
        current = {name: str(getattr(activity, name) or "") for name in fields if name in EDITABLE}
        raise Conflict("刚刚有人改过这次活动，请看一下现在的内容再存。", current=current)
    values = {name: fields[name] for name in EDITABLE if name in fields}
    before = {name: getattr(activity, name) for name in ANNOUNCED_FIELDS}
    hosting = (activity.host_id, activity.host_reason)
    for name, value in values.items():
        setattr(activity, name, value)
    _check(activity, before)
    if (activity.host_id, activity.host_reason) != hosting:
        _check_host(activity)
    moved = [name for name in ANNOUNCED_FIELDS if name in values and values[name] != before[name]]
    if activity.state == ActivityState.ANNOUNCED and moved:
        require(reason.strip(), "预告已经发出，改时间或地点要写明原因，会报上级并重新通知。", field="reason")
        activity.republished_at = clock.now()
    activity.revision += 1
    save(activity, *values, "revision", "republished_at")
    if activity.state == ActivityState.ANNOUNCED and moved:
        _record_change(activity, before, moved, reason, by=by)
    journal(activity, "change", by=by, reason=reason, after=activity.state)
    return activity


@transaction.atomic
def cancel(activity: Activity, *, by: User, reason: str) -> Activity:
    """Call it off with a reason; the month stays open (E-30)."""
    activity = lock(activity)
    require(reason.strip(), "请写明取消的原因。", field="reason")
    was_announced = activity.state == ActivityState.ANNOUNCED
    activity.cancel_reason = reason
    advance(activity, ACTIVITY, "cancel", by=by, reason=reason, fields=("cancel_reason",))
    if was_announced:
        before = {name: getattr(activity, name) for name in ANNOUNCED_FIELDS}
        _record_change(activity, before, ["cancelled"], reason, by=by)
    return activity


def _check(activity: Activity, before: Mapping[str, Any]) -> None:
    require(activity.theme.strip(), "请写主题。", field="theme")
    require(activity.ends_at > activity.starts_at, "结束时间应晚于开始时间。", field="ends_at")
    old_day = clock.local_day(before["starts_at"])
    if activity.day == old_day:
        return
    if activity.kind != ActivityKind.PARTY_DAY:
        return  # the rule is about the themed Party day alone
    limits = in_force(activity.branch, old_day)
    agreed = agreed_request(activity, activity.day)
    verdict = judge_change(
        date(activity.for_year, activity.for_month, 1),
        activity.day,
        office_calendar(),
        today=clock.today(),
        same_month=limits["pd.same_month"],
        asks_first=activity.state == ActivityState.ANNOUNCED and limits["pd.change_needs"] == "approve",
        agreed=[agreed.new_day] if agreed is not None else [],
    )
    require(
        verdict.allowed,
        f"{verdict.sentence}。",
        field="day",
        code="ask_first" if verdict.may_ask else "other_month",
    )


def _check_host(activity: Activity) -> None:
    """Somebody else than the secretary hosts for a reason that is kept (PD-11, E-22)."""
    verdict = host_verdict(activity)
    field = "host_reason" if verdict.asks_reason else "host"
    require(verdict.allowed, f"{verdict.refusal}。", field=field, code="host")


def _record_change(
    activity: Activity, before: Mapping[str, Any], moved: list[str], reason: str, *, by: User
) -> None:
    cancelled = "cancelled" in moved
    day_moved = cancelled or clock.local_day(before["starts_at"]) != activity.day
    agreed = agreed_request(activity, activity.day) if day_moved and not cancelled else None
    row = ActivityChange.objects.create(
        activity=activity,
        old_starts_at=before["starts_at"],
        old_ends_at=before["ends_at"],
        old_place=before["place"],
        new_starts_at=None if cancelled else activity.starts_at,
        new_ends_at=None if cancelled else activity.ends_at,
        new_place="" if cancelled else activity.place,
        fields=moved,
        reason=reason,
        changed_by=by,
        request=agreed,
    )
    _tell_members(activity, row, cancelled=cancelled)
    # What the superior agreed to beforehand is not reported a second time.
    if day_moved and agreed is None and activity.branch.superior is not None:
        hand_in(
            FilingKind.CHANGE,
            activity.branch,
            content=change_content(row),
            by=by,
            year=activity.for_year,
            month=activity.for_month,
            activity=activity,
            change=row,
        )


def _tell_members(activity: Activity, row: ActivityChange, *, cancelled: bool) -> None:
    when = f"{clock.short_date(clock.local_day(row.old_starts_at))}的“{activity.theme}”"
    if cancelled:
        kind, subject, body = NoticeKind.CANCELLATION, f"活动取消：{activity.theme}", f"{when}取消。"
    else:
        kind, subject = NoticeKind.CHANGE, f"活动有变更：{activity.theme}"
        start, end = (moment.astimezone(clock.OFFICE) for moment in (activity.starts_at, activity.ends_at))
        place = activity.place or "地点另行通知"
        body = f"{when}改为 {clock.short_date(activity.day)} {start:%H:%M}—{end:%H:%M}，{place}。"
    message = Message(
        occasion=f"change:{row.pk}",
        kind=kind,
        subject=subject,
        body=f"{body}原因：{row.reason}",
        link=reverse("my_activity", args=[activity.pk]),
    )
    users = (entry.user_id for entry in roster_on(activity.branch, activity.day))
    queue((user for user in users if user is not None), message, activity=activity)
