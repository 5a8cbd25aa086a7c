"""The old secretary hands over, the new one takes: both sign the same list (N21)."""

from dataclasses import asdict

from django.db import transaction
from django.urls import reverse

from activities.documents.hand_over import HandOverDocument, HandOverSheet, SignedHandOver
from activities.models import HandOver
from activities.reports.hand_over import hand_over_of
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.inbox import Matter, Word, tell
from partywork.common.plain import from_plain, to_plain
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def hand_over(branch: Organization, *, to: User, words: str = "", by: User) -> HandOver:
    """The list as it stands, frozen and signed by who leaves; `to` is told. Once: twice the same is one.

    DomainError when another hand-over waits to be taken, or nobody else is named.
    """
    held = lock(branch)
    require(to.pk != by.pk, "交接给谁？请选择接任的同志。", field="to")
    waiting = HandOver.objects.filter(branch=held, taken_at=None).select_related("taken_by").first()
    if waiting is not None and (waiting.handed_by_id, waiting.taken_by_id) == (by.pk, to.pk):
        return waiting
    told = f"已有一份交接清单等{waiting.taken_by}接收；要改，请先撤回。" if waiting else ""
    require(waiting is None, told, code="waiting")
    made = HandOver.objects.create(
        branch=held,
        handed_by=by,
        handed_at=clock.now(),
        taken_by=to,
        words=words.strip()[:1000] or None,
        content=_frozen(hand_over_of(held, by)),
    )
    said = f"{by}向您移交{held.called}的工作，请看清单，清点后接收。"
    link = reverse("hand_over_detail", args=[made.pk])
    tell([to.pk], Word(f"hand-over:{made.pk}", Matter.HAND_OVER, "工作交接", said, link))
    journal(made, "hand_over", by=by, after=str(to))
    return made


@transaction.atomic
def take_over(row: HandOver, *, by: User, remark: str = "") -> HandOver:
    """The new one has looked through it and signs; what was not found as described stands in the remark."""
    held = lock(row)
    require(held.taken_by_id == by.pk, "只有接任的同志本人可以接收。", code="not_yours")
    if held.taken_at is not None:
        return held
    held.taken_at, held.remark = clock.now(), remark.strip()[:300]
    held.save(update_fields=["taken_at", "remark"])
    journal(held, "take_over", by=by)
    return held


@transaction.atomic
def take_stock(branch: Organization, *, by: User, remark: str = "") -> HandOver:
    """Nobody handed over: the new one takes stock alone, and the list says so."""
    held = lock(branch)
    waiting = HandOver.objects.filter(branch=held, taken_at=None).exists()
    require(not waiting, "前任已经移交，请打开那一份清点接收。", code="waiting")
    today = HandOver.objects.filter(branch=held, taken_by=by, handed_by=None, handed_at__date=clock.today())
    before: HandOver | None = today.first()
    if before is not None:
        return before
    made = HandOver.objects.create(
        branch=held,
        handed_by=None,
        handed_at=clock.now(),
        taken_by=by,
        taken_at=clock.now(),
        remark=remark.strip()[:300],
        content=_frozen(hand_over_of(held, None)),
    )
    journal(made, "take_stock", by=by)
    return made


@transaction.atomic
def withdraw(row: HandOver, *, by: User) -> None:
    """Taken back before it is taken over: another person takes over, or the list has grown old."""
    held = lock(row)
    require(held.handed_by_id == by.pk, "由移交的同志本人撤回。", code="not_yours")
    require(held.taken_at is None, "已经接收，不能撤回。", code="taken")
    journal(held, "withdraw_hand_over", by=by)
    held.delete()


def sheet_of(row: HandOver) -> HandOverSheet:
    found: HandOverSheet = from_plain(HandOverSheet, row.content)
    return found


def document_of(row: HandOver) -> HandOverDocument:
    """With both names; who has not signed yet signs on paper."""
    return HandOverDocument(
        SignedHandOver(
            sheet=sheet_of(row),
            handed_by=str(row.handed_by) if row.handed_by else "",
            handed_on=clock.local_day(row.handed_at),
            taken_by=str(row.taken_by),
            taken_on=clock.local_day(row.taken_at) if row.taken_at else None,
            words=row.words or "",
            remark=row.remark,
        )
    )


def _frozen(sheet: HandOverSheet) -> dict[str, object]:
    return dict(to_plain(asdict(sheet)))
