"""The rectification lists of a life meeting: promised, seen to, and back every year until done (OL-03, PB-02)."""

from datetime import date

from django.db import transaction

from activities.models import LifeMeeting, Rectification
from activities.services.life_words import secretary_of
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def promise(
    life: LifeMeeting,
    member: Member | None,
    *,
    by: User,
    problem: str,
    measure: str,
    owner: Member,
    due: date,
) -> Rectification:
    """One thing to be put right, by the committee (None) or a member, who sees to it, until when; twice is once."""
    life = lock(life)
    require(problem.strip(), "请写问题。", field="problem")
    require(measure.strip(), "请写整改措施。", field="measure")
    begun = life.activity.day if life.activity else clock.today()
    require(due >= begun, f"完成时限应在会议（{clock.long_date(begun)}）以后。", field="due")
    row, made = Rectification.objects.get_or_create(
        life=life,
        member=member,
        problem=problem.strip()[:300],
        defaults={"measure": measure.strip()[:300], "owner": owner, "due": due},
    )
    if made:
        journal(row, "promise", by=by)
    return row


@transaction.atomic
def take_over(life: LifeMeeting, *, by: User, due: date) -> int:
    """The lists begin with what was examined: problem and measure are not typed twice. How many lines came new."""
    life = lock(life)
    first = secretary_of(life)
    rows = life.examinations.select_related("member")
    before = life.rectifications.count()
    for row in rows:
        owner = row.member or (Member.objects.filter(pk=first).first() if first else None)
        listed = life.rectifications.filter(member=row.member).exists()
        if row.measure and owner is not None and not listed:
            fields = {"problem": row.problem, "measure": row.measure, "owner": owner, "due": due}
            promise(life, row.member, by=by, **fields)
    return life.rectifications.count() - before


@transaction.atomic
def settle(item: Rectification, *, by: User, outcome: str, on: date | None = None) -> Rectification:
    """It is done: what came of it, and when. Until then it comes back every year."""
    item = lock(item)
    require(item.done_on is None, "这一项已经办结。", code="done")
    require(outcome.strip(), "请写完成情况。", field="outcome")
    day = on or clock.today()
    require(day <= clock.today(), "完成日期不能晚于今天。", field="on")
    item.done_on, item.outcome = day, outcome.strip()
    save(item, "done_on", "outcome")
    journal(item, "settle", by=by, reason=outcome.strip())
    return item


@transaction.atomic
def strike(item: Rectification, *, by: User, reason: str) -> None:
    """A line made by mistake; one that is done stays."""
    item = lock(item)
    require(item.done_on is None, "已经办结的不能撤销。", code="done")
    require(reason.strip(), "请写明撤销的原因。", field="reason")
    journal(item, "strike", by=by, reason=reason.strip())
    item.delete()
