"""A member says that his own mark is wrong; somebody else answers with a reason, and the trace stays (M15)."""

from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityState, AttendanceStatus, NoticeKind, ObjectionClaim, ObjectionState
from activities.models import Activity, Attendance, Objection
from activities.services import attending
from activities.services.filing import FILING_POSTS, REVIEW_POSTS, holders
from activities.services.notifying import Message, queue
from activities.states import OBJECTION
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save


@transaction.atomic
def object_to(activity: Activity, member: Member, *, by: User, claim: str = "", text: str = "") -> Objection:
    """Two taps; nothing is changed by it. While one waits, saying it again changes nothing either."""
    activity = lock(activity)
    claim = claim or ObjectionClaim.OTHER
    require(claim in ObjectionClaim.values, "请选一项。", field="claim")
    require(claim != ObjectionClaim.OTHER or text.strip(), "请写一句哪里不对。", field="text")
    require(clock.now() >= activity.starts_at, "活动还没有开始，还没有登记。", code="too_early")
    waiting = Objection.objects.filter(activity=activity, member=member, state=ObjectionState.OPEN).first()
    if waiting is not None:
        return waiting
    mark = Attendance.objects.filter(activity=activity, member=member).first()
    objection = Objection.objects.create(
        activity=activity,
        member=member,
        claim=claim,
        text=text.strip(),
        asked_at=clock.now(),
        before=mark.status if mark else "",
    )
    journal(objection, "object", by=by, reason=objection.said, after=objection.state)
    _tell_keepers(objection, by)
    return objection


@transaction.atomic
def answer(objection: Objection, *, by: User, answer: str, status: str = "") -> Objection:
    """Corrected or upheld as it was, with the reason the member reads. Nobody answers his own.

    Before the sheet is filed the register itself is put right; afterwards the frozen sheet stays, the correction
    is an addendum behind it, and the superior is told (E-04, N19).
    """
    activity = lock(objection.activity)
    objection = lock(objection)
    require(objection.member.user_id != by.pk, "自己提的，请另一位同志或上级答复。", code="own_objection")
    require(answer.strip(), "请写明理由，本人看得到。", field="answer")
    mark = Attendance.objects.filter(activity=activity, member=objection.member).first()
    now = mark.status if mark else ""
    require(status != now or not status, "登记本来就是这样；不改请选“维持原登记”。", field="status")
    if status:
        _correct(activity, objection.member, mark, status=status, by=by, why=answer.strip())
    objection.before, objection.after = now, status
    objection.answer, objection.answered_at, objection.answered_by = answer.strip(), clock.now(), by
    step = "uphold" if status else "dismiss"
    fields = ("before", "after", "answer", "answered_at", "answered_by")
    advance(objection, OBJECTION, step, by=by, reason=answer.strip(), fields=fields)
    _tell_member(objection)
    return objection


def _correct(
    activity: Activity, member: Member, mark: Attendance | None, *, status: str, by: User, why: str
) -> None:
    require(activity.state != ActivityState.CANCELLED, "活动已经取消，没有登记。", code="cancelled")
    if activity.is_open:
        attending.mark(activity, member, status=status, by=by, remark=why)
        return
    require(mark is not None, f"{member.name}不在这次活动的名册上。", code="not_on_roster")
    assert mark is not None
    if lock(activity.record).is_editable:
        attending.settle(mark, status=status, by=by, remark=why)
        return
    _correct_after_filing(activity, mark, status=status, by=by, why=why)


def _correct_after_filing(activity: Activity, mark: Attendance, *, status: str, by: User, why: str) -> None:
    """What was filed does not change by a letter; the member's own record and the figures follow the truth."""
    wanted = status in AttendanceStatus.values and status != AttendanceStatus.UNSETTLED
    require(wanted, "请登记到会、请假或缺席。", field="status")
    mark = lock(mark)
    before, mark.status, mark.remark = mark.status, status, why
    save(mark, "status", "remark")
    journal(mark, "correct_after_filing", by=by, reason=why, before=before, after=status)
    attending.recount(activity)
    # Minutes that stay with the branch are nobody else's matter.
    if activity.branch.superior is None or not hasattr(activity.record, "filing"):
        return
    message = Message(
        occasion=f"corrected:{mark.pk}:{clock.now():%Y%m%d%H%M%S}",
        kind=NoticeKind.FILING,
        subject=f"报送后更正一人的到会登记：{activity.branch.called}"[:120],
        body=f"{clock.short_date(activity.day)}“{activity.theme}”，{mark.member.name}由"
        f"{AttendanceStatus(before).label}更正为{AttendanceStatus(status).label}。{why}。已报送的{activity.record.noun}不变，附记在后。",
        link=reverse("activity_detail", args=[activity.pk]),
    )
    queue(holders(activity.branch.superior, REVIEW_POSTS), message, activity=activity)


def _tell_keepers(objection: Objection, by: User) -> None:
    activity = objection.activity
    people = holders(activity.branch, FILING_POSTS) - {by.pk}
    if not people and activity.branch.superior is not None:
        people = holders(activity.branch.superior, REVIEW_POSTS)
    message = Message(
        occasion=f"object:{objection.pk}",
        kind=NoticeKind.REMINDER,
        subject=f"{objection.member.name}认为到会登记有误：{activity.theme}"[:120],
        body=objection.said,
        link=reverse("objection_detail", args=[objection.pk]),
    )
    queue(people, message, activity=activity)


def _tell_member(objection: Objection) -> None:
    if objection.member.user_id is None:
        return
    result = "已更正" if objection.state == ObjectionState.UPHELD else "维持原登记"
    message = Message(
        occasion=f"object-answered:{objection.pk}",
        kind=NoticeKind.REMINDER,
        subject=f"您说的登记有误：{result}，{objection.activity.theme}"[:120],
        body=objection.answer,
        link=reverse("my_activity", args=[objection.activity_id]),
    )
    queue([objection.member.user_id], message, activity=objection.activity)
