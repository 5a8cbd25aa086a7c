"""Handing upward, accepting, returning: one machinery for plans, themes, changes and record sheets (RC-01)."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from activities.choices import FilingKind, NoticeKind, RemarkKind
from activities.models import Filing, FilingRound, ReviewBatch, RoundRemark
from activities.services.notifying import Message, queue
from activities.states import FILING, PLAN, RECORD
from activities.states_minutes import MINUTES
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from branches.rules.deadlines import answer_deadline
from branches.services.terming import shift_term
from members.access import Capability, access_of
from members.choices import Post
from members.models import Appointment, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, journal, lock, require, save

FILING_POSTS = (Post.SECRETARY, Post.DEPUTY_SECRETARY)
REVIEW_POSTS = (Post.OFFICER, Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.ORGANIZATION_MEMBER)


def digest_of(content: dict[str, Any]) -> str:
    """The fingerprint of what was handed in: SHA-256 of its canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def superior_of(branch: Organization) -> Organization:
    """The direct superior, who reviews (E-76)."""
    superior = branch.superior
    if superior is None:
        raise DomainError(
            "本支部还没有上级党组织，不能报送。请管理员先在组织树里设好上级。", code="no_superior"
        )
    return superior


@transaction.atomic
def hand_in(
    kind: FilingKind,
    branch: Organization,
    *,
    content: dict[str, Any],
    by: User,
    year: int,
    month: int | None = None,
    note: str = "",
    due_at: datetime | None = None,
    why_due: str = "",
    **matter: Any,
) -> Filing:
    """Hand one matter to the superior, the first time or again after a return.

    `matter` names what it is about (plan=, record=, change=, activity=). The content is frozen with its digest.
    Lateness stays judged by the first submission (RC-02).
    """
    filing = Filing.objects.select_for_update(of=("self",)).filter(kind=kind, **matter).first()
    now = clock.now()
    if filing is None:
        filing = Filing.objects.create(
            kind=kind,
            branch=branch,
            to=superior_of(branch),
            year=year,
            month=month,
            due_at=due_at,
            why_due=why_due,
            first_submitted_at=now,
            **matter,
        )
        journal(filing, "submit", by=by, reason=note, after=filing.state)
    else:
        filing.to = superior_of(branch)
        advance(filing, FILING, "resubmit", by=by, reason=note, fields=("to",))
    filing.answer_due_at = _answer_due(filing, now)
    filing.save(update_fields=["answer_due_at", "updated_at"])
    number = filing.rounds.count() + 1
    FilingRound.objects.create(
        filing=filing,
        number=number,
        content=content,
        digest=digest_of(content),
        note=note,
        submitted_at=now,
        submitted_by=by,
    )
    _tell_reviewers(filing, number)
    return filing


@transaction.atomic
def accept(
    filing: Filing,
    *,
    by: User,
    answer: str = "",
    remarks: Sequence[tuple[str, ...]] = (),
    round_number: int | None = None,
    batch: ReviewBatch | None = None,
) -> Filing:
    """Accept what was handed in: the sheet is 已受理, the plan 已备案, the theme 审定 (RC-02).

    `batch` is the action in which it was accepted together with others (C05).
    """
    filing = lock(filing)
    require_addressee(filing, by)
    current = waiting_round(filing, round_number)
    _answer(current, FilingRound.Outcome.ACCEPTED, by=by, answer=answer, batch=batch)
    _keep_remarks(current, remarks)
    advance(filing, FILING, "accept", by=by, reason=answer)
    _advance_matter(filing, "accept", by=by, reason=answer)
    _tell_branch(filing, current)
    return filing


@transaction.atomic
def return_(
    filing: Filing,
    *,
    by: User,
    answer: str,
    remarks: Sequence[tuple[str, ...]] = (),
    round_number: int | None = None,
) -> Filing:
    """Give it back with what is to be put right; `remarks` are (part, text) or (part, text, kind) (C06)."""
    filing = lock(filing)
    require_addressee(filing, by)
    require(answer.strip(), "请写明退回的原因，支部要据此修改。", field="answer")
    # Nobody is left there who could mend it.
    standing = filing.branch.is_active_on(clock.today())
    require(standing, "这个支部已经撤销，退回后没有人能改。请受理，把意见写在答复里。", code="branch_gone")
    current = waiting_round(filing, round_number)
    _answer(current, FilingRound.Outcome.RETURNED, by=by, answer=answer)
    _keep_remarks(current, remarks)
    advance(filing, FILING, "return", by=by, reason=answer)
    _advance_matter(filing, "return", by=by, reason=answer)
    _tell_branch(filing, current)
    return filing


