"""What the organizer of a joint event settles reaches every branch that adopted it (E-20, N25).

The organizer's word changes time, place and theme for all: the event is one. Each branch's members are told as by
their own branch, and each branch hands its own change report to its own superior.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from activities.choices import ActivityState, JointState, NoticeKind, PartState
from activities.models import Activity, AgendaItem, JointEvent, JointPart
from activities.models.joint import COMMON
from activities.rules.agenda import AgendaLine
from activities.rules.joint import merged_agenda, missing_common
from activities.services.agenda_lines import has_record, write_agenda
from activities.services.change_reports import ANNOUNCED_FIELDS, record_change
from activities.services.filing import FILING_POSTS, holders
from activities.services.notifying import Message, queue
from activities.states import ACTIVITY, JOINT, PART
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save

WORDS = {
    "theme": "主题",
    "mode": "活动方式",
    "requirement": "主题类别",
    "starts_at": "时间",
    "ends_at": "时间",
    "venue": "形式",
    "place": "地点",
    "materials": "材料",
    "wear_badge": "佩戴徽章",
}


def part_followed(activity: Activity) -> JointPart | None:
    """The part of a branch that follows somebody else's event; None for the organizer and for an event alone."""
    part = (
        JointPart.objects.filter(activity=activity, state=PartState.ADOPTED, joint__state=JointState.OPEN)
        .select_related("joint__organizer", "branch")
        .first()
    )
    return None if part is None or part.is_host else part


def require_own(activity: Activity, values: Mapping[str, Any]) -> None:
    """A branch that follows changes what is its own: who hosts, who records, its reasons."""
    differing = [name for name in COMMON if name in values and values[name] != getattr(activity, name)]
    part = part_followed(activity) if differing else None
    if part is None:
        return
    words = "、".join(dict.fromkeys(WORDS[name] for name in differing))
    sentence = f"{words}由主办的{part.joint.organizer.called}统一安排。要另行安排的，请先退出联合活动。"
    require(False, sentence, field=differing[0], code="joint")


def require_common_agenda(activity: Activity, items: Sequence[AgendaLine]) -> None:
    """A branch that follows may add to the agenda; what all do together stays on it."""
    part = part_followed(activity)
    missing = missing_common(part.joint.agenda, items) if part is not None else []
    require(
        not missing,
        f"共同议程由主办单位定，不能删去“{'”“'.join(missing)}”；可以加本支部的内容。",
        field="agenda",
    )


def lead_changed(activity: Activity, *, by: User, reason: str) -> None:
    """The organizing branch changed its own activity: all who adopted the event change with it."""
    joint = _led_by(activity)
    if joint is None:
        return
    for name in COMMON:
        setattr(joint, name, getattr(activity, name))
    joint.revision += 1
    save(joint, *COMMON, "revision")
    spread(joint, by=by, reason=reason)


def spread(joint: JointEvent, *, by: User, reason: str) -> None:
    """Write what is common into every branch's own activity that is still open, and tell whom it concerns."""
    for activity in _followers(joint):
        changed = [name for name in COMMON if getattr(activity, name) != getattr(joint, name)]
        if changed:
            _follow(activity, joint, changed, by=by, reason=reason)
    _tell_the_invited(joint, reason)


def _follow(activity: Activity, joint: JointEvent, changed: list[str], *, by: User, reason: str) -> None:
    before = {name: getattr(activity, name) for name in ANNOUNCED_FIELDS}
    for name in changed:
        setattr(activity, name, getattr(joint, name))
    moved = [name for name in ANNOUNCED_FIELDS if name in changed]
    told = activity.state == ActivityState.ANNOUNCED and bool(moved)
    if told:
        activity.republished_at = clock.now()
    activity.revision += 1
    save(activity, *changed, "revision", "republished_at")
    words = "、".join(dict.fromkeys(WORDS[name] for name in changed))
    why = _why(joint, reason)
    journal(activity, "follow", by=by, reason=f"{words}：{why}"[:200], after=activity.state)
    if told:
        record_change(activity, before, moved, why, by=by, files=False)
    _tell_branch(
        activity.branch,
        activity,
        occasion=f"joint-change:{joint.pk}:{joint.revision}:{activity.pk}",
        subject=f"联合活动有变更：{joint.theme}",
        body=f"{joint.organizer.called}改了{words}。{_report_hint(activity, before) if told else ''}",
    )


def agenda_set(activity: Activity, items: Sequence[AgendaLine], *, by: User) -> None:
    """The organizing branch set its agenda: it is the common one."""
    joint = _led_by(activity)
    if joint is not None:
        set_common_agenda(joint, items, by=by)


def set_common_agenda(joint: JointEvent, items: Sequence[AgendaLine], *, by: User) -> None:
    """The common part of every agenda is replaced; what a branch added itself stays behind it."""
    old, joint.agenda = joint.agenda, [list(item) for item in items if item[0].strip()]
    if old == joint.agenda:
        return
    joint.revision += 1
    save(joint, "agenda", "revision")
    for activity in _followers(joint):
        rows = list(activity.agenda.all())
        own = [(row.title, row.minutes, row.person) for row in rows]
        merged = merged_agenda(old, joint.agenda, own)
        write_agenda(activity, [*merged, *_worked_on(rows, merged)])
        activity.revision += 1
        save(activity, "revision")
        journal(activity, "follow", by=by, reason="议程由主办单位调整", after=activity.state)


