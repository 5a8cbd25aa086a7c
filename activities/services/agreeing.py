"""What a meeting agreed on: written in one line, reported on in two taps, seen through to its end (PD-29, F-43)."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityState, NoticeKind
from activities.choices_agenda import ActionStage, ActionState
from activities.models import ActionItem, ActionReport, Activity, AgendaItem
from activities.reports.branch_people import branch_people
from activities.reports.follow_up import FOLLOW_UP, takes_up
from activities.rules.action_line import read_line
from activities.services.agenda_lines import new_items
from activities.services.notifying import Message, queue
from activities.states_agenda import ACTION
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save

LONGEST = 200


@transaction.atomic
def agree(
    activity: Activity,
    *,
    line: str,
    by: User,
    owner: Member | None = None,
    due_on: date | None = None,
    item: AgendaItem | None = None,
) -> ActionItem:
    """What, who, until when, out of one line; `owner` and `due_on` chosen by hand go before the words.

    The same line twice is one. Whoever is responsible is told, once.
    """
    activity = lock(activity)
    require(activity.state != ActivityState.CANCELLED, "活动已经取消。", code="wrong_state")
    require(item is None or item.activity_id == activity.pk, "这一项不是这次会议的议题。", code="elsewhere")
    people = branch_people(activity)
    read = read_line(line, people.names, activity.day)
    text = read.text.strip() or line.strip()
    require(text, "请写要办什么。", field="line")
    require(len(text) <= LONGEST, f"请写短一些，最多{LONGEST}字。", field="line")
    key = owner.pk if owner is not None else read.owner
    require(key is not None, "请写明责任人（本支部党员的姓名），或者在下面选。", field="owner")
    require(key in people.keys, "责任人要在本支部的名册上。", field="owner")
    due = due_on or read.due_on
    require(due is None or due >= activity.day, "时限不能早于会议当天。", field="due_on")
    action, is_new = ActionItem.objects.get_or_create(
        activity=activity,
        text=text,
        owner_id=key,
        defaults={"branch": activity.branch, "item": item, "due_on": due},
    )
    if is_new:
        journal(action, "agree", by=by, after=action.state)
        _tell_owner(action, by)
        _bring_back(action, by=by)
    return action


@transaction.atomic
def report(action: ActionItem, *, stage: str, by: User, text: str = "") -> ActionItem:
    """What the owner says about it with one tap. 办好了 ends it today; said again on the same day it is said once."""
    action = lock(action)
    require(stage in ActionStage.values, "请选进展。", field="stage")
    require(action.state == ActionState.OPEN, f"这一项{action.get_state_display()}。", code="wrong_state")
    text, now = text.strip(), clock.now()
    require(len(text) <= LONGEST, f"请写短一些，最多{LONGEST}字。", field="text")
    require(text or stage != ActionStage.STUCK, "请写一句有什么困难，支委会好帮着解决。", field="text")
    last = action.reports.last()
    same = last is not None and (last.stage, last.text, last.by_id) == (stage, text, by.pk)
    if not (same and last is not None and clock.local_day(last.at) == clock.local_day(now)):
        ActionReport.objects.create(action=action, stage=stage, text=text, by=by, at=now)
    action.stage, action.progress, action.reported_at = stage, text, now
    if stage == ActionStage.DONE:
        action.done_on = clock.today()
        advance(action, ACTION, "finish", by=by, reason=text, fields=_SAID)
    else:
        save(action, *_SAID)
        journal(action, "report", by=by, reason=text, after=action.state)
    return action


_SAID = ("stage", "progress", "reported_at", "done_on")


@transaction.atomic
def drop(action: ActionItem, *, by: User, reason: str) -> ActionItem:
    """It is not followed any longer; why stands on the sheet."""
    action = lock(action)
    require(reason.strip(), "请写明为什么不再办理。", field="reason")
    action.drop_reason, action.dropped_on = reason.strip(), clock.today()
    advance(action, ACTION, "drop", by=by, reason=reason, fields=("drop_reason", "dropped_on"))
    return action


@transaction.atomic
def reopen(action: ActionItem, *, by: User, reason: str) -> ActionItem:
    """Found not to be done after all."""
    action = lock(action)
    require(reason.strip(), "请写明还差什么。", field="reason")
    action.done_on = action.dropped_on = None
    action.drop_reason = action.stage = ""
    fields = ("done_on", "dropped_on", "drop_reason", "stage")
    advance(action, ACTION, "reopen", by=by, reason=reason, fields=fields)
    _tell_owner(action, by, again=reason.strip())
    _bring_back(action, by=by)
    return action


@transaction.atomic
def rearrange(
    action: ActionItem, *, by: User, owner: Member, due_on: date | None, reason: str = ""
) -> ActionItem:
    """Another owner or another day; a day put off says why."""
    action = lock(action)
    require(action.state == ActionState.OPEN, f"这一项{action.get_state_display()}。", code="wrong_state")
    here = owner.pk in branch_people(action.activity).keys
    require(here, "责任人要在本支部的名册上。", field="owner")
    put_off = action.due_on is not None and (due_on is None or due_on > action.due_on)
    require(not put_off or reason.strip(), "时限推后要写明原因。", field="reason")
    require(due_on is None or due_on >= action.activity.day, "时限不能早于会议当天。", field="due_on")
    new_owner = owner.pk != action.owner_id
    if not new_owner and due_on == action.due_on:
        return action
    before = f"{action.owner.name}，{action.due_on or '长期'}"
    action.owner, action.due_on = owner, due_on
    save(action, "owner", "due_on")
    journal(action, "rearrange", by=by, reason=f"原为{before}。{reason}"[:200], after=action.state)
    if new_owner:
        _tell_owner(action, by)
    return action


def _tell_owner(action: ActionItem, by: User, again: str = "") -> None:
    """Not whoever wrote it down for himself; nobody twice for the same thing."""
    user = action.owner.user_id
    if user is None or user == by.pk:
        return
    until = f"{clock.long_date(action.due_on)}前" if action.due_on else "长期"
    message = Message(
        occasion=f"action:{action.pk}:{action.owner_id}{f':{clock.today()}' if again else ''}",
        kind=NoticeKind.ACTION,
        subject=f"{'请再办一下' if again else '您负责一件议定事项'}：{action.text}"[:120],
        body=f"{again + '。' if again else ''}{clock.short_date(action.activity.day)}"
        f"{action.activity.get_kind_display()}议定，时限：{until}。",
        link=reverse("my_actions"),
    )
    queue([user], message)


def _bring_back(action: ActionItem, *, by: User) -> None:
    """The next meeting that takes up what was agreed on has it on its agenda, also if it was opened before."""
    coming = Activity.objects.coming(clock.now()).filter(
        branch=action.branch_id, starts_at__gt=action.activity.starts_at
    )
    ahead = [row for row in coming.select_related("branch").order_by("starts_at") if takes_up(row)]
    meeting = next(iter(ahead), None)
    if meeting is None or meeting.agenda.filter(title=FOLLOW_UP).exists():
        return
    meeting = lock(meeting)
    place = len(meeting.sort.opening) + 1
    later = list(meeting.agenda.filter(position__gte=place))
    for row in later:
        row.position += 1
    AgendaItem.objects.bulk_update(later, ["position"])
    AgendaItem.objects.bulk_create(new_items(meeting, [FOLLOW_UP], first=place))
    meeting.revision += 1
    save(meeting, "revision")
    journal(meeting, "bring_back", by=by, reason=action.text)
