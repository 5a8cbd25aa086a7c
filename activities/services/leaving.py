"""Leave in writing: asked, decided with a reason, withdrawn (AT-03, AT-04, E-47..E-50)."""

from django.db import transaction
from django.urls import reverse

from activities.choices import (
    LEAVE_STATUS,
    ActivityState,
    AttendanceStatus,
    LeaveReason,
    LeaveState,
    NoticeKind,
)
from activities.models import Activity, Answer, Attendance, LeaveRequest
from activities.reports.expected import Expectation
from activities.services import together
from activities.services.attending import recount
from activities.services.filing import FILING_POSTS, REVIEW_POSTS, holders
from activities.services.notifying import Message, queue
from activities.states import LEAVE
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save

DECIDED = ("decided_at", "decided_by", "decision_note")


@transaction.atomic
def answer_coming(activity: Activity, member: Member, *, by: User) -> None:
    """ "I shall be there": a leave asked for before is withdrawn by it."""
    parts = together.lock_parts(activity)
    activity = together.own_of(parts, activity)
    require(activity.is_ahead(clock.now()), "活动已经开始，不用再答复。", code="too_late")
    for part in _parts_ahead(parts, activity, member):
        for leave in part.leaves.filter(member=member, state__in=[LeaveState.ASKED, LeaveState.APPROVED]):
            withdraw(leave, by=by)
        Answer.objects.update_or_create(activity=part, member=member)


@transaction.atomic
def ask(activity: Activity, member: Member, *, reason: str, by: User, text: str = "") -> LeaveRequest:
    """Ask for leave; after the start it is 补假 and needs a word why (AT-03, E-48). Twice is once.

    From one part of a gathering it is asked for all that are still to come: one leave for the afternoon (N06).
    """
    parts = together.lock_parts(activity)
    leave = _ask(together.own_of(parts, activity), member, reason=reason, by=by, text=text)
    for part in _parts_ahead(parts, activity, member):
        if part.pk != activity.pk:
            _ask(part, member, reason=reason, by=by, text=text, tells=False)
    return leave


def _ask(
    activity: Activity, member: Member, *, reason: str, by: User, text: str, tells: bool = True
) -> LeaveRequest:
    require(activity.state != ActivityState.CANCELLED, "活动已经取消，不用请假。", code="cancelled")
    require(reason in LeaveReason.values, "请选一个请假的原因。", field="reason")
    on_roster = Expectation(member).covers(activity)
    require(on_roster, "您当日不在应到名单上，不用请假。", code="not_on_roster")
    now = clock.now()
    late = now >= activity.starts_at
    require(not late or text.strip(), "活动已经开始，补假请写一句原因（不用写病情）。", field="text")
    values = {"reason": reason, "text": text.strip(), "asked_at": now, "after_start": late}
    leave, is_new = LeaveRequest.objects.get_or_create(activity=activity, member=member, defaults=values)
    if not is_new:
        if _says_the_same(leave, reason, text.strip()):
            return leave
        _ask_again(leave, values, by=by)
    else:
        journal(leave, "ask", by=by, after=leave.state)
    Answer.objects.filter(activity=activity, member=member).delete()
    if tells:
        _tell_approvers(leave)
    return leave


@transaction.atomic
def approve(leave: LeaveRequest, *, by: User, note: str = "") -> LeaveRequest:
    """Excuse the member; it never counts as present (AT-04). Decided for one part it is decided for all."""
    leave = _locked(leave)
    _require_other_person(leave, by)
    for each in [leave, *_alike(leave)]:
        each.decided_at, each.decided_by, each.decision_note = clock.now(), by, note
        advance(each, LEAVE, "approve", by=by, reason=note, fields=DECIDED)
        _write_back(each, by)
    _tell_member(leave)
    return leave


@transaction.atomic
def refuse(leave: LeaveRequest, *, by: User, note: str) -> LeaveRequest:
    leave = _locked(leave)
    _require_other_person(leave, by)
    require(note.strip(), "不批准要写明原因，本人看得到。", field="note")
    for each in [leave, *_alike(leave)]:
        each.decided_at, each.decided_by, each.decision_note = clock.now(), by, note
        advance(each, LEAVE, "refuse", by=by, reason=note, fields=DECIDED)
    _tell_member(leave)
    return leave


