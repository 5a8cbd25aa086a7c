"""Leave, make-ups and absentees as the printed forms F-04, F-05 and the contact list want them."""

from datetime import datetime
from typing import Any

from activities.choices import LeaveReason, LeaveState, MakeUpState
from activities.documents.contact_list import ContactLine, ContactListContent, ContactListDocument
from activities.documents.leave_slip import LeaveSlipContent, LeaveSlipDocument
from activities.documents.make_up_record import MakeUpRecordContent, MakeUpRecordDocument
from activities.models import Activity, LeaveRequest, MakeUp
from activities.reports.following import next_day
from activities.rules.make_up import OF_REASON, terms_of
from branches.reports.parameters import in_force
from members.models import MembershipSpell
from members.reports.personal_file import phones_of
from partywork.common import clock


def leave_slip(leave: LeaveRequest) -> dict[str, Any]:
    activity = leave.activity
    terms = terms_of(OF_REASON[LeaveReason(leave.reason)], in_force(activity.branch, activity.day))
    due = clock.due_text(terms.deadline(activity.last_day, next_day(activity)).due)
    decided = leave.state in (LeaveState.APPROVED, LeaveState.REFUSED)
    spells = MembershipSpell.objects.filter(member=leave.member, period__contains=activity.day)
    content = LeaveSlipContent(
        branch=activity.branch.name_on(activity.day),
        group=spells.values_list("group__name", flat=True).first() or "",
        name=leave.member.name,
        activity=activity.theme,
        kind=str(activity.get_kind_display()),
        held_on=activity.day,
        time=f"{_hour(activity.starts_at)}—{_hour(activity.ends_at)}",
        reason=str(leave.get_reason_display()),
        text=leave.text,
        asked_on=clock.local_day(leave.asked_at),
        asked_at=_hour(leave.asked_at),
        after_start=leave.after_start,
        decision=str(leave.get_state_display()) if decided else "",
        note=leave.decision_note,
        decided_by=str(leave.decided_by) if decided and leave.decided_by else "",
        decided_on=clock.local_day(leave.decided_at) if decided and leave.decided_at else None,
        make_up=f"{terms.forms_text}，{due}前完成",
    )
    return LeaveSlipDocument(content).to_json()


def make_up_record(row: MakeUp) -> dict[str, Any]:
    activity = row.attendance.activity
    content = MakeUpRecordContent(
        branch=activity.branch.name_on(activity.day),
        group=row.attendance.group_name,
        name=row.attendance.member.name,
        activity=activity.theme,
        held_on=activity.day,
        absence=str(row.attendance.get_status_display()),
        cause=row.cause,
        contacted_by=str(row.contacted_by) if row.contacted_by else "",
        contacted_at=_moment(row.contacted_at) if row.contacted_at else "",
        told=row.told,
        allowed="、".join(row.form_labels),
        due=clock.due_text(row.due_at),
        method=str(row.get_method_display()) if row.method else "",
        done_on=row.done_on,
        minutes=row.minutes,
        place=row.place,
        visitors=row.visitors,
        brought=row.brought,
        gist=row.gist,
        handed_in_by=str(row.handed_in_by) if row.handed_in_by else "",
        confirmed_by=str(row.confirmed_by) if row.confirmed_by else "",
        confirmed_on=clock.local_day(row.confirmed_at) if row.confirmed_at else None,
        is_late=row.is_late,
    )
    return MakeUpRecordDocument(content).to_json()


def contact_list(activity: Activity) -> dict[str, Any]:
    """Everybody who still owes something, those not yet called first, by group; with the numbers to call."""
    rows = (
        MakeUp.objects.filter(attendance__activity=activity)
        .exclude(state=MakeUpState.CONFIRMED)
        .select_related("attendance__member", "contacted_by")
        .order_by("contacted_at", "attendance__group_name", "attendance__member__name_key")
    )
    phones = phones_of(row.attendance.member_id for row in rows)
    ordered = sorted(rows, key=lambda row: row.contacted_at is not None)
    content = ContactListContent(
        branch=activity.branch.name_on(activity.day),
        held_on=activity.day,
        theme=activity.theme,
        told="、".join(item.title for item in activity.agenda.all()) or activity.theme,
        made_on=clock.today(),
        lines=tuple(_contact(number, row, phones) for number, row in enumerate(ordered, 1)),
    )
    return ContactListDocument(content).to_json()


def _contact(number: int, row: MakeUp, phones: dict[int, str]) -> ContactLine:
    member = row.attendance.member
    day = clock.due_day(row.due_at)
    return ContactLine(
        number=number,
        name=member.name,
        group=row.attendance.group_name,
        phone=phones.get(member.pk, ""),
        absence=row.kind_text,
        contacted=f"{clock.local_day(row.contacted_at):%-m月%-d日}" if row.contacted_at else "",
        cause=row.cause,
        make_up="、".join(row.form_labels),
        due=f"{day.month}月{day.day}日",
    )


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(clock.OFFICE):%H:%M}"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(clock.OFFICE)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
