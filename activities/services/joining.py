"""A joint event: a branch or a committee opens it, other branches make it a Party day of their own (E-20, E-21).

Locks are taken in one order everywhere: the organizer's activity, the event, the others' activities, a part.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityKind, ActivityState, NoticeKind, PartState
from activities.kinds import kind_of
from activities.models import Activity, JointEvent, JointPart, PlannedActivity
from activities.models.joint import COMMON
from activities.reports.agenda_text import agenda_lines
from activities.reports.usual import last_of, usual_chair, usual_recorder
from activities.rules.agenda import AgendaLine
from activities.services import following
from activities.services.agenda_lines import write_agenda
from activities.services.filing import FILING_POSTS, holders
from activities.services.notifying import Message, queue
from activities.states import PART
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from partywork.common.verbs import advance, journal, lock, require, save


@transaction.atomic
def open_joint(activity: Activity, *, by: User, branches: Iterable[Organization]) -> JointEvent:
    """The branch's own activity becomes the event to which others are invited (PD-08). Twice is one event."""
    activity = lock(activity)
    require(activity.is_open, f"活动{activity.get_state_display()}，不能再邀请别的支部。", code="wrong_state")
    part = JointPart.objects.filter(activity=activity).select_related("joint__organizer").first()
    if part is not None and not part.is_host:
        raise DomainError(f"这次活动由{part.joint.organizer.called}主办，请由主办单位邀请。", code="joint")
    joint = part.joint if part is not None else _event_of(activity, by=by)
    invite_branches(joint, branches, by=by)
    return joint


@transaction.atomic
def open_for_branches(
    organizer: Organization,
    *,
    by: User,
    fields: Mapping[str, Any],
    branches: Iterable[Organization],
    agenda: Sequence[AgendaLine] = (),
) -> JointEvent:
    """A general branch or a committee organizes a day. It counts for a branch only once that branch has adopted
    it as its own (E-21, PD-31). The same one twice is one.
    """
    organizer = lock(organizer)
    require(not organizer.is_branch, "党支部办联合活动，请先开本支部的活动，再邀请别的支部。")
    values = {name: fields[name] for name in COMMON if name in fields}
    _check(values)
    branches = list(branches)
    require(branches, "请至少选一个支部。", field="branches")
    same = {name: values[name] for name in ("theme", "starts_at")}
    joint = JointEvent.objects.filter(organizer=organizer, lead=None, state="open", **same).first()
    if joint is None:
        joint = JointEvent.objects.create(
            organizer=organizer, created_by=by, agenda=[list(item) for item in agenda], **values
        )
        journal(joint, "open", by=by, after=joint.state)
    invite_branches(joint, branches, by=by)
    return joint


@transaction.atomic
def invite_branches(joint: JointEvent, branches: Iterable[Organization], *, by: User) -> list[JointPart]:
    """Ask branches to join; who is asked already is not asked twice, who declined or left may be asked again."""
    joint = lock(joint)
    _require_ahead(joint)
    asked = []
    for branch in branches:
        _require_invitable(joint, branch)
        part, is_new = JointPart.objects.get_or_create(
            joint=joint, branch=branch, defaults={"invited_by": by}
        )
        if not is_new and part.state in (PartState.INVITED, PartState.ADOPTED):
            continue
        if is_new:
            journal(part, "invite", by=by, after=part.state)
        else:
            part.invited_at, part.invited_by, part.activity = clock.now(), by, None
            advance(part, PART, "invite", by=by, fields=("invited_at", "invited_by", "activity"))
        _tell_invited(part)
        asked.append(part)
    return asked


@transaction.atomic
def withdraw_invitation(part: JointPart, *, by: User) -> None:
    """Taken back while the branch has not answered; one that is gone already is no error."""
    lock(part.joint)
    standing = JointPart.objects.select_for_update().filter(pk=part.pk).first()
    if standing is None:
        return
    require(
        standing.state == PartState.INVITED, f"{part.branch.called}已经答复，不能收回邀请。", code="answered"
    )
    journal(standing, "withdraw_invitation", by=by, before=standing.state)
    standing.delete()


@transaction.atomic
def adopt(
    part: JointPart, *, by: User, on: date, note: str = "", row: PlannedActivity | None = None
) -> Activity:
    """The branch's own decision: this is our Party day of the month. It gets an activity like any other, with its
    own list, rate, leave, rating, sheet and filing (E-20). Adopting twice finds the first.
    """
    joint, part = lock(part.joint), lock(part)
    if part.state == PartState.ADOPTED and part.activity is not None:
        return part.activity
    require(joint.is_open, "这次联合活动已经取消。", code="cancelled")
    require(clock.now() < joint.ends_at, "活动已经结束，不能再确认。", code="too_late")
    today = clock.today()
    require(on <= today, "决定日期不能晚于今天。", field="on")
    require(on <= clock.local_day(joint.starts_at), "支委会应在活动之前决定。", field="on")
    require(part.branch.is_active_on(today), "这个支部已经撤销。", code="branch_gone")
    activity = _own_activity(joint, part.branch, on=on, note=note, row=row)
    journal(
        activity, "open", by=by, reason=f"确认{joint.organizer.called}主办的联合活动", after=activity.state
    )
    part.activity, part.decided_on, part.decided_note = activity, on, note.strip()
    part.reason, part.taken_text = "", ""
    _answer(part, "adopt", by=by, fields=("activity", "decided_on", "decided_note", "reason", "taken_text"))
    return activity