@transaction.atomic
def address_again(filing: Filing, to: Organization, *, why: str) -> None:
    """Another organization answers it now, with its own time to do so; nothing stays with nobody (E-76)."""
    before, filing.to = filing.to, to
    filing.answer_due_at = _answer_due(filing, clock.now())
    save(filing, "to", "answer_due_at")
    journal(filing, "readdress", by=None, reason=why, before=before.called[:30], after=to.called[:30])
    _tell_reviewers(filing, filing.rounds.count())


def require_addressee(filing: Filing, by: User) -> None:
    """The direct superior answers; whoever stands above it reads along (E-76)."""
    may = access_of(by).may(Capability.ANSWER, filing.to)
    sentence = f"这一件报的是{filing.to.called}，由{filing.to.called}答复；您可以看，不能代为受理或退回。"
    require(may, sentence, code="not_addressee")


def waiting_round(filing: Filing, round_number: int | None = None) -> FilingRound:
    """The handing-in that waits for its answer; DomainError when it is not the one that was read."""
    current = filing.rounds.order_by("-number").first()
    waiting = current is not None and current.outcome == FilingRound.Outcome.WAITING
    if current is None or not waiting:
        raise DomainError(f"这一件已经{filing.get_state_display()}，不用再办。", code="wrong_state")
    # The branch may have handed in again while the official was reading the earlier version.
    same = round_number is None or round_number == current.number
    require(same, f"支部刚刚重新报送了第{current.number}次，请刷新后看新的一份。", code="newer_round")
    return current


def _answer(
    current: FilingRound,
    outcome: FilingRound.Outcome,
    *,
    by: User,
    answer: str,
    batch: ReviewBatch | None = None,
) -> None:
    current.outcome, current.answer, current.batch = outcome, answer, batch
    current.answered_at, current.answered_by = clock.now(), by
    current.save(update_fields=["outcome", "answer", "answered_at", "answered_by", "batch"])


def _keep_remarks(current: FilingRound, remarks: Sequence[tuple[str, ...]]) -> None:
    """(part, text) asks for a change; (part, text, kind) says what is wanted (C06)."""
    RoundRemark.objects.bulk_create(
        RoundRemark(round=current, part=part, text=text.strip(), kind=kind[0] if kind else RemarkKind.FIX)
        for part, text, *kind in remarks
        if text.strip()
    )


def _advance_matter(filing: Filing, step: str, *, by: User, reason: str) -> None:
    if filing.record is not None:
        machine = MINUTES if filing.kind == FilingKind.MINUTES else RECORD
        advance(lock(filing.record), machine, step, by=by, reason=reason)
    elif filing.kind == FilingKind.PLAN and filing.plan is not None:
        name = "approve" if step == "accept" else step
        advance(lock(filing.plan), PLAN, name, by=by, reason=reason)
    elif step == "accept" and filing.paper is not None and filing.paper.term is not None:
        # The consent moves the term's end (EL-01).
        assert filing.paper.new_due is not None
        shift_term(filing.paper.term, filing.paper.new_due, reason=filing.paper.reason, by=by)


def _answer_due(filing: Filing, now: datetime) -> datetime:
    workdays = in_force(filing.to, clock.local_day(now))["rc.answer_workdays"]
    return answer_deadline(now, int(workdays), office_calendar()).due


def _tell_reviewers(filing: Filing, number: int) -> None:
    again = f"第{number}次" if number > 1 else ""
    message = Message(
        occasion=f"filing:{filing.pk}:{number}",
        kind=NoticeKind.FILING,
        subject=f"{filing.branch.called}{again}报送{filing.get_kind_display()}",
        body=f"请在{clock.due_text(filing.answer_due_at) if filing.answer_due_at else ''}前答复。",
        link=reverse("filing_detail", args=[filing.pk]),
    )
    queue(holders(filing.to, REVIEW_POSTS), message, activity=filing.activity)


def _tell_branch(filing: Filing, current: FilingRound) -> None:
    message = Message(
        occasion=f"answer:{filing.pk}:{current.number}",
        kind=NoticeKind.REVIEW,
        subject=f"{filing.get_kind_display()}{current.get_outcome_display()}",
        body=current.answer or "上级没有附意见。",
        link=reverse("filing_detail", args=[filing.pk]),
    )
    queue({current.submitted_by_id, *holders(filing.branch, FILING_POSTS)}, message, activity=filing.activity)


def holders(organization: Organization, posts: Sequence[str]) -> set[int]:
    """The accounts of those who hold one of the posts there today."""
    held = Appointment.objects.on(clock.today()).filter(organization=organization, post__in=posts)
    return set(held.values_list("holder_id", flat=True))