def _worked_on(rows: Sequence[AgendaItem], merged: Sequence[AgendaLine]) -> list[AgendaLine]:
    """What the organizer struck out and this branch has papers or a record on: it stays as the branch's own."""
    kept = {title for title, _, _ in merged}
    struck = [row for row in rows if row.title not in kept]
    return [(row.title, row.minutes, row.person) for row in struck if has_record(row)]


def cancelled(activity: Activity, *, by: User, reason: str) -> None:
    """Called off by the organizer it is off for all; called off by one who follows, that branch has left."""
    joint = _led_by(activity)
    if joint is not None:
        call_off(joint, by=by, reason=reason)
        return
    part = part_followed(activity)
    if part is not None:
        step_out(part, by=by, reason=reason)


def call_off(joint: JointEvent, *, by: User, reason: str) -> None:
    """The event is off: each branch's own activity with it, told to its members; its month stays open (E-30)."""
    joint.cancel_reason = reason
    advance(joint, JOINT, "cancel", by=by, reason=reason, fields=("cancel_reason",))
    why = _why(joint, reason)
    for activity in _followers(joint):
        was_announced = activity.state == ActivityState.ANNOUNCED
        before = {name: getattr(activity, name) for name in ANNOUNCED_FIELDS}
        activity.cancel_reason = why
        advance(activity, ACTIVITY, "cancel", by=by, reason=why, fields=("cancel_reason",))
        if was_announced:
            record_change(activity, before, ["cancelled"], why, by=by, files=False)
        report = "已通知党员，请报上级。" if was_announced else ""
        _tell_branch(
            activity.branch,
            activity,
            occasion=f"joint-off:{joint.pk}:{activity.pk}",
            subject=f"联合活动取消：{joint.theme}",
            body=f"{why}。{report}{activity.for_month}月还须另行安排。",
        )
    for part in joint.parts.filter(state=PartState.INVITED).select_related("branch"):
        _tell_branch(
            part.branch,
            None,
            occasion=f"joint-off:{joint.pk}:{part.pk}:i",
            subject=f"联合活动取消：{joint.theme}",
            body=f"{why}。不用再答复。",
        )


def step_out(part: JointPart, *, by: User, reason: str, keeps: bool = False) -> None:
    """The branch is no longer part of it; `keeps`: its activity goes on as its own."""
    part = lock(part)
    part.reason = reason[:200]
    if keeps and part.activity is not None:
        save(part.activity)  # for the programs it is another activity now
        part.activity = None
    advance(part, PART, "leave", by=by, reason=reason, fields=("reason", "activity"))
    tell_organizer(part, f"{part.branch.called}退出联合活动", reason)


def tell_organizer(part: JointPart, subject: str, body: str) -> None:
    """Those who run the event for the organizer learn what a branch answered."""
    joint = part.joint
    stamp = f"{part.answered_at:%Y%m%d%H%M%S}" if part.answered_at else ""
    message = Message(
        occasion=f"joint-answer:{part.pk}:{part.state}:{stamp}",
        kind=NoticeKind.JOINT,
        subject=f"{subject}：{joint.theme}"[:120],
        body=body or "没有附说明。",
        link=reverse("joint_detail", args=[joint.pk]),
    )
    queue(organizers_of(joint), message, activity=joint.lead)


def organizers_of(joint: JointEvent) -> set[int]:
    posts = FILING_POSTS if joint.organizer.is_branch else ()
    return holders(joint.organizer, posts) | {joint.created_by_id}


def _led_by(activity: Activity) -> JointEvent | None:
    found = JointEvent.objects.filter(lead=activity, state=JointState.OPEN).first()
    return lock(found) if found is not None else None


def _followers(joint: JointEvent) -> list[Activity]:
    """The open activities of those who adopted it, held until the transaction ends, always in the same order."""
    keys = joint.parts.filter(state=PartState.ADOPTED).exclude(activity=joint.lead).values("activity")
    rows = Activity.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=keys, state__in=[ActivityState.DRAFT, ActivityState.ANNOUNCED]
    )
    return list(rows.select_related("branch").order_by("pk"))


def _why(joint: JointEvent, reason: str) -> str:
    return f"主办单位{joint.organizer.called}：{reason or '调整安排'}"[:200]


def _report_hint(activity: Activity, before: Mapping[str, Any]) -> str:
    moved = clock.local_day(before["starts_at"]) != activity.day
    return "已通知本支部党员；日期变了，请报上级。" if moved else "已通知本支部党员。"


def _tell_branch(
    branch: Organization, activity: Activity | None, *, occasion: str, subject: str, body: str
) -> None:
    link = reverse("activity_detail", args=[activity.pk]) if activity is not None else ""
    message = Message(occasion=occasion, kind=NoticeKind.JOINT, subject=subject[:120], body=body, link=link)
    queue(holders(branch, FILING_POSTS), message, activity=activity)


def _tell_the_invited(joint: JointEvent, reason: str) -> None:
    """Who has not answered yet decides on what stands now."""
    for part in joint.parts.filter(state=PartState.INVITED).select_related("branch"):
        message = Message(
            occasion=f"joint-change:{joint.pk}:{joint.revision}:i{part.pk}",
            kind=NoticeKind.JOINT,
            subject=f"邀请的联合活动有变更：{joint.theme}"[:120],
            body=_why(joint, reason),
            link=reverse("joint_part", args=[part.pk]),
        )
        queue(holders(part.branch, FILING_POSTS), message)
