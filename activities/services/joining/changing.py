"""The organizer changes what all have in common: fields, agenda, the common text, the calling off (E-20, N25)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.models import JointEvent
from activities.models.joint import COMMON
from activities.reports.agenda_text import agenda_lines
from activities.rules.agenda import AgendaLine
from activities.services import following
from activities.services.filing import FILING_POSTS, holders
from activities.services.joining.inviting import check_common
from activities.services.notifying import Message, queue
from members.models import User
from partywork.common.errors import Conflict
from partywork.common.verbs import journal, lock, require, save


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
    check_common(values)
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


def _require_without_lead(joint: JointEvent) -> None:
    require(joint.lead_id is None, "这次活动由支部主办，请在支部的活动页上改。", code="joint")


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
