"""Opening a joint event and asking branches to it; taking an invitation back (PD-08, E-21)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind, PartState
from activities.models import Activity, JointEvent, JointPart
from activities.models.joint import COMMON
from activities.rules.agenda import AgendaLine
from activities.services.filing import FILING_POSTS, holders
from activities.services.notifying import Message, queue
from activities.states import PART
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.errors import DomainError
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
    check_common(values)
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


def check_common(values: Mapping[str, Any]) -> None:
    """What all branches take over has a theme, and ends after it begins."""
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
