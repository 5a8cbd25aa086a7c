"""Publishing the notice, five days ahead, and reminding (PD-05, PB-01, M04)."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityState, NoticeKind
from activities.models import Activity
from activities.reports.announcement import notice_text
from activities.reports.expected import expected_at
from activities.reports.gathering import open_to_all
from activities.reports.unanswered import unanswered_on
from activities.rules.duration import judge_duration
from activities.rules.kind_limits import least_minutes, notice_days
from activities.services import together
from activities.services.group_messages import tell_group
from activities.services.notifying import Message, queue
from activities.states import ACTIVITY
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from branches.rules.deadlines import Deadline, latest_notice_day
from members.models import User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save


@transaction.atomic
def announce(activity: Activity, *, by: User, late_reason: str = "", short_reason: str = "") -> Activity:
    """Publish the notice to everybody on the roster of the day; the time is recorded, not typed (PD-05).

    Later than the rule asks is possible with a reason, which is kept (E-15). A second click changes nothing.
    """
    parts = together.lock_parts(activity)
    activity = together.own_of(parts, activity)
    if activity.state == ActivityState.ANNOUNCED:
        return activity
    fresh = [part for part in parts if part.state == ActivityState.DRAFT or part.pk == activity.pk]
    fresh.sort(key=lambda part: part.starts_at)
    for part in fresh:
        _publish(part, by=by, late_reason=late_reason, short_reason=short_reason)
    _tell(fresh)
    return activity


def _publish(activity: Activity, *, by: User, late_reason: str, short_reason: str) -> None:
    now = clock.now()
    require(activity.starts_at > now, "活动已经开始，不能再发预告；可以直接登记到会。", code="too_late")
    parameters = in_force(activity.branch, activity.day)
    working = parameters["pd.notice_counting"] == "working"
    latest = latest_notice_day(
        activity.day, notice_days(activity.sort, parameters), working, office_calendar()
    )
    _require_notice_days(activity, latest, late_reason)
    _require_duration(activity, least_minutes(activity.sort, parameters), short_reason)
    activity.late_reason = late_reason.strip() if clock.today() > latest.last_day else ""
    activity.short_reason = short_reason.strip() or activity.short_reason
    activity.published_at, activity.published_by = now, by
    advance(
        activity,
        ACTIVITY,
        "announce",
        by=by,
        reason=late_reason,
        fields=("published_at", "published_by", "late_reason", "short_reason"),
    )


def _tell(parts: list[Activity]) -> None:
    """One notice a person, about all the parts he is expected at (N06), behind the first of them."""
    mine: dict[int, list[Activity]] = defaultdict(list)
    for part in parts:
        for entry in expected_at(part):
            if entry.user_id is not None:
                mine[entry.user_id].append(part)
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for user, own in mine.items():
        alike[tuple(part.pk for part in own)].append(user)
    by_key = {part.pk: part for part in parts}
    for keys, users in alike.items():
        first, *rest = (by_key[key] for key in keys)
        words = "、".join(part.sort.label for part in (first, *rest))
        message = Message(
            occasion=f"announce:{first.pk}",
            kind=NoticeKind.ANNOUNCEMENT,
            subject=f"{words}预告：{first.theme}"[:120],
            body=notice_text(first, rest),
            link=reverse("my_activity", args=[first.pk]),
        )
        queue(users, message, activity=first)
    for part in open_to_all(parts)[:1]:
        tell_group(part, f"announce:{part.pk}", "新的活动预告，请登录系统查看并答复参加或请假。")


@transaction.atomic
def remind(activity: Activity) -> int:
    """The last workday before, remind those who have neither answered nor asked for leave (M04)."""
    return _remind(activity, f"remind:{_key(activity)}:{activity.day}")


@transaction.atomic
def remind_now(activity: Activity, *, by: User) -> int:
    """The button: the same people at once, at most once a day each. Answers how many were told (M04)."""
    activity = lock(activity)
    announced = activity.state == ActivityState.ANNOUNCED and activity.is_ahead(clock.now())
    require(announced, "预告发出以后、活动开始以前才能提醒。", code="wrong_state")
    told = _remind(activity, remind_occasion(activity))
    if told:
        journal(activity, "remind", by=by, reason=f"{told} 人", after=activity.state)
    return told


def remind_occasion(activity: Activity) -> str:
    """One reminder a day, whoever pressed the button."""
    return f"remind:{_key(activity)}:{activity.day}:{clock.today()}"


def _key(activity: Activity) -> str:
    """Whoever is reminded of one part of a gathering is not reminded of the next."""
    return str(activity.pk) if activity.gathering_id is None else f"g{activity.gathering_id}"


def _remind(activity: Activity, occasion: str) -> int:
    waiting = unanswered_on(activity)
    message = Message(
        occasion=occasion,
        kind=NoticeKind.REMINDER,
        subject=f"请答复：{clock.near_text(activity.day)}{activity.get_kind_display()}，{activity.theme}"[
            :120
        ],
        body=f"您还没有答复参加还是请假。\n{notice_text(activity)}",
        link=reverse("my_activity", args=[activity.pk]),
    )
    if waiting:
        tell_group(activity, occasion, f"还有 {len(waiting)} 位同志没有答复，请答复参加或请假。")
    return queue((e.user_id for e in waiting if e.user_id is not None), message, activity=activity)


@transaction.atomic
def report_attendance(activity: Activity, *, by: User, at: datetime | None = None) -> Activity:
    """Step 6: the host told the room who came and what will be done; the time is the proof (PD-06).

    It may be entered afterwards with its time, until the sheet is handed in.
    """
    activity = lock(activity)
    require(activity.state != ActivityState.CANCELLED, "活动已经取消。", code="wrong_state")
    held = activity.state == ActivityState.HELD
    if held:
        record = lock(activity.record)
        require(record.is_editable, f"{record.why_closed}，不能再改。", code="filed")
    moment = at or clock.now()
    require(
        activity.starts_at <= moment <= min(activity.ends_at, clock.now()),
        f"通报时间应在活动时间内（{clock.due_text(activity.starts_at)} 起），且不晚于现在。",
        field="at",
    )
    activity.reported_at = moment
    save(activity, "reported_at")
    journal(activity, "report_attendance", by=by, after=activity.state)
    return activity


def _require_notice_days(activity: Activity, latest: Deadline, late_reason: str) -> None:
    in_time = clock.today() <= latest.last_day
    left = (activity.day - clock.today()).days
    require(
        in_time or late_reason.strip(),
        f"{latest.explanation}；现在只剩 {left} 天。请写明迟发的原因后再发，或改期。",
        field="late_reason",
        code="late_notice",
    )


def _require_duration(activity: Activity, minutes: int, short_reason: str) -> None:
    duration = judge_duration(activity.starts_at, activity.ends_at, minutes)
    reason = short_reason.strip() or activity.short_reason
    require(
        duration.is_enough or reason,
        f"主题党日不少于半天：{duration.sentence}。请改时间，或写明原因。",
        field="short_reason",
        code="too_short",
    )
