"""A visit is written down, put right, and what was promised there is seen to (CA-01, F-29)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction

from branches.models import Organization
from members.choices_care import CareKind, Receipt, VisitSource
from members.models import CareHelp, CareVisit, Member
from members.services import promises
from members.services.promises import require_promise, to_tell, written_already
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.inbox import Matter, Word, tell
from partywork.common.uploads import CleanFile
from partywork.common.verbs import journal, lock, require

LARGEST_FEN = 100_000_00  # ten thousand times ten yuan: beyond it a digit too many was typed


@dataclass(frozen=True)
class Visit:
    """What is written down of one visit. `member` None: somebody outside the Party, by name."""

    visited_on: date
    visitors: str
    form: str
    kind: str
    member: Member | None = None
    outsider: str = ""
    occasion: str = "everyday"
    amount_fen: int | None = None
    goods: str = ""
    source: str = VisitSource.NONE
    difficulties: str = ""
    settled: str = ""
    receipt: str = Receipt.NONE


@transaction.atomic
def register_visit(
    branch: Organization, visit: Visit, *, by: AbstractBaseUser, once: UUID, paper: CleanFile | None = None
) -> CareVisit:
    """Sent twice, it stands once."""
    lock(branch)
    known = CareVisit.objects.filter(once=once).first()
    if known is not None:
        require(known.branch_id == branch.pk, "这一页过期了，请重新打开。", code="elsewhere")
        return known
    _require(branch, visit)
    row = CareVisit(once=once, branch=branch, entered_by_id=by.pk)
    _fill(row, visit)
    if paper is not None:
        row.receipt_file.save("receipt" + _ending(paper), ContentFile(paper.data), save=False)
    row.save()
    journal(row, "register_visit", by=by)
    return row


@transaction.atomic
def amend_visit(
    row: CareVisit, visit: Visit, *, revision: int, by: AbstractBaseUser, paper: CleanFile | None = None
) -> CareVisit:
    held = lock(row)
    if held.revision != revision:
        raise DomainError("刚才有人改过这一条，请看过以后再改。", code="changed")
    _require(held.branch, visit)
    _fill(held, visit)
    held.revision += 1
    if paper is not None:
        held.receipt_file.save("receipt" + _ending(paper), ContentFile(paper.data), save=False)
    held.save()
    journal(held, "amend_visit", by=by)
    return held


@transaction.atomic
def promise_help(visit: CareVisit, *, text: str, owner: Member, due: date, by: AbstractBaseUser) -> CareHelp:
    """It comes back until it is done. The owner is told that there is something, not what: that stays restricted."""
    held = lock(visit)
    require_promise(text, due, since=held.visited_on, day="走访")
    here = owner.spells.filter(branch=held.branch_id, period__contains=clock.today()).exists()
    require(here, f"{owner.name}不在本支部。", field="owner")
    known = written_already(held.helps.filter(owner=owner, due=due), text)
    if known is not None:
        return known
    made = CareHelp.objects.create(visit=held, text=text.strip(), owner=owner, due=due)
    journal(made, "promise_help", by=by)
    if told := to_tell(owner, by):
        body = f"走访时说定由您办，{clock.short_date(due)}前办结。具体的事请问书记。"
        tell(told, Word(f"care-help:{made.pk}", Matter.CARE, "有一件帮扶的事请您办", body))
    return made


def settle_help(help_: CareHelp, *, outcome: str, by: AbstractBaseUser) -> CareHelp:
    return promises.settle(help_, outcome=outcome, by=by, verb="settle_help")


def _require(branch: Organization, visit: Visit) -> None:
    require(visit.visited_on <= clock.today(), "走访日期晚于今天。", field="visited_on")
    require(visit.visitors.strip(), "请写走访人。", field="visitors")
    one = (visit.member is not None) != bool(visit.outsider.strip())
    require(one, "看望的是党员就选姓名，不是党员就写姓名，只填一处。", field="member")
    if visit.member is not None:
        there = visit.member.spells.filter(branch=branch, period__contains=visit.visited_on).exists()
        require(there, f"{visit.member.name}那天不在本支部。", field="member")
        require(visit.kind != CareKind.MASSES, "党员请选困难、患病、年老或受灾。", field="kind")
    brought = visit.amount_fen is not None or bool(visit.goods.strip())
    require(visit.amount_fen is None or visit.amount_fen > 0, "金额要大于0。", field="amount")
    require((visit.amount_fen or 0) <= LARGEST_FEN, "金额太大，请核对。", field="amount")
    has_source = visit.source != VisitSource.NONE
    require(has_source or not brought, "请选钱物的来源。", field="source")
    require(brought or not has_source, "选了来源，请写金额或物品。", field="amount")
    signed = visit.receipt != Receipt.NONE
    require(signed or not brought, "送了钱物，请选谁签收；还没有签的选“还没有签收”。", field="receipt")


def _fill(row: CareVisit, visit: Visit) -> None:
    row.member = visit.member
    row.outsider = None if visit.member else visit.outsider.strip()
    row.kind = visit.kind if visit.member else CareKind.MASSES
    row.visited_on, row.visitors, row.form = visit.visited_on, visit.visitors.strip(), visit.form
    row.occasion, row.amount_fen, row.goods = visit.occasion, visit.amount_fen, visit.goods.strip()
    row.source, row.receipt = visit.source, visit.receipt
    row.difficulties = visit.difficulties.strip() or None
    row.settled = visit.settled.strip() or None


def _ending(paper: CleanFile) -> str:
    return ".pdf" if paper.name.endswith(".pdf") else ".jpg"
