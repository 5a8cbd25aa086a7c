"""A course that was entered with wrong days or hours is put right in its place, with the reason (ED-03, F-31)."""

from dataclasses import replace

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.models import OutsideStudy
from activities.rules.lecture_hours import hours_text
from activities.services.notifying import Message, queue
from activities.services.outside_study import STANDING, Course, branch_then, require_possible
from members.models import User
from partywork.common import clock
from partywork.common.clock import full_date
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def amend(row: OutsideStudy, course: Course, *, reason: str, by: User) -> OutsideStudy:
    """Other days, hours or words for the same course; its paper stays. Saying the same again changes nothing.

    Nobody amends his own: he takes it back while it waits, or asks another. What stands in an archived year's sheet
    stays there as it was (N39).
    """
    row = lock(row)
    require(row.state in STANDING, "不予登记或已经撤销的，请重新登记。", code="closed")
    require(row.member.user_id != by.pk, "自己的请另一位同志更正。", code="own_case")
    branch = branch_then(row.member, course.until)
    require_possible(branch, course)
    new = replace(course, title=course.title.strip(), organizer=course.organizer.strip())
    if _same(row, new):
        return row
    require(reason.strip(), "请写明更正的原因，本人看得到。", field="reason")
    others = OutsideStudy.objects.filter(
        member=row.member, until=new.until, title=new.title, state__in=STANDING
    ).exclude(pk=row.pk)
    require(not others.exists(), f"{row.member.name}这一天的这门课已经登记过。", field="until", code="known")
    before = _words(row)
    row.branch, row.since, row.until, row.title = branch, new.since, new.until, new.title
    row.organizer, row.tenths, row.sort, row.basis = new.organizer, new.tenths, new.sort, new.basis
    row.reason = reason.strip()
    row.save()
    journal(row, "amend_study", by=by, reason=row.reason, before=before, after=_words(row))
    _tell(row, before)
    return row


def _same(row: OutsideStudy, course: Course) -> bool:
    return (row.since, row.until, row.title, row.organizer, row.tenths, row.sort, row.basis) == (
        course.since,
        course.until,
        course.title,
        course.organizer,
        course.tenths,
        course.sort,
        course.basis,
    )


def _words(row: OutsideStudy) -> str:
    """Short enough for the journal's two columns: 06-10—06-11 8学时"""
    return f"{row.since:%m-%d}—{row.until:%m-%d} {hours_text(row.tenths)}"


def _tell(row: OutsideStudy, before: str) -> None:
    """The hours are the member's: he reads what they were, what they are and why."""
    if row.member.user_id is None:
        return
    message = Message(
        occasion=f"outside-study-amended:{row.pk}:{clock.now():%Y%m%d%H%M%S}",
        kind=NoticeKind.REMINDER,
        subject=f"您的外出学习登记有更正：{row.title}"[:120],
        body=f"原来是{before}，现在是{full_date(row.until)}结束、{hours_text(row.tenths)}。原因：{row.reason}",
        link=reverse("my_hours"),
    )
    queue([row.member.user_id], message)
