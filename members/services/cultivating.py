"""Accompanying somebody on the way: reviews and the contacts' words (DV-05, DV-06, DV-21)."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.reports.parameters import in_force
from members.choices_development import ContactRole
from members.choices_publicity import ProbationAdvice
from members.models import ContactNote, CultivationReview, Development, Member
from members.models.cultivation import STEP_OF, ReviewKind
from members.reports.attended import attended_for
from members.reports.development_way import way_of
from members.rules.development import BY_KEY
from members.rules.development_facts import Review
from members.rules.development_path import limits_of
from members.services.developing import Taken, enter
from members.services.developing_way import lock_way, require_open
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save


@dataclass(frozen=True)
class Opinion:
    """What the branch writes on a review; the contacts write their own part themselves."""

    on: date
    behaviour: str = ""
    group_said: str = ""
    branch_said: str = ""
    contacts_said: str | None = None
    talk: str = ""
    advice: str = ""


@transaction.atomic
def begin_review(development: Development, *, by: AbstractBaseUser) -> CultivationReview:
    """Open the next half-yearly (F-25) or quarterly (F-26) look; one that is open is the one."""
    held = lock(development)
    require_open(held)
    running: CultivationReview | None = held.reviews.filter(settled_at=None).first()
    if running is not None:
        return running
    way = way_of(held, in_force(held.branch, clock.today()))
    kind = ReviewKind.PROBATION if way.probation_until is not None else ReviewKind.ACTIVIST
    limit = next((each for each in limits_of(STEP_OF[kind], way) if each.due is not None), None)
    said = (
        "预备期的季度考察都做完了。"
        if kind == ReviewKind.PROBATION
        else f"{held.name}还没有确定为积极分子，不用考察。"
    )
    require(limit is not None, said, code="nothing_due")
    assert limit is not None
    assert limit.due is not None
    made: CultivationReview = CultivationReview.objects.create(
        development=held, kind=kind, number=_next_number(held, kind), due_on=limit.due
    )
    journal(made, "begin_review", by=by)
    return made


def _next_number(development: Development, kind: ReviewKind) -> int:
    """The first that is free: one written anew takes the place of the one taken back."""
    taken = set(development.reviews.standing().filter(kind=kind).values_list("number", flat=True))
    return next(number for number in count(1) if number not in taken)


@transaction.atomic
def write_review(
    review: CultivationReview, opinion: Opinion, *, revision: int, by: AbstractBaseUser
) -> CultivationReview:
    """The branch's part of a review that is still open; two people at once do not overwrite each other."""
    held = lock(review)
    _require_unsettled(held)
    require(held.revision == revision, "刚才有人改过这份考察，请核对后再保存。", code="changed")
    _write(held, opinion)
    held.revision += 1
    save(held, *_WRITTEN, "revision")
    journal(held, "write_review", by=by)
    return held


@transaction.atomic
def settle_review(
    review: CultivationReview, opinion: Opinion, *, revision: int, by: AbstractBaseUser
) -> CultivationReview:
    """Finish it: what it says is frozen, and the step of the way has its day (DV-06, DV-21)."""
    development = lock_way(review.development)
    held = lock(review)
    _require_unsettled(held)
    require(held.revision == revision, "刚才有人改过这份考察，请核对后再保存。", code="changed")
    require(opinion.behaviour.strip(), "请写主要表现。", field="behaviour")
    require(opinion.branch_said.strip(), "请写党支部意见。", field="branch_said")
    require(opinion.on <= clock.today(), "考察时间不能晚于今天。", field="on")
    _write(held, opinion)
    held.settled_at, held.settled_by_id = clock.now(), by.pk
    held.attended = [each.sentence for each in attended_for(held, until=opinion.on)]
    save(held, *_WRITTEN, "attended", "settled_at", "settled_by")
    journal(held, "settle_review", by=by, after=f"{opinion.on}")
    _take_step(development, held, by)
    return held


@transaction.atomic
def say(development: Development, member: Member, *, text: str, by: AbstractBaseUser) -> CultivationReview:
    """A contact's or introducer's opinion for the review that is due; said again, it replaces."""
    held = lock(development)
    require(accompanies(held, member), "这位同志不由您联系。", code="not_contact")
    words = " ".join(text.split())[:500]
    require(words, "请写意见。", field="text")
    review = lock(begin_review(held, by=by))
    lines = [
        line for line in (review.contacts_said or "").splitlines() if not line.startswith(f"{member.name}：")
    ]
    review.contacts_said = "\n".join([*lines, f"{member.name}：{words}"])
    review.revision += 1
    save(review, "contacts_said", "revision")
    journal(review, "say", by=by)
    return review


@transaction.atomic
def note(
    development: Development, member: Member, *, text: str, on: date, by: AbstractBaseUser
) -> ContactNote:
    """One line after a talk; for the two contacts and the branch. Pressed twice, it is one."""
    held = lock(development)
    require(accompanies(held, member), "这位同志不由您联系。", code="not_contact")
    words = " ".join(text.split())[:200]
    require(words, "请写一句。", field="text")
    require(on <= clock.today(), "日期不能晚于今天。", field="on")
    for before in held.contact_notes.filter(author=member, on=on):
        if before.text == words:
            return before
    made: ContactNote = ContactNote.objects.create(development=held, author=member, on=on, text=words)
    journal(made, "note", by=by)
    return made


def accompanies(development: Development, member: Member) -> bool:
    """A contact or an introducer of this person, today."""
    today = clock.today()
    rows = development.contacts.filter(member=member, role__in=ContactRole.values)
    return any(each.is_running_on(today) for each in rows)


_WRITTEN = ("on", "behaviour", "contacts_said", "group_said", "branch_said", "talk", "advice")


def _write(review: CultivationReview, opinion: Opinion) -> None:
    require(opinion.advice in ProbationAdvice.values, "请选择转正建议。", field="advice")
    review.on = opinion.on
    review.behaviour = opinion.behaviour.strip() or None
    review.group_said = opinion.group_said.strip() or None
    review.branch_said = opinion.branch_said.strip() or None
    review.talk = opinion.talk.strip() or None
    review.advice = opinion.advice if review.is_probation else ""
    if opinion.contacts_said is not None:
        review.contacts_said = opinion.contacts_said.strip() or None


def _require_unsettled(review: CultivationReview) -> None:
    require(not review.is_settled, "这次考察已经办结，不能再改。", code="settled")


def _take_step(development: Development, review: CultivationReview, by: AbstractBaseUser) -> None:
    """The step of the way has its day by the review alone (DV-06, DV-21)."""
    require_open(development)
    assert review.on is not None
    facts = Review(opinion=f"{review.title}，意见见登记表")
    try:
        enter(development, BY_KEY[review.step_key], Taken(review.on, facts), by=by)
    except DomainError as refusal:
        raise DomainError(refusal.message, field="on", code=refusal.code) from refusal
