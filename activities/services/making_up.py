"""Make-up for every absentee: contacted, told, made up, confirmed by a second person (AT-05..AT-09)."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from activities.choices import (
    LEAVE_STATUS,
    AttendanceStatus,
    MakeUpMethod,
    MakeUpState,
    NoticeKind,
)
from activities.models import Activity, MakeUp
from activities.services.notifying import Message, queue
from activities.states import MAKE_UP
from branches.reports.parameters import in_force
from branches.rules.deadlines import makeup_deadline
from members.models import User
from partywork.common import clock
from partywork.common.verbs import advance, lock, require, save

ABSENT_STATUSES = (*LEAVE_STATUS.values(), AttendanceStatus.ABSENT, AttendanceStatus.EXEMPT)


def open_make_ups(activity: Activity) -> int:
    """One make-up per absentee, excused or not (AT-05); whoever turns out present needs none any more, however
    far it had come. The journal keeps its steps.
    """
    needless = MakeUp.objects.filter(attendance__activity=activity)
    needless.exclude(attendance__status__in=ABSENT_STATUSES).delete()
    rows = activity.attendances.filter(status__in=ABSENT_STATUSES, make_up__isnull=True).select_related(
        "member"
    )
    days = int(in_force(activity.branch, activity.day)["at.makeup_days"])
    following = (
        Activity.objects.standing()
        .filter(branch=activity.branch, kind=activity.kind, starts_at__gt=activity.ends_at)
        .order_by("starts_at")
        .first()
    )
    deadline = makeup_deadline(activity.last_day, days, following.day if following else None)
    made = MakeUp.objects.bulk_create(
        MakeUp(attendance=row, due_at=deadline.due, why_due=deadline.explanation[:200]) for row in rows
    )
    for make_up in made:
        _tell(make_up)
    return len(made)


@transaction.atomic
def contact(make_up: MakeUp, *, by: User, cause: str) -> MakeUp:
    """Reached, learnt why, told what was done (AT-05)."""
    make_up = lock(make_up)
    require(cause.strip(), "请写联系后了解到的缺席原因。", field="cause")
    make_up.contacted_at, make_up.contacted_by, make_up.cause = clock.now(), by, cause
    advance(make_up, MAKE_UP, "contact", by=by, fields=("contacted_at", "contacted_by", "cause"))
    return make_up


@transaction.atomic
def hand_in(make_up: MakeUp, *, by: User, method: str, done_on: date, gist: str = "") -> MakeUp:
    """The member, or the group leader for him, says how and when it was made up; no essay needed (AT-09)."""
    make_up = lock(make_up)
    require(method in MakeUpMethod.values, "请选补课的方式。", field="method")
    activity_day = make_up.attendance.activity.day
    require(
        done_on >= activity_day,
        f"补课日期不能早于活动日（{clock.short_date(activity_day)}）。",
        field="done_on",
    )
    require(done_on <= clock.today(), "补课日期不能晚于今天。", field="done_on")
    make_up.method, make_up.done_on, make_up.gist, make_up.handed_in_by = method, done_on, gist, by
    advance(make_up, MAKE_UP, "hand_in", by=by, fields=("method", "done_on", "gist", "handed_in_by"))
    return make_up


@transaction.atomic
def confirm(make_up: MakeUp, *, by: User) -> MakeUp:
    """A second person confirms; the ratio of the event stays what it was (AT-08)."""
    activity = lock(make_up.attendance.activity)
    make_up = lock(make_up)
    if make_up.state == MakeUpState.CONFIRMED:
        return make_up
    own = make_up.attendance.member.user_id == by.pk
    require(not own, "自己的补课要由另一个人确认。", code="own_make_up")
    require(
        make_up.handed_in_by_id != by.pk,
        "这份补课情况是您代填的，要由另一位同志确认；也可以请本人在手机上交。",
        code="own_hand_in",
    )
    make_up.confirmed_at, make_up.confirmed_by = clock.now(), by
    advance(make_up, MAKE_UP, "confirm", by=by, fields=("confirmed_at", "confirmed_by"))
    activity.made_up = activity.attendances.filter(make_up__state=MakeUpState.CONFIRMED).count()
    save(activity, "made_up")
    return make_up


@transaction.atomic
def send_back(make_up: MakeUp, *, by: User, reason: str) -> MakeUp:
    make_up = lock(make_up)
    require(reason.strip(), "请写明还要补什么。", field="reason")
    advance(make_up, MAKE_UP, "send_back", by=by, reason=reason)
    return make_up


def _tell(make_up: MakeUp) -> None:
    row = make_up.attendance
    if row.member.user_id is None:
        return
    message = Message(
        occasion=f"make-up:{make_up.pk}",
        kind=NoticeKind.MAKE_UP,
        subject=f"请补课：{row.activity.theme}"[:120],
        body=f"{clock.short_date(row.activity.day)}的活动您没有到会，请在{clock.due_text(make_up.due_at)}前补课。",
        link=reverse("my_make_up", args=[make_up.pk]),
    )
    queue([row.member.user_id], message, activity=row.activity)
