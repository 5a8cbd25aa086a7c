"""What is said at an organizational life meeting: of oneself, to each other, and the private check (OL-03..OL-06)."""

from django.db import transaction
from django.db.models import Max

from activities.choices import PRESENT_STATUSES, ActivityState
from activities.models import Criticism, Examination, LifeMeeting, SelfCheck
from activities.services.life_meetings import require_open
from members.choices import Post
from members.models import Appointment, Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def examine(
    life: LifeMeeting,
    member: Member | None,
    *,
    by: User,
    problem: str,
    cause: str = "",
    measure: str = "",
) -> Examination:
    """The problems of a member, or of the committee (None), with causes and measures; written again they replace."""
    life = lock(life)
    require_open(life)
    require(problem.strip(), "请写查摆的问题。", field="problem")
    require(member is not None or life.branch.has_committee, "没有设支委会，不用写班子的。", field="problem")
    if member is not None:
        _require_ours(life, member)
    row = life.examinations.filter(member=member).first() or Examination(life=life, member=member)
    row.problem, row.cause, row.measure = problem.strip(), cause.strip() or None, measure.strip() or None
    row.save()
    journal(life, "examine", by=by)  # whose it is and what it says stands in fewer hands than the journal
    return row


@transaction.atomic
def speak(examination: Examination, *, by: User, read_by: Member | None = None) -> Examination:
    """Said at the meeting, in this order: the secretary first (OL-03); an absent member's is read out (OL-06)."""
    life = lock(examination.life)
    require_open(life)
    examination = lock(examination)
    member = examination.member
    require(member is not None, "班子的对照检查不排发言次序。", code="committee")
    assert member is not None
    if examination.spoken is not None:
        return examination
    require(life.activity is not None, "请先定是哪次会。", code="no_meeting")
    assert life.activity is not None
    require(clock.now() >= life.activity.starts_at, "会还没有开始。", code="too_early")
    secretary = secretary_of(life)
    if secretary is not None and member.pk != secretary and not _is_absent(life, secretary):
        first = life.examinations.filter(spoken__isnull=False).order_by("spoken").first()
        require(
            first is not None and first.member_id == secretary,
            "先由书记作自我批评，再由其他人发言（OL-03）。",
            code="secretary_first",
        )
    absent = _is_absent(life, member.pk)
    require(not absent or read_by, f"{member.name}没有到会，请写由谁宣读（OL-06）。", field="read_by")
    require(absent or read_by is None, f"{member.name}到会了，应由本人发言，不用别人宣读。", field="read_by")
    require(read_by is None or read_by.pk != member.pk, "宣读人不能是本人。", field="read_by")
    last = life.examinations.aggregate(last=Max("spoken"))["last"] or 0
    examination.spoken, examination.read_by = last + 1, read_by
    save(examination, "spoken", "read_by")
    journal(life, "speak", by=by, reason=f"第{last + 1}个")
    return examination


@transaction.atomic
def criticize(
    life: LifeMeeting, critic: Member, member: Member, *, by: User, text: str, answer: str = ""
) -> Criticism:
    """What one said to another, and the answer; entered again it replaces the former (F-13)."""
    life = lock(life)
    require_open(life)
    require(critic.pk != member.pk, "批评人和被批评人是同一个人。", field="member")
    require(text.strip(), "请写意见，要有具体的事。", field="text")
    _require_ours(life, critic)
    _require_ours(life, member)
    row, _ = Criticism.objects.update_or_create(
        life=life,
        critic=critic,
        member=member,
        defaults={"text": text.strip(), "answer": answer.strip() or None},
    )
    journal(life, "criticize", by=by)
    return row


@transaction.atomic
def answer(criticism: Criticism, *, by: User, answer: str) -> Criticism:
    """What the criticized member says to it."""
    life = lock(criticism.life)
    require_open(life)
    criticism = lock(criticism)
    require(answer.strip(), "请写表态。", field="answer")
    criticism.answer = answer.strip()
    save(criticism, "answer")
    journal(life, "answer", by=by)
    return criticism


@transaction.atomic
def check_self(
    life: LifeMeeting, member: Member, *, charter: str, rules: str, discipline: str
) -> SelfCheck | None:
    """党性体检, of one's own will; all empty takes it back. It writes nothing into the journal (OL-05)."""
    life = lock(life)
    _require_ours(life, member)
    words = {"charter": charter.strip(), "rules": rules.strip(), "discipline": discipline.strip()}
    if not any(words.values()):
        SelfCheck.objects.filter(life=life, member=member).delete()
        return None
    row, _ = SelfCheck.objects.update_or_create(
        life=life, member=member, defaults={name: text or None for name, text in words.items()}
    )
    return row


def secretary_of(life: LifeMeeting) -> int | None:
    """The member who is secretary on the day of the meeting."""
    day = life.activity.day if life.activity else clock.today()
    held = Appointment.objects.on(day).filter(organization=life.branch, post=Post.SECRETARY)
    return held.filter(holder__member__isnull=False).values_list("holder__member", flat=True).first()


def _is_absent(life: LifeMeeting, member: int) -> bool:
    """Marked as not there; once the register is closed, everybody without a mark of presence."""
    assert life.activity is not None
    mark = life.activity.attendances.filter(member=member).values_list("status", flat=True).first()
    if mark is None:
        return life.activity.state == ActivityState.HELD
    return mark not in PRESENT_STATUSES


def _require_ours(life: LifeMeeting, member: Member) -> None:
    day = life.activity.day if life.activity else clock.today()
    ours = Member.objects.in_branch_on(life.branch, day).filter(pk=member.pk).exists()
    require(ours, f"{member.name}不在本支部。", field="member")
