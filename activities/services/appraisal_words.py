"""What is written in an appraisal: of oneself, of each other, to the decision, and by the superior (DA-02, DA-06)."""

from collections.abc import Iterable

from django.db import transaction

from activities.choices_life import AppraisalState, OwnView
from activities.models import Appraisal, AppraisalPerson, MutualOpinion
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

BEFORE_CLOSING = (AppraisalState.PREPARED, AppraisalState.OPEN)
LATE = "民主测评已经结束，自评和互评不能再改。"


@transaction.atomic
def assess_self(person: AppraisalPerson, *, by: User, text: str) -> AppraisalPerson:
    """The self-appraisal, written by the member or typed in for him; may be put right until the ballot closes."""
    appraisal = lock(person.appraisal)
    require(appraisal.state in BEFORE_CLOSING, LATE, code="wrong_state")
    require(text.strip(), "自评还没有写。", field="text")
    person = lock(person)
    if person.self_text == text.strip():
        return person
    person.self_text = text.strip()
    save(person, "self_text")
    journal(person, "assess_self", by=by)
    return person


@transaction.atomic
def comment(person: AppraisalPerson, author: Member, *, by: User, text: str) -> MutualOpinion | None:
    """What one member said of another, openly; said again it replaces the former, empty takes it back (DA-02)."""
    appraisal = lock(person.appraisal)
    require(appraisal.state in BEFORE_CLOSING, LATE, code="wrong_state")
    require(author.pk != person.member_id, "互评是评别人，自己的写在自评里。", field="author")
    require(appraisal.people.filter(member=author).exists(), "提意见的人不在这次评议里。", field="author")
    if not text.strip():
        MutualOpinion.objects.filter(person=person, author=author).delete()
        return None
    opinion, _ = MutualOpinion.objects.update_or_create(
        person=person, author=author, defaults={"text": text.strip()}
    )
    journal(opinion, "comment", by=by)
    return opinion


@transaction.atomic
def note_former(person: AppraisalPerson, *, by: User, text: str) -> AppraisalPerson:
    """The opinion of the branch a member came from during the year (E-45)."""
    appraisal = lock(person.appraisal)
    require(appraisal.state != AppraisalState.PUBLISHED, "结果已经反馈，不能再改。", code="wrong_state")
    person = lock(person)
    person.former_opinion = text.strip()
    save(person, "former_opinion")
    journal(person, "note_former", by=by)
    return person


@transaction.atomic
def say_view(person: AppraisalPerson, *, by: User, view: str, words: str = "") -> AppraisalPerson:
    """The member agrees with the decision, or says why not; until the superior has signed."""
    appraisal = lock(person.appraisal)
    require(appraisal.state == AppraisalState.PUBLISHED, "结果反馈以后再签署意见。", code="wrong_state")
    require(view in OwnView.values, "请选同意，或有不同意见。", field="view")
    require(view == OwnView.AGREES or words.strip(), "有不同意见的，请写一句是什么意见。", field="words")
    person = lock(person)
    require(not person.superior_opinion, "上级党组织已经签署意见，不能再改。", code="wrong_state")
    person.own_view, person.own_words, person.own_view_on = view, words.strip(), clock.today()
    save(person, "own_view", "own_words", "own_view_on")
    journal(person, "say_view", by=by, after=view)
    return person


@transaction.atomic
def sign_above(appraisal: Appraisal, *, by: User, text: str, people: Iterable[int] | None = None) -> int:
    """The superior's opinion on the sheets (F-14 c): on those named, else on all without one. How many were signed."""
    appraisal = lock(appraisal)
    require(
        appraisal.state == AppraisalState.PUBLISHED,
        "支部还没有反馈结果，上级不能签署意见。",
        code="wrong_state",
    )
    require(text.strip(), "请写意见。", field="text")
    rows = appraisal.people.all() if people is None else appraisal.people.filter(pk__in=list(people))
    rows = rows.filter(superior_opinion="") if people is None else rows
    waiting = rows.filter(own_view=OwnView.OBJECTS, reply="")
    require(
        not waiting.exists(),
        f"{'、'.join(row.member.name for row in waiting.select_related('member')[:5])}提出了不同意见，"
        "支部还没有答复。",
        code="unanswered",
    )
    signed = rows.update(superior_opinion=text.strip(), superior_on=clock.today(), updated_at=clock.now())
    if signed:
        journal(appraisal, "sign_above", by=by, reason=f"{signed}人：{text.strip()}")
    return signed
