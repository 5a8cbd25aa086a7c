"""A member asks for a correction; whoever keeps the roster takes it or says why not; he is told (PI-05, M15)."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from members.choices import Post
from members.choices_personal import AccessAction, CorrectionState
from members.models import Appointment, CorrectionRequest, Member
from members.rules.correctable import LABELS, OTHER, OWN, as_value
from members.rules.facts import MemberFacts
from members.services.member_facts import correct
from members.services.personal_files import write_items
from members.services.reading_personal import note_access
from members.states_personal import CORRECTION
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.inbox import Matter, Word, tell
from partywork.common.verbs import advance, journal, lock, require

KEEPERS = (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.ORGANIZATION_MEMBER)
LONGEST = 500


@transaction.atomic
def ask_correction(
    member: Member, item: str, *, should_be: str, why: str = "", by: AbstractBaseUser
) -> CorrectionRequest:
    """One open request an item; asked again, the newer words count."""
    require(by.pk == member.user_id, "只有本人可以请求更正自己的信息。", code="not_own")
    require(item in LABELS, "没有这一项。", field="item")
    words, reason = should_be.strip(), why.strip()
    require(words, "请写应该是什么。", field="should_be")
    require(len(words) <= LONGEST, f"最多 {LONGEST} 字。", field="should_be")
    require(len(reason) <= LONGEST, f"最多 {LONGEST} 字。", field="why")
    held = lock(member)
    branch = held.branch_on(clock.today())
    if branch is None:
        raise DomainError("您现在不在任何党支部，请联系原支部的上级党组织。", code="not_in_branch")
    found: CorrectionRequest | None = held.corrections.filter(item=item, state=CorrectionState.ASKED).first()
    if found is not None and (found.should_be, found.why) == (words, reason):
        return found
    request = found or CorrectionRequest(member=held, branch=branch, item=item)
    request.should_be, request.why, request.asked_at = words, reason, clock.now()
    request.save()
    journal(request, "ask_correction", by=by, reason=LABELS[item])
    _tell_keepers(request)
    return request


@transaction.atomic
def accept_correction(
    request: CorrectionRequest, *, by: AbstractBaseUser, answer: str = ""
) -> CorrectionRequest:
    """Written into the register or the file by their own verbs; what those refuse is not accepted either."""
    held = lock(request)
    _require_other_person(held, by)
    held.decided_by_id, held.decided_at, held.answer = by.pk, clock.now(), answer.strip()[:300]
    advance(
        held,
        CORRECTION,
        "accept",
        by=by,
        reason=LABELS[held.item],
        fields=("decided_by", "decided_at", "answer"),
    )
    _write(held, by)
    _tell_member(held, "您请求更正的信息已经更正")
    return held


@transaction.atomic
def refuse_correction(request: CorrectionRequest, *, by: AbstractBaseUser, answer: str) -> CorrectionRequest:
    """Not without a reason, which the member reads (PIPL 50)."""
    held = lock(request)
    _require_other_person(held, by)
    require(answer.strip(), "不采纳要写明理由，本人看得到。", field="answer")
    held.decided_by_id, held.decided_at, held.answer = by.pk, clock.now(), answer.strip()[:300]
    advance(
        held,
        CORRECTION,
        "refuse",
        by=by,
        reason=LABELS[held.item],
        fields=("decided_by", "decided_at", "answer"),
    )
    _tell_member(held, "您请求更正的信息有了答复")
    return held


@transaction.atomic
def withdraw_correction(request: CorrectionRequest, *, by: AbstractBaseUser) -> CorrectionRequest:
    held = lock(request)
    require(by.pk == held.member.user_id, "只有本人可以撤回。", code="not_own")
    advance(held, CORRECTION, "withdraw", by=by, reason=LABELS[held.item])
    return held


def look_at_correction(request: CorrectionRequest, *, by: AbstractBaseUser, address: str = "") -> None:
    """Whoever decides reads what the member wrote: that is a reading like any other."""
    if by.pk != request.member.user_id:
        why = "办理本人的更正请求"
        note_access(request.member, AccessAction.ITEM, by=by, item=request.item, reason=why, address=address)


def _write(request: CorrectionRequest, by: AbstractBaseUser) -> None:
    if request.item == OTHER:
        return
    member, why = request.member, "按本人请求更正"
    try:
        value = as_value(request.item, request.should_be)
    except ValueError:
        raise DomainError("写的内容不合这一项的格式，请和本人核对后手工更正。", code="bad_value") from None
    if request.item in OWN:
        facts = {
            "name": member.name,
            "sex": member.sex,
            "joined_on": member.joined_on,
            "full_on": member.full_on,
        }
        correct(member, MemberFacts(**{**facts, request.item: value}), by=by, reason=why)
    else:
        write_items(member, {request.item: value}, by=by, reason=why)


def _require_other_person(request: CorrectionRequest, by: AbstractBaseUser) -> None:
    own = by.pk == request.member.user_id
    require(not own, "自己的请求由别的支委或上级办理。", code="own_request")


def _tell_keepers(request: CorrectionRequest) -> None:
    today = clock.today()
    held = Appointment.objects.on(today).filter(organization=request.branch_id, post__in=KEEPERS)
    keepers = set(held.values_list("holder_id", flat=True)) - {request.member.user_id}
    word = Word(
        f"correction-{request.pk}-{request.asked_at:%Y%m%d%H%M%S}",
        Matter.MEMBERSHIP,
        "有党员请求更正个人信息",
        "请在“党员”里的“更正请求”中办理：采纳，或写明理由不采纳。",
        reverse("correction_list"),
    )
    tell(keepers, word)


def _tell_member(request: CorrectionRequest, subject: str) -> None:
    if request.member.user_id is None:
        return
    word = Word(
        f"correction-{request.pk}-decided",
        Matter.MEMBERSHIP,
        subject,
        "在“我的信息”里可以看到结果和答复。",
        reverse("my_information"),
    )
    tell([request.member.user_id], word)
