"""A decision of discipline is entered with its paper, and ended by a paper (MEM-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction

from branches.models import Organization
from members.choices_honours import DisciplineKind
from members.models import DisciplineFact, Member
from members.services import decision_effects
from partywork.common import clock
from partywork.common.months import months_after
from partywork.common.uploads import CleanFile
from partywork.common.verbs import journal, lock, require, save
from partywork.models import JournalEntry

# 留党察看: one year or two, two at most with an extension (《中国共产党纪律处分条例》).
PROBATION_MONTHS = (12, 24)
READING = "read_decision"


@dataclass(frozen=True)
class Decision:
    kind: str
    decided_on: date
    decided_by: str
    paper: str
    since: date
    until: date | None = None
    posts: frozenset[int] | None = None  # of 撤销党内职务: which Appointments it ends; None: all of them


@transaction.atomic
def enter_decision(
    member: Member,
    branch: Organization,
    decision: Decision,
    *,
    by: AbstractBaseUser,
    file: CleanFile | None = None,
) -> DisciplineFact:
    """Only what a named paper decides; the same paper twice is one fact. Why is not written down."""
    held = lock(member)
    require(held.user_id != by.pk, "不能登记自己的处分，请另一位有权的同志登记。", code="own_case")
    _require(decision)
    known = DisciplineFact.objects.filter(
        member=held, kind=decision.kind, paper=decision.paper.strip(), since=decision.since, undone_at=None
    ).first()
    if known is not None:
        return known
    fact = DisciplineFact(
        member=held,
        branch=branch,
        kind=decision.kind,
        decided_on=decision.decided_on,
        decided_by=decision.decided_by.strip(),
        paper=decision.paper.strip(),
        since=decision.since,
        until=decision.until,
        entered_by_id=by.pk,
    )
    if file is not None:
        fact.paper_file.save("paper." + file.name.rsplit(".", 1)[-1], ContentFile(file.data), save=False)
    fact.save()
    journal(fact, "enter_decision", by=by)
    decision_effects.follow(fact, by=by, posts=decision.posts)
    return fact


@transaction.atomic
def lift(fact: DisciplineFact, *, on: date, paper: str, by: AbstractBaseUser) -> DisciplineFact:
    """Rights restored, lifted, or annulled: from that day on, by that paper. Twice is once."""
    held = lock(fact)
    require(held.member.user_id != by.pk, "不能办理自己的事。", code="own_case")
    require(paper.strip(), "请写解除或恢复权利的文号。", field="paper")
    require(on >= held.since, "解除的日期早于开始的日期。", field="on")
    require(on <= clock.today(), "解除的日期晚于今天。", field="on")
    require(held.undone_at is None, "这项登记已经撤回。", code="undone")
    if held.lifted_on is not None:
        return held
    held.lifted_on, held.lifted_paper = on, paper.strip()
    held.save(update_fields=["lifted_on", "lifted_paper", "updated_at"])
    journal(held, "lift_decision", by=by)
    if held.kind == DisciplineKind.DETAINED:
        decision_effects.release(held.member, on=on, by=by)
    return held


@transaction.atomic
def take_back(fact: DisciplineFact, *, reason: str, by: AbstractBaseUser) -> DisciplineFact:
    """Entered by mistake: what it brought about goes back, both lines stay visible. What was closed stays as it was."""
    require(reason.strip(), "请写明撤回的理由。", field="reason")
    lock(fact.member)
    held = lock(fact)
    require(held.member.user_id != by.pk, "不能办理自己的事。", code="own_case")
    if held.undone_at is not None:
        return held
    held.undone_at, held.undone_by_id, held.undone_reason = clock.now(), by.pk, reason.strip()[:200]
    save(held, "undone_at", "undone_by", "undone_reason")
    journal(held, "undo_decision", by=by)
    decision_effects.take_back(held, by=by)
    return held


@transaction.atomic
def note_reading(facts: Iterable[DisciplineFact], *, by: AbstractBaseUser) -> None:
    """The present secretary was told what another branch entered: one line a day for each decision (E-52)."""
    told = {fact.pk: fact for fact in facts}
    if not told:
        return
    name, today = DisciplineFact._meta.label_lower, clock.start_of(clock.today())
    lines = JournalEntry.objects.filter(model=name, object_id__in=told, verb=READING, actor_id=by.pk)
    noted = set(lines.filter(at__gte=today).values_list("object_id", flat=True))
    for pk, fact in told.items():
        if pk not in noted:
            journal(fact, READING, by=by)


def end_with_membership(member: Member, *, on: date, paper: str, by: AbstractBaseUser) -> None:
    """Out of the Party, or stopped, by that paper: what ran until then ends with it and is not entered again."""
    for fact in decision_effects.running_facts(member, on):
        lift(fact, on=on, paper=paper, by=by)


def go_on(member: Member, *, on: date, paper: str, by: AbstractBaseUser) -> None:
    """That paper had been recorded by mistake: what ended with it runs on, as its own paper says."""
    for fact in DisciplineFact.objects.filter(member=member, lifted_on=on, lifted_paper=paper):
        held = lock(fact)
        held.lifted_on, held.lifted_paper = None, ""
        held.save(update_fields=["lifted_on", "lifted_paper", "updated_at"])
        journal(held, "go_on", by=by)
        decision_effects.resume(held, by=by)


def _require(decision: Decision) -> None:
    today = clock.today()
    require(decision.kind in DisciplineKind.values, "请选是什么决定。", field="kind")
    require(decision.paper.strip(), "请写决定的文号：没有文件的不登记。", field="paper")
    require(decision.decided_by.strip(), "请写决定的机关。", field="decided_by")
    require(decision.decided_on <= today, "决定日期晚于今天。", field="decided_on")
    require(decision.since <= today, "开始的日期晚于今天。", field="since")
    until = decision.until
    if decision.kind == DisciplineKind.PROBATION:
        require(until, "留党察看要写到哪一天。", field="until")
        assert until is not None
        spans = [months_after(decision.since, months) for months in PROBATION_MONTHS]
        require(
            spans[0] <= until <= spans[1],
            f"留党察看一至二年，应在{spans[0]}到{spans[1]}之间结束。",
            field="until",
        )
    else:
        require(until is None or until > decision.since, "结束日期要晚于开始日期。", field="until")