@transaction.atomic
def withdraw(leave: LeaveRequest, *, by: User) -> LeaveRequest:
    leave = _locked(leave)
    require(clock.now() < leave.activity.starts_at, "活动已经开始，不能撤回请假。", code="too_late")
    for each in [leave, *_alike(leave)]:
        advance(each, LEAVE, "withdraw", by=by)
    return leave


def _parts_ahead(parts: list[Activity], activity: Activity, member: Member) -> list[Activity]:
    """The part it is about, and the others he is expected at that have not begun."""
    now = clock.now()
    others = [part for part in parts if part.pk != activity.pk and part.is_ahead(now)]
    return [together.own_of(parts, activity), *together.expected_parts(others, member)]


def _alike(leave: LeaveRequest) -> list[LeaveRequest]:
    """The same leave from the other parts of the gathering, in the same state."""
    if leave.activity.gathering_id is None:
        return []
    rows = LeaveRequest.objects.select_for_update(of=("self",), no_key=True).filter(
        activity__gathering=leave.activity.gathering_id, member=leave.member_id, state=leave.state
    )
    return list(rows.exclude(pk=leave.pk).select_related("activity__branch", "member").order_by("pk"))


def _ask_again(leave: LeaveRequest, values: dict[str, object], *, by: User) -> None:
    if leave.state in (LeaveState.ASKED, LeaveState.APPROVED):
        advance(leave, LEAVE, "withdraw", by=by)
    for name, value in values.items():
        setattr(leave, name, value)
    leave.decided_at = leave.decided_by = None
    leave.decision_note = ""
    advance(leave, LEAVE, "ask", by=by, fields=(*values, "decided_at", "decided_by", "decision_note"))


def _locked(leave: LeaveRequest) -> LeaveRequest:
    """The activity first: closing it reads the leaves, so the two come one after the other."""
    activity = together.own_of(together.lock_parts(leave.activity), leave.activity)
    leave = lock(leave)
    leave.activity = activity
    return leave


def _says_the_same(leave: LeaveRequest, reason: str, text: str) -> bool:
    """A second click, or the same leave again without a new word."""
    standing = leave.state in (LeaveState.ASKED, LeaveState.APPROVED)
    return standing and leave.reason == reason and text in ("", leave.text)


def _require_other_person(leave: LeaveRequest, by: User) -> None:
    """Nobody decides on his own leave: the secretary's goes to the deputy or the superior (E-50)."""
    own = leave.member.user_id is not None and leave.member.user_id == by.pk
    require(not own, "不能批自己的请假，请由副书记或上级联系人批。", code="own_leave")


def _write_back(leave: LeaveRequest, by: User) -> None:
    """A leave granted after closing settles the frozen register, where the sheet is not filed yet.

    Whoever is excused makes up all the same (AT-05).
    """
    activity = leave.activity
    if activity.state != ActivityState.HELD or not lock(activity.record).is_editable:
        return
    row = Attendance.objects.filter(activity=activity, member=leave.member).first()
    if row is None or row.is_present or row.status == AttendanceStatus.NOT_YET:
        return
    before, row.status = row.status, LEAVE_STATUS[LeaveReason(leave.reason)]
    save(row, "status")
    journal(row, "settle", by=by, reason="补假获批", before=before, after=row.status)
    recount(activity)


def _tell_approvers(leave: LeaveRequest) -> None:
    branch = leave.activity.branch
    people = holders(branch, FILING_POSTS) - {leave.member.user_id or 0}
    if not people and branch.superior is not None:
        people = holders(branch.superior, REVIEW_POSTS)
    message = Message(
        occasion=f"leave:{leave.pk}:{leave.asked_at.timestamp():.0f}",
        kind=NoticeKind.LEAVE,
        subject=f"{leave.member.name}{'补假' if leave.after_start else '请假'}：{leave.activity.theme}"[:120],
        body=f"{leave.get_reason_display()}。{leave.text}".strip(),
        link=reverse("activity_detail", args=[leave.activity_id]),
    )
    queue(people, message, activity=leave.activity)


def _tell_member(leave: LeaveRequest) -> None:
    if leave.member.user_id is None:
        return
    message = Message(
        occasion=f"leave-decided:{leave.pk}:{leave.decided_at:%Y%m%d%H%M%S}",
        kind=NoticeKind.LEAVE,
        subject=f"请假{leave.get_state_display()}：{leave.activity.theme}"[:120],
        body=leave.decision_note or "没有附批语。",
        link=reverse("my_activity", args=[leave.activity_id]),
    )
    queue([leave.member.user_id], message, activity=leave.activity)
