"""Best cases: put forward from an accepted sheet, kept or declined by the committee (C20, PD-27)."""

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind, RecordState
from activities.models import BestCase, RecordSheet
from activities.services.filing import FILING_POSTS, REVIEW_POSTS, holders, superior_of
from activities.services.notifying import Message, queue
from activities.states import BEST_CASE
from members.access import Capability, access_of
from members.models import User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require

LEAST = 20


@transaction.atomic
def nominate(record: RecordSheet, *, by: User, practice: str) -> BestCase:
    """The branch or its superior puts an accepted sheet forward; once more after it was declined or withdrawn."""
    record = lock(record)
    require(record.state == RecordState.ACCEPTED, "上级受理以后才能推荐为案例。", code="wrong_state")
    practice = practice.strip()
    require(
        len(practice) >= LEAST,
        f"请写经验做法，至少 {LEAST} 个字：好在哪里，别的支部怎么学。",
        field="practice",
    )
    case = BestCase.objects.select_for_update(of=("self",)).filter(record=record).first()
    if case is None:
        case = BestCase.objects.create(
            record=record,
            keeper=superior_of(record.activity.branch),
            practice=practice,
            nominated_at=clock.now(),
            nominated_by=by,
        )
        journal(case, "nominate", by=by, after=case.state)
    else:
        case.practice, case.nominated_at, case.nominated_by = practice, clock.now(), by
        case.keeper = superior_of(record.activity.branch)
        fields = ("practice", "nominated_at", "nominated_by", "keeper")
        advance(case, BEST_CASE, "nominate", by=by, fields=fields)
    _tell(case, holders(case.keeper, REVIEW_POSTS) - {by.pk}, "推荐了一个案例")
    return case


@transaction.atomic
def keep(case: BestCase, *, by: User, note: str = "") -> BestCase:
    """Into the library: every branch below the keeper may read it."""
    return _decide(case, "keep", by=by, note=note)


@transaction.atomic
def decline(case: BestCase, *, by: User, note: str) -> BestCase:
    """Not this time, or no longer; the branch reads why."""
    require(note.strip(), "请写一句为什么。", field="note")
    return _decide(case, "decline", by=by, note=note)


@transaction.atomic
def withdraw(case: BestCase, *, by: User) -> BestCase:
    """The branch takes back what was not decided yet."""
    case = lock(case)
    advance(case, BEST_CASE, "withdraw", by=by)
    return case


def _decide(case: BestCase, step: str, *, by: User, note: str) -> BestCase:
    case = lock(case)
    may = access_of(by).may(Capability.ANSWER, case.keeper)
    require(may, f"由{case.keeper.called}决定。", code="not_addressee")
    case.decided_at, case.decided_by, case.decision_note = clock.now(), by, note.strip()[:200]
    advance(case, BEST_CASE, step, by=by, reason=note, fields=("decided_at", "decided_by", "decision_note"))
    said = "已收入案例库" if step == "keep" else "没有收入案例库"
    _tell(case, holders(case.record.activity.branch, FILING_POSTS), said)
    return case


def _tell(case: BestCase, people: set[int], said: str) -> None:
    message = Message(
        occasion=f"case:{case.pk}:{case.state}:{clock.now():%Y%m%d%H%M%S}",
        kind=NoticeKind.REVIEW,
        subject=f"{case.record.activity.branch.called}“{case.record.activity.theme}”{said}"[:120],
        body=case.decision_note or "请打开查看。",
        link=reverse("case_detail", args=[case.pk]),
    )
    queue(people, message, activity=case.record.activity)
