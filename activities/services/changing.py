"""Changing an activity and calling it off: once announced, both are reported and told (PD-04, E-16, E-19, E-30)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from activities.choices import ActivityState
from activities.choices_votes import BallotState
from activities.models import Activity
from activities.reports.hosting import host_verdict
from activities.rules.change import judge_change
from activities.services import at_host, following, gathering_moves, together
from activities.services.change_reports import ANNOUNCED_FIELDS, record_change
from activities.services.moving import agreed_request
from activities.services.opening import require_link
from activities.states import ACTIVITY
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from members.models import User
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
    "link",
    "dial_in",
    "materials",
    "wear_badge",
    "host",
    "host_reason",
    "recorder",
    "short_reason",
    "flag_hung",
)


@transaction.atomic
def change(
    activity: Activity, *, by: User, revision: int, fields: Mapping[str, Any], reason: str = ""
) -> Activity:
    """Change what the activity is. Once announced, a new time or place is reported and told again (PD-04, E-19).

    Raises Conflict when somebody else saved meanwhile (E-82).
    """
    parts = together.lock_parts(activity)
    activity = together.own_of(parts, activity)
    require(activity.is_open, f"活动{activity.get_state_display()}，不能再改。", code="wrong_state")
    if activity.revision != revision:
        current = {name: str(getattr(activity, name) or "") for name in fields if name in EDITABLE}
        raise Conflict("刚刚有人改过这次活动，请看一下现在的内容再存。", current=current)
    values = {name: fields[name] for name in EDITABLE if name in fields}
    following.require_own(activity, values)
    before = {name: getattr(activity, name) for name in ANNOUNCED_FIELDS}
    hosting = (activity.host_id, activity.host_reason)
    for name, value in values.items():
        setattr(activity, name, value)
    _check(activity, before)
    moved_along = gathering_moves.moved_along(activity, before["starts_at"], parts)
    for part, old in moved_along:
        _check(part, old)
    if (activity.host_id, activity.host_reason) != hosting:
        _check_host(activity)
    moved = [name for name in ANNOUNCED_FIELDS if name in values and values[name] != before[name]]
    if activity.state == ActivityState.ANNOUNCED and moved:
        require(reason.strip(), "预告已经发出，改时间或地点要写明原因，会报上级并重新通知。", field="reason")
        activity.republished_at = clock.now()
    activity.revision += 1
    save(activity, *values, "revision", "republished_at")
    if activity.state == ActivityState.ANNOUNCED and moved:
        record_change(activity, before, moved, reason, by=by)
    journal(activity, "change", by=by, reason=reason, after=activity.state)
    gathering_moves.write(moved_along, activity, reason, by=by)
    following.lead_changed(activity, by=by, reason=reason)
    return activity


@transaction.atomic
def cancel(activity: Activity, *, by: User, reason: str) -> Activity:
    """Call it off with a reason; the month stays open (E-30)."""
    activity = lock(activity)
    require(reason.strip(), "请写明取消的原因。", field="reason")
    begun = activity.ballots.exclude(state=BallotState.PREPARED).count()
    require(not begun, f"已有{begun}项表决开始过，会议不能再取消。", code="has_voted")
    was_announced = activity.state == ActivityState.ANNOUNCED
    activity.cancel_reason = reason
    advance(activity, ACTIVITY, "cancel", by=by, reason=reason, fields=("cancel_reason",))
    if was_announced:
        before = {name: getattr(activity, name) for name in ANNOUNCED_FIELDS}
        record_change(activity, before, ["cancelled"], reason, by=by)
    at_host.reopen(activity, at_host.proven_by(activity.guests.all()), by=by)
    following.cancelled(activity, by=by, reason=reason)
    return activity


def _check(activity: Activity, before: Mapping[str, Any]) -> None:
    require(activity.theme.strip(), "请写主题。", field="theme")
    require_link(activity.link)
    require(activity.ends_at > activity.starts_at, "结束时间应晚于开始时间。", field="ends_at")
    old_day = clock.local_day(before["starts_at"])
    if activity.day == old_day:
        return
    if not activity.sort.has_nine_steps:
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
