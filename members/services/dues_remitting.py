"""Handing up: the closed months in one sum, receipted above; the committee's own book (DU-18, DU-21..DU-23)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Sum

from branches.models import Organization
from members.choices_dues import Account, EntryKind, FundKind, FundPurpose
from members.models import DuesFundEntry, DuesRemittance
from members.reports.dues_remittance import proposal
from members.rules.dues_months import span_text
from members.services.dues_booking import Line, book, lock_branch, open_month
from members.states import DUES_REMITTANCE
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.money import yuan_text
from partywork.common.verbs import advance, journal, lock, require

A = Account


@transaction.atomic
def remit(
    branch: Organization,
    *,
    first: date,
    remitted_fen: int,
    handed_on: date,
    by: AbstractBaseUser,
    difference_reason: str = "",
) -> DuesRemittance:
    """The closed months from `first` on go up in one sum. More or less than the books say needs its reason."""
    held = lock_branch(branch)
    before: DuesRemittance | None = DuesRemittance.objects.filter(branch=held, first=first).first()
    if before is not None:
        require(before.remitted_fen == remitted_fen, "这个期间已经上缴过，数额不同。", code="remitted_before")
        return before
    found = proposal(held)
    if found is None:
        raise DomainError("没有结了账、还没上缴的月份。", code="nothing_closed")
    require(found.first == first, f"请先上缴{span_text([found.first])}起的党费。", code="out_of_order")
    require(handed_on <= clock.today(), "上缴日期不能晚于今天。", field="handed_on")
    superior = held.superior
    if superior is None:
        raise DomainError("本支部没有上级党组织，不能上缴。", code="no_superior")
    difference = remitted_fen - found.expected_fen
    require(
        not difference or difference_reason.strip(),
        f"账上应上缴{yuan_text(found.expected_fen)}元，现在填的{'多' if difference > 0 else '少'}"
        f"{yuan_text(abs(difference))}元；请核对，确有差额的写明原因。",
        field="difference_reason" if difference else "",
        code="difference",
    )
    require(remitted_fen >= 0, "上缴数额不能是负数。", field="remitted")
    entry = None
    if remitted_fen or found.large_fen:
        entry = book(
            held,
            EntryKind.REMITTANCE,
            [
                Line(A.CASH, -remitted_fen),
                Line(A.REMITTED, remitted_fen),
                Line(A.LARGE_CASH, -found.large_fen),
                Line(A.LARGE_REMITTED, found.large_fen),
            ],
            booked=open_month(held),
            on=handed_on,
            by=by,
            reason=f"上缴{span_text(list(found.months))}党费",
        )
    made: DuesRemittance = DuesRemittance.objects.create(
        branch=held,
        to=superior,
        first=found.first,
        last=found.last,
        tally=found.tally,
        expected_fen=found.expected_fen,
        remitted_fen=remitted_fen,
        large_fen=found.large_fen,
        difference_reason=difference_reason.strip() if difference else "",
        due_on=found.due_on,
        handed_on=handed_on,
        handed_by_id=by.pk,
        entry=entry,
    )
    journal(made, "remit_dues", by=by, after=span_text(list(found.months))[:30])
    return made


@transaction.atomic
def receipt(remittance: DuesRemittance, *, number: str, on: date, by: AbstractBaseUser) -> DuesRemittance:
    """The committee has counted it: its receipt number, and a line in its own book."""
    held = lock(remittance)
    if held.state == DuesRemittance.State.RECEIVED:
        require(held.receipt_number == number.strip(), "这笔已经收讫。", code="received_before")
        return held
    require(number.strip(), "请填写收据号。", field="number")
    require(held.handed_on <= on <= clock.today(), "收讫日期应在上缴日期和今天之间。", field="on")
    held.receipt_number, held.received_on, held.received_by_id = number.strip(), on, by.pk
    advance(held, DUES_REMITTANCE, "receive", by=by, fields=("receipt_number", "received_on", "received_by"))
    if held.remitted_fen:
        DuesFundEntry.objects.create(
            organization=held.to,
            on=on,
            kind=FundKind.RECEIVED,
            fen=held.remitted_fen,
            what=f"{held.branch.called}上缴{held.first:%Y-%m}至{held.last:%Y-%m}党费"[:160],
            remittance=held,
            recorded_by_id=by.pk,
        )
    return held


@dataclass(frozen=True)
class FundLine:
    """What somebody enters in the committee's book."""

    kind: str
    fen: int
    on: date
    what: str
    purpose: str = ""
    decision: str = ""


@transaction.atomic
def enter(
    organization: Organization, line: FundLine, *, by: AbstractBaseUser, once: UUID | None = None
) -> DuesFundEntry:
    """In, up, or spent; what is spent has a permitted purpose and a decision, and there is enough (DU-21, DU-22)."""
    held = lock(organization)
    before: DuesFundEntry | None = DuesFundEntry.objects.filter(once=once).first() if once else None
    if before is not None:
        return before
    kinds = (FundKind.GRANTED, FundKind.HANDED_UP, FundKind.SPENT)
    require(line.kind in kinds, "请选择类别。", field="kind")
    require(line.fen > 0, "金额应大于 0。", field="amount")
    require(line.on <= clock.today(), "日期不能晚于今天。", field="on")
    require(line.what.strip(), "请写明摘要。", field="what")
    spends = line.kind == FundKind.SPENT
    require(
        not spends or line.purpose in FundPurpose.values,
        "请选择用途；党费只能用于列出的几项。",
        field="purpose",
    )
    require(not spends or line.decision.strip(), "党费使用须集体决定，请写明会议和日期。", field="decision")
    out = line.kind != FundKind.GRANTED
    left = balance(held)
    require(
        not out or line.fen <= left,
        f"结余只有{yuan_text(left)}元，党费量入为出，不能支出{yuan_text(line.fen)}元。",
        field="amount",
        code="not_enough",
    )
    made: DuesFundEntry = DuesFundEntry.objects.create(
        organization=held,
        on=line.on,
        kind=line.kind,
        fen=-line.fen if out else line.fen,
        purpose=line.purpose if spends else "",
        what=line.what.strip(),
        decision=line.decision.strip(),
        once=once,
        recorded_by_id=by.pk,
    )
    journal(made, "enter_dues_fund", by=by)
    return made


@transaction.atomic
def take_back(entry: DuesFundEntry, *, by: AbstractBaseUser, reason: str) -> DuesFundEntry:
    """A wrong line is answered by its opposite, dated, with the reason."""
    organization = lock(entry.organization)
    require(reason.strip(), "请写明冲销的原因。", field="reason")
    require(
        entry.kind not in (FundKind.REVERSAL, FundKind.RECEIVED),
        "这一笔不能这样冲销。",
        code="not_reversible",
    )
    before: DuesFundEntry | None = DuesFundEntry.objects.filter(reverses=entry).first()
    if before is not None:
        return before
    require(balance(organization) - entry.fen >= 0, "冲销以后结余成了负数，请先核对。", code="not_enough")
    made: DuesFundEntry = DuesFundEntry.objects.create(
        organization=organization,
        on=clock.today(),
        kind=FundKind.REVERSAL,
        fen=-entry.fen,
        what=f"冲销{entry.on}“{entry.what}”：{reason.strip()}"[:160],
        reverses=entry,
        recorded_by_id=by.pk,
    )
    journal(made, "reverse_dues_fund", by=by, reason=reason.strip())
    return made


def balance(organization: Organization) -> int:
    rows = DuesFundEntry.objects.filter(organization=organization)
    return rows.aggregate(total=Sum("fen"))["total"] or 0
