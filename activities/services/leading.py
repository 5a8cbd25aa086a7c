"""A group leader's evening: mark the own group, hand it up; the secretary confirms and locks it (G02, G03, G05)."""

from django.db import transaction
from django.urls import reverse

from activities.choices import (
    ActivityState,
    AttendanceStatus,
    GroupRegisterState,
    NoticeKind,
    SignInMethod,
    Venue,
)
from activities.models import Activity, GroupRegister
from activities.reports.announcement import notice_text
from activities.reports.group_page import group_lines
from activities.rules.sign_in_window import window_of
from activities.services import attending
from activities.services.announcing import remind_occasion
from activities.services.confirming_make_ups import KEEPING_POSTS
from activities.services.filing import holders
from activities.services.notifying import Message, queue
from activities.states import GROUP_REGISTER
from branches.models import PartyGroup
from members.models import Member, User
from members.reports.led_group import people_of
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require

# What a leader may say of somebody; leave is decided by the secretary, and corrections go through him.
LEADERS_MARKS = ("", AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ABSENT)
ELSEWHERE = (Venue.ONLINE, Venue.MIXED)


@transaction.atomic
def mark(activity: Activity, group: PartyGroup, member: Member, *, status: str, by: User) -> None:
    """One person of the own group: came, came late, did not come, or nothing. Twice is once."""
    activity = lock(activity)
    register = _with_leader(activity, group)
    online = status == AttendanceStatus.ONLINE and activity.venue in ELSEWHERE
    require(online or status in LEADERS_MARKS, "小组长只登记到会、迟到和没来。", field="status")
    require(
        member.pk in people_of(group, activity.day),
        "这位同志不在您的小组。",
        code="other_group",
    )
    attending.mark(activity, member, status=status, by=by, method=SignInMethod.LIST)
    register.save(update_fields=["updated_at"])


@transaction.atomic
def mark_rest_present(activity: Activity, group: PartyGroup, *, by: User) -> int:
    """Everybody of the group without a mark, an approved leave or an exemption came; exceptions are put right."""
    activity = lock(activity)
    _with_leader(activity, group)
    return attending.mark_all_present(activity, by=by, only=people_of(group, activity.day))


@transaction.atomic
def hand_up(activity: Activity, group: PartyGroup, *, by: User) -> GroupRegister:
    """The group's attendance goes to the secretary. Who has no mark and no leave must be settled first."""
    activity = lock(activity)
    register = _with_leader(activity, group)
    lines = group_lines(activity, group)
    unknown = [line.name for line in lines if line.waits]
    require(
        not unknown,
        f"还有{len(unknown)}人没有登记：{'、'.join(unknown[:5])}。",
        code="unmarked",
    )
    register.present = sum(line.is_present for line in lines)
    register.expected = sum(line.is_present or not line.is_exempt for line in lines)
    register.handed_up_at, register.handed_up_by, register.note = clock.now(), by, ""
    fields = ("present", "expected", "handed_up_at", "handed_up_by", "note")
    advance(register, GROUP_REGISTER, "hand_up", by=by, fields=fields)
    message = Message(
        occasion=f"group:{register.pk}:{clock.now():%Y%m%d%H%M%S}",
        kind=NoticeKind.REMINDER,
        subject=f"{group.name}上报到会：{register.present}/{register.expected}，{activity.theme}"[:120],
        body=f"由{by}登记，请确认。",
        link=f"{reverse('activity_detail', args=[activity.pk])}#groups",
    )
    queue(holders(activity.branch, KEEPING_POSTS) - {by.pk}, message, activity=activity)
    return register


@transaction.atomic
def take_back(register: GroupRegister, *, by: User) -> GroupRegister:
    """The leader saw a mistake before it was confirmed."""
    register = lock(register)
    advance(register, GROUP_REGISTER, "take_back", by=by)
    return register


@transaction.atomic
def confirm(register: GroupRegister, *, by: User) -> GroupRegister:
    """The secretary confirms, and the group's marks are locked; pressed twice is once."""
    register = lock(register)
    if register.state == GroupRegisterState.CONFIRMED:
        return register
    require(register.handed_up_by_id != by.pk, "自己上报的，请另一位同志确认。", code="own_register")
    register.confirmed_at, register.confirmed_by = clock.now(), by
    advance(register, GROUP_REGISTER, "confirm", by=by, fields=("confirmed_at", "confirmed_by"))
    return register


@transaction.atomic
def give_back(register: GroupRegister, *, by: User, reason: str) -> GroupRegister:
    """Back to the leader with a word; what was confirmed is open again."""
    register = lock(register)
    require(register.activity.is_open, "活动已经结束，签到册已固定；请在签到册上更正。", code="closed")
    require(reason.strip(), "请写明哪里要改，小组长看得到。", field="reason")
    register.note, register.confirmed_at, register.confirmed_by = reason.strip(), None, None
    fields = ("note", "confirmed_at", "confirmed_by")
    advance(register, GROUP_REGISTER, "return", by=by, reason=reason, fields=fields)
    if register.handed_up_by_id is not None:
        message = Message(
            occasion=f"group-back:{register.pk}:{clock.now():%Y%m%d%H%M%S}",
            kind=NoticeKind.REMINDER,
            subject=f"小组的到会退回了：{register.activity.theme}"[:120],
            body=register.note,
            link=reverse("group_activity", args=[register.activity_id]),
        )
        queue([register.handed_up_by_id], message, activity=register.activity)
    return register


@transaction.atomic
def remind_group(activity: Activity, group: PartyGroup, *, by: User) -> int:
    """One message to those of the group who have not answered, at most once a day each (G05)."""
    activity = lock(activity)
    announced = activity.state == ActivityState.ANNOUNCED and activity.is_ahead(clock.now())
    require(announced, "预告发出以后、活动开始以前才能提醒。", code="wrong_state")
    waiting = [line.user_id for line in group_lines(activity, group) if line.has_not_answered]
    message = Message(
        # The same occasion as the secretary's reminder: nobody is reminded twice a day by two people.
        occasion=remind_occasion(activity),
        kind=NoticeKind.REMINDER,
        subject=f"请答复：{activity.get_kind_display()}，{activity.theme}"[:120],
        body=f"您还没有答复参加还是请假。\n{notice_text(activity)}",
        link=reverse("my_activity", args=[activity.pk]),
    )
    told = queue((user for user in waiting if user is not None), message, activity=activity)
    if told:
        journal(activity, "remind", by=by, reason=f"{group.name} {told} 人", after=activity.state)
    return told


def _with_leader(activity: Activity, group: PartyGroup) -> GroupRegister:
    """The group's register, open, while the activity runs or is about to."""
    require(group.branch_id == activity.branch_id, "这次活动不是您支部的。", code="other_branch")
    require(activity.is_open, "活动已经结束，签到册已固定。要更正，请告诉书记。", code="closed")
    opens = window_of(activity.starts_at, activity.ends_at).opens
    require(
        clock.now() >= opens,
        f"还没到登记的时间，{clock.due_text(opens)}起可以登记。",
        code="too_early",
    )
    register, _ = GroupRegister.objects.get_or_create(activity=activity, group=group)
    register = lock(register)
    require(
        register.is_with_leader,
        f"小组的登记{register.get_state_display()}。要改，请先收回或请书记退回。",
        code="handed_up",
    )
    return register