@transaction.atomic
def decline(part: JointPart, *, by: User, reason: str) -> JointPart:
    """Not ours: the branch holds its own day, and the invitation counts for nothing."""
    part = lock(part)
    if part.state == PartState.DECLINED:
        return part
    require(reason.strip(), "请写一句不参加的原因，主办单位看得到。", field="reason")
    part.reason = reason.strip()
    _answer(part, "decline", by=by, fields=("reason",))
    return part


@transaction.atomic
def leave(part: JointPart, *, by: User, reason: str) -> JointPart:
    """Out of the joint event; the branch's own activity goes on as its own, and may be changed freely again."""
    if part.activity is not None:
        lock(part.activity)
    part = lock(part)
    if part.state == PartState.LEFT:
        return part
    require(not part.is_host, "主办的支部不能退出；要停办请取消活动。", code="host")
    require(part.activity is None or part.activity.is_open, "活动已结束，不能再退出。", code="wrong_state")
    require(reason.strip(), "请写一句退出的原因，主办单位看得到。", field="reason")
    part.answered_at, part.answered_by = clock.now(), by
    save(part, "answered_at", "answered_by")
    following.step_out(part, by=by, reason=reason.strip(), keeps=True)
    part.refresh_from_db()
    return part


@transaction.atomic
def change(
    joint: JointEvent, *, by: User, revision: int, fields: Mapping[str, Any], reason: str = ""
) -> JointEvent:
    """A committee changes the day it organizes; every branch that adopted it follows (E-20)."""
    joint = lock(joint)
    _require_without_lead(joint)
    require(joint.is_open, "这次联合活动已经取消，不能再改。", code="wrong_state")
    if joint.revision != revision:
        current = {name: str(getattr(joint, name) or "") for name in fields if name in COMMON}
        raise Conflict("刚刚有人改过这次活动，请看一下现在的内容再存。", current=current)
    values = {name: fields[name] for name in COMMON if name in fields}
    _check(values)
    adopted = joint.parts.adopted().exists()
    moved = any(
        values.get(name, getattr(joint, name)) != getattr(joint, name)
        for name in ("starts_at", "ends_at", "place")
    )
    require(
        reason.strip() or not (adopted and moved), "已有支部确认，改时间或地点要写明原因。", field="reason"
    )
    for name, value in values.items():
        setattr(joint, name, value)
    joint.revision += 1
    save(joint, *values, "revision")
    journal(joint, "change", by=by, reason=reason, after=joint.state)
    following.spread(joint, by=by, reason=reason)
    return joint


@transaction.atomic
def set_agenda(joint: JointEvent, items: Sequence[AgendaLine], *, by: User, revision: int) -> None:
    """The common agenda of a day that a committee organizes. Conflict when somebody saved meanwhile (E-82)."""
    joint = lock(joint)
    _require_without_lead(joint)
    require(joint.is_open, "这次联合活动已经取消，不能再改。", code="wrong_state")
    if [list(item) for item in items] == joint.agenda:
        return
    if joint.revision != revision:
        current = {"agenda": agenda_lines(joint.agenda)}
        raise Conflict("刚刚有人改过这次活动，请看一下现在的议程再存。", current=current)
    following.set_common_agenda(joint, items, by=by)
    journal(joint, "set_agenda", by=by, after=joint.state)


@transaction.atomic
def cancel(joint: JointEvent, *, by: User, reason: str) -> JointEvent:
    """A committee calls its day off, for all who adopted it."""
    joint = lock(joint)
    _require_without_lead(joint)
    require(reason.strip(), "请写明取消的原因。", field="reason")
    following.call_off(joint, by=by, reason=reason.strip())
    return joint


@transaction.atomic
def write_text(joint: JointEvent, *, by: User, revision: int, text: str) -> JointEvent:
    """What was done, written once by the organizer; each branch takes it into its own sheet and adds to it (N25)."""
    joint = lock(joint)
    require(joint.is_open, "这次联合活动已经取消。", code="wrong_state")
    text = text.replace("\r\n", "\n").strip()
    if text == joint.content:
        return joint
    if joint.revision != revision:
        raise Conflict("刚刚有人改过，请看一下现在的内容再存。", current={"text": joint.content})
    is_first = not joint.content
    joint.content = text
    joint.revision += 1
    save(joint, "content", "revision")
    journal(joint, "write_text", by=by, after=joint.state)
    if is_first:
        _tell_text_is_there(joint)
    return joint


