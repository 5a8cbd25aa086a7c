"""Make-up for every absentee: contacted, made up, confirmed by a second person (AT-05..AT-09, N02)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse

from activities.choices import (
    MakeUpMethod,
    MakeUpState,
    NoticeKind,
)
from activities.models import Activity, Guest, MakeUp
from activities.services.confirming_make_ups import tell_confirmers, why_not
from activities.services.notifying import Message, queue
from activities.states import MAKE_UP
from members.models import User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, lock, require, save

HANDED_IN = ("method", "done_on", "gist", "place", "minutes", "visitors", "brought", "proven_by")
CONTACTED = ("contacted_at", "contacted_by", "cause", "told")


@dataclass(frozen=True)
class Visit:
    """What else is known of how it was made up; at a home visit who went and what was brought (G06). No photo."""

    place: str = ""
    minutes: int | None = None
    visitors: str = ""
    brought: str = ""
    proven_by: Guest | None = None  # the host's own mark, where the host is a branch of ours


@dataclass
class Confirmed:
    """What a batch came to: how many were closed, and for whom it was refused, with the sentence."""

    count: int = 0
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def contact(make_up: MakeUp, *, by: User, cause: str, told: str = "") -> MakeUp:
    """Reached, learnt why, told what was done (AT-05); also after it was handed in, where nobody had called yet."""
    make_up = lock(make_up)
    require(cause.strip(), "请写联系后了解到的缺席原因。", field="cause")
    make_up.contacted_at, make_up.contacted_by = clock.now(), by
    make_up.cause, make_up.told = cause.strip(), told.strip()
    advance(make_up, MAKE_UP, "contact", by=by, fields=CONTACTED)
    return make_up


@transaction.atomic
def hand_in(
    make_up: MakeUp, *, by: User, method: str, done_on: date, gist: str = "", visit: Visit | None = None
) -> MakeUp:
    """The member, or an official or the group leader for him, says how and when it was made up; no essay (AT-09)."""
    make_up = lock(make_up)
    require(method in MakeUpMethod.values, "请选补课的方式。", field="method")
    require(
        method in make_up.forms,
        f"{make_up.kind_text}的，补课方式可以是：{'、'.join(make_up.form_labels)}。",
        field="method",
        code="form_not_allowed",
    )
    _require_day(make_up, done_on, method)
    visit = visit or Visit()
    if method == MakeUpMethod.HOST:
        require(visit.place.strip(), "请写在哪个党组织参加的。", field="place")
        require(gist.strip(), "请写对方怎样证明的，如“某支部书记来函，6月20日参加主题党日”。", field="gist")
    is_home = method == MakeUpMethod.HOME
    require(not is_home or visit.visitors.strip(), "送学上门请写谁去的。", field="visitors")
    make_up.method, make_up.done_on, make_up.gist = method, done_on, gist
    make_up.place, make_up.minutes = visit.place.strip(), visit.minutes
    make_up.visitors = visit.visitors.strip() if is_home else ""
    make_up.brought = visit.brought.strip() if is_home else ""
    make_up.proven_by = visit.proven_by
    make_up.handed_in_at, make_up.handed_in_by = clock.now(), by
    advance(make_up, MAKE_UP, "hand_in", by=by, fields=(*HANDED_IN, "handed_in_at", "handed_in_by"))
    tell_confirmers(make_up)
    return make_up


@transaction.atomic
def confirm(make_up: MakeUp, *, by: User) -> MakeUp:
    """A second person confirms; the ratio of the event stays what it was (AT-08).

    Where one official handed it in for the member, the member's own word is the second one; for a member without
    a phone it is another official, the group leader or the superior.
    """
    activity = lock(make_up.attendance.activity)
    make_up = lock(make_up)
    if make_up.state == MakeUpState.CONFIRMED:
        return make_up
    refusal = why_not(make_up, by)
    if refusal is not None:
        raise refusal
    make_up.confirmed_at, make_up.confirmed_by = clock.now(), by
    advance(make_up, MAKE_UP, "confirm", by=by, fields=("confirmed_at", "confirmed_by"))
    count_closed(activity)
    return make_up


def count_closed(activity: Activity) -> None:
    """How many make-ups of the activity are closed, beside a ratio that stays what it was (AT-08)."""
    activity.made_up = activity.attendances.filter(make_up__state=MakeUpState.CONFIRMED).count()
    save(activity, "made_up")


def confirm_many(make_ups: Iterable[MakeUp], *, by: User) -> Confirmed:
    """Each in its own transaction: one that is refused holds nobody else up, and is named."""
    result = Confirmed()
    for make_up in make_ups:
        try:
            confirm(make_up, by=by)
        except DomainError as refusal:
            result.refused.append(f"{make_up.attendance.member.name}：{refusal.message}")
        else:
            result.count += 1
    return result


@transaction.atomic
def send_back(make_up: MakeUp, *, by: User, reason: str) -> MakeUp:
    make_up = lock(make_up)
    require(reason.strip(), "请写明还要补什么。", field="reason")
    advance(make_up, MAKE_UP, "send_back", by=by, reason=reason)
    _tell_again(make_up, reason.strip())
    return make_up


def _require_day(make_up: MakeUp, done_on: date, method: str) -> None:
    """Afterwards; what was attended at the host counts in the same month, be it before (E-12)."""
    activity_day = make_up.attendance.activity.day
    same_month = method == MakeUpMethod.HOST and (done_on.year, done_on.month) == (
        activity_day.year,
        activity_day.month,
    )
    require(
        done_on >= activity_day or same_month,
        f"补课日期不能早于活动日（{clock.short_date(activity_day)}）。",
        field="done_on",
    )
    require(done_on <= clock.today(), "补课日期不能晚于今天。", field="done_on")


def _tell_again(make_up: MakeUp, reason: str) -> None:
    row = make_up.attendance
    if row.member.user_id is None:
        return
    message = Message(
        occasion=f"make-up-again:{make_up.pk}:{clock.now():%Y%m%d%H%M%S}",
        kind=NoticeKind.MAKE_UP,
        subject=f"补课请再补一点：{row.activity.theme}"[:120],
        body=reason,
        link=reverse("my_make_up", args=[make_up.pk]),
    )
    queue([row.member.user_id], message, activity=row.activity)
