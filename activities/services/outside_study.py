"""Courses away from the branch and online: entered, confirmed by somebody else, refused, struck (ED-01, F-31)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.choices_education import OutsideState, StudyBasis, StudySort
from activities.models import OutsideStudy
from activities.rules.lecture_hours import hours_text
from activities.services.filing import FILING_POSTS, REVIEW_POSTS, holders
from activities.services.notifying import Message, queue
from activities.states_education import OUTSIDE
from branches.models import Organization
from branches.reports.parameters import in_force
from members.models import Member, User
from partywork.common import clock
from partywork.common.uploads import clean_file
from partywork.common.verbs import advance, journal, lock, require

STANDING = (OutsideState.ASKED, OutsideState.CONFIRMED)


@dataclass(frozen=True)
class Course:
    """What the ledger asks of a course: 日期 · 课程 · 主办单位 · 类型 · 学时; what it is believed by."""

    since: date
    until: date
    title: str
    organizer: str
    tenths: int
    sort: str = StudySort.TRAINING
    basis: str = StudyBasis.CERTIFICATE
    file_name: str = ""
    file: bytes = b""


@transaction.atomic
def enter(members: Sequence[Member], course: Course, *, by: User) -> list[OutsideStudy]:
    """Enter a course for whoever was at it. One's own waits for somebody else; anybody else's counts at once.

    The same course twice is one row; other hours for it are told.
    """
    require(members, "请至少选一名党员。", field="people")
    return [_enter_one(member, course, by) for member in members]


@transaction.atomic
def confirm(row: OutsideStudy, *, by: User) -> OutsideStudy:
    """A second person's word; from then on the hours count."""
    row = lock(row)
    if row.state == OutsideState.CONFIRMED:
        return row
    _require_another(row, by)
    row.decided_at, row.decided_by = clock.now(), by
    advance(row, OUTSIDE, "confirm", by=by, fields=("decided_at", "decided_by"))
    _tell_member(row, f"已确认，计{hours_text(row.tenths)}", "")
    return row


@transaction.atomic
def refuse(row: OutsideStudy, *, by: User, reason: str) -> OutsideStudy:
    """It does not count; the member reads why and may enter it again."""
    row = lock(row)
    _require_another(row, by)
    require(reason.strip(), "请写明原因，本人看得到。", field="reason")
    row.decided_at, row.decided_by, row.reason = clock.now(), by, reason.strip()
    advance(
        row,
        OUTSIDE,
        "refuse",
        by=by,
        reason=reason.strip(),
        fields=("decided_at", "decided_by", "reason"),
    )
    _tell_member(row, "没有登记", row.reason)
    return row


@transaction.atomic
def strike(row: OutsideStudy, *, by: User, reason: str) -> OutsideStudy:
    """Entered by mistake: it leaves the ledger and stays in the journal. Who entered his own may take it back."""
    row = lock(row)
    require(reason.strip(), "请写明撤销的原因。", field="reason")
    own_waiting = row.member.user_id == by.pk and row.state == OutsideState.ASKED
    require(own_waiting or row.member.user_id != by.pk, "已经确认的，请另一位同志撤销。", code="own_case")
    row.reason = reason.strip()
    advance(row, OUTSIDE, "strike", by=by, reason=row.reason, fields=("reason",))
    return row


def _enter_one(member: Member, course: Course, by: User) -> OutsideStudy:
    member = lock(member)
    branch = branch_then(member, course.until)
    require_possible(branch, course)
    known = OutsideStudy.objects.filter(
        member=member, until=course.until, title=course.title.strip(), state__in=STANDING
    ).first()
    if known is not None:
        same = (known.tenths, known.sort) == (course.tenths, course.sort)
        require(same, f"{member.name}这一天的这门课已经登记过，是{hours_text(known.tenths)}。", code="known")
        return known
    is_own = member.user_id == by.pk
    row = OutsideStudy(
        branch=branch,
        member=member,
        state=OutsideState.ASKED if is_own else OutsideState.CONFIRMED,
        since=course.since,
        until=course.until,
        title=course.title.strip(),
        organizer=course.organizer.strip(),
        sort=course.sort,
        tenths=course.tenths,
        basis=course.basis,
        entered_at=clock.now(),
        entered_by=by,
        decided_at=None if is_own else clock.now(),
        decided_by=None if is_own else by,
    )
    _attach(row, course)
    row.save()
    journal(row, "enter", by=by, reason=hours_text(row.tenths), after=row.state)
    if is_own:
        _tell_keepers(row, by)
    return row


def _attach(row: OutsideStudy, course: Course) -> None:
    """Optional; a picture is kept without the place it was taken at."""
    if not course.file:
        return
    clean = clean_file(course.file_name, course.file, field="file")
    row.file_name, row.file_type = clean.name, clean.content_type
    row.file.save("paper", ContentFile(clean.data), save=False)


def branch_then(member: Member, day: date) -> Organization:
    """Where he was when it ended; a course of before his first branch here is entered there."""
    spell = member.spells.filter(period__contains=day).select_related("branch").first()
    if spell is None:
        spell = (
            member.spells.filter(period__startswith__gt=day)
            .select_related("branch")
            .order_by("period")
            .first()
        )
    require(spell is not None, f"{member.name}那天不在任何党支部。", field="people")
    assert spell is not None
    branch: Organization = spell.branch
    return branch


def require_possible(branch: Organization, course: Course) -> None:
    """DomainError at the field that no course can have so."""
    require(course.title.strip(), "请写课程名称。", field="title")
    require(course.organizer.strip(), "请写主办单位。", field="organizer")
    require(course.since <= course.until, "结束日期早于开始日期。", field="until")
    one_year = course.since.year == course.until.year
    require(one_year, "跨年度的培训，请按年度分两条登记。", field="until", code="two_years")
    require(course.until <= clock.today(), "学完再登记，日期不能晚于今天。", field="until")
    require(course.tenths > 0, "学时要大于 0。", field="hours")
    days, per_day = (
        (course.until - course.since).days + 1,
        int(in_force(branch, course.until)["ed.hour_per_day"]),
    )
    require(
        course.tenths <= days * per_day * 10,
        f"{days} 天最多计 {days * per_day} 学时（一天折合 {per_day} 学时）。",
        field="hours",
        code="too_many",
    )


def _require_another(row: OutsideStudy, by: User) -> None:
    require(row.member.user_id != by.pk, "自己的请另一位同志或上级确认。", code="own_case")


def _tell_keepers(row: OutsideStudy, by: User) -> None:
    """Whoever may confirm; where that would be the person himself alone, the superior."""
    people = holders(row.branch, FILING_POSTS) - {by.pk}
    if not people and row.branch.superior is not None:
        people = holders(row.branch.superior, REVIEW_POSTS)
    message = Message(
        occasion=f"outside-study:{row.pk}",
        kind=NoticeKind.REMINDER,
        subject=f"{row.member.name}登记了外出学习：{row.title}"[:120],
        body=f"{row.organizer}主办，{hours_text(row.tenths)}。请确认，或写明为什么不予登记。",
        link=reverse("outside_study", args=[row.pk]),
    )
    queue(people, message)


def _tell_member(row: OutsideStudy, what: str, why: str) -> None:
    if row.member.user_id is None or row.entered_by_id != row.member.user_id:
        return
    message = Message(
        occasion=f"outside-study-{row.state}:{row.pk}",
        kind=NoticeKind.REMINDER,
        subject=f"您登记的外出学习{what}：{row.title}"[:120],
        body=why,
        link=reverse("my_hours"),
    )
    queue([row.member.user_id], message)