def _event_of(activity: Activity, *, by: User) -> JointEvent:
    joint = JointEvent.objects.create(
        organizer=activity.branch,
        lead=activity,
        agenda=[[item.title, item.minutes, item.person] for item in activity.agenda.all()],
        created_by=by,
        **{name: getattr(activity, name) for name in COMMON},
    )
    journal(joint, "open", by=by, after=joint.state)
    own = JointPart(joint=joint, branch=activity.branch, activity=activity, invited_by=by)
    own.decided_on, own.decided_note = activity.decided_on, activity.decided_note
    own.answered_at, own.answered_by = clock.now(), by
    own.save()
    advance(own, PART, "adopt", by=by)
    save(activity)
    return joint


def _own_activity(
    joint: JointEvent, branch: Organization, *, on: date, note: str, row: PlannedActivity | None
) -> Activity:
    lead, day = joint.lead, clock.local_day(joint.starts_at)
    kind = lead.kind if lead is not None else ActivityKind.PARTY_DAY
    month = (lead.for_year, lead.for_month) if lead is not None else (day.year, day.month)
    if row is not None:
        row = lock(row)
        require(row.plan.branch_id == branch.pk, "请选本支部计划里的一行。", field="row")
        free = not row.activities.exclude(state=ActivityState.CANCELLED).exists()
        require(free, "计划的这一行已经开了活动。", field="row")
    sort = kind_of(kind)
    host = usual_chair(branch, sort, None, day)
    recorder = usual_recorder(branch, last_of(branch, sort), day)
    activity = Activity.objects.create(
        branch=branch,
        row=row,
        kind=kind,
        for_year=month[0],
        for_month=month[1],
        host=host,
        recorder=recorder,
        decided_on=on,
        decided_note=note.strip(),
        **{name: getattr(joint, name) for name in COMMON},
    )
    write_agenda(activity, [(title, minutes, person) for title, minutes, person in joint.agenda])
    return activity


def _answer(part: JointPart, step: str, *, by: User, fields: tuple[str, ...]) -> None:
    part.answered_at, part.answered_by = clock.now(), by
    advance(part, PART, step, by=by, reason=part.reason, fields=(*fields, "answered_at", "answered_by"))
    following.tell_organizer(
        part, f"{part.branch.called}{part.get_state_display()}", part.reason or part.decided_note
    )


def _check(values: Mapping[str, Any]) -> None:
    require(str(values.get("theme", "x")).strip(), "请写主题。", field="theme")
    start, end = values.get("starts_at"), values.get("ends_at")
    require(start is None or end is None or end > start, "结束时间应晚于开始时间。", field="end")


def _require_ahead(joint: JointEvent) -> None:
    require(joint.is_open, "这次联合活动已经取消。", code="cancelled")
    require(clock.now() < joint.ends_at, "活动已经结束，不能再邀请。", code="too_late")


def _require_invitable(joint: JointEvent, branch: Organization) -> None:
    require(branch.is_branch, f"{branch.called}不是党支部。", field="branches")
    require(branch.pk != joint.organizer_id, "不用邀请本支部。", field="branches")
    require(branch.is_active_on(clock.today()), f"{branch.called}已经撤销。", field="branches")
    if not joint.organizer.is_branch:
        below = branch.path.startswith(joint.organizer.path)
        require(below, f"{branch.called}不在{joint.organizer.called}之下。", field="branches")


def _require_without_lead(joint: JointEvent) -> None:
    require(joint.lead_id is None, "这次活动由支部主办，请在支部的活动页上改。", code="joint")


def _tell_invited(part: JointPart) -> None:
    joint = part.joint
    start = joint.starts_at.astimezone(clock.OFFICE)
    message = Message(
        occasion=f"joint-invite:{part.pk}:{part.invited_at:%Y%m%d%H%M%S}",
        kind=NoticeKind.JOINT,
        subject=f"{joint.organizer.called}邀请参加联合活动：{joint.theme}"[:120],
        body=f"{clock.short_date(start.date())} {start:%H:%M}，{joint.place or '地点另行通知'}。"
        "请支委会决定是否作为本支部的主题党日；确认以后才算本支部的活动。",
        link=reverse("joint_part", args=[part.pk]),
    )
    queue(holders(part.branch, FILING_POSTS), message)


def _tell_text_is_there(joint: JointEvent) -> None:
    for part in joint.parts.adopted().select_related("branch", "activity"):
        activity = part.activity
        if activity is None or part.is_host:
            continue
        message = Message(
            occasion=f"joint-text:{part.pk}",
            kind=NoticeKind.JOINT,
            subject=f"联合活动的共同文本写好了：{joint.theme}"[:120],
            body="可以带入本支部的纪实表，再补充本支部的内容。",
            link=reverse("activity_detail", args=[activity.pk]),
        )
        queue(holders(part.branch, FILING_POSTS), message, activity=activity)
