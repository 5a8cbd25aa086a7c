"""The end of a month: ticked, counted, agreed, closed (journey 9, DU-18)."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.choices_dues import PayMethod
from members.models import DuesBill, DuesEntry, DuesMonth
from members.reports.dues_balance import faults_of, figures_of
from members.reports.dues_sums import credits_of, outstanding
from members.rules.dues_months import month_of, month_text
from members.services.dues_booking import Numbers, already, lock_branch, require_open
from members.services.dues_collecting import Payment, take
from members.states import DUES_MONTH
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.money import yuan_text
from partywork.common.verbs import advance, require


@transaction.atomic
def receive_ticked(
    branch: Organization,
    month: date,
    ticked: Collection[int],
    *,
    by: AbstractBaseUser,
    method: str = PayMethod.CASH,
    paid_by: Mapping[int, str] | None = None,
    once: UUID | None = None,
) -> list[DuesEntry]:
    """Those ticked paid this month's dues, each with a receipt. Nobody is paid by default."""
    held = lock_branch(branch)
    if already(once) is not None:
        return []
    require_open(held, month)
    require(method in PayMethod.values, "请选择交纳方式。", field="method")
    bills = DuesBill.objects.filter(branch=held, month=month, member__in=list(ticked))
    members = {bill.member_id: bill.member for bill in bills.select_related("member")}
    require(
        len(members) == len(set(ticked)),
        "勾选的人里有人本月在本支部没有应交的党费，请刷新页面。",
        code="stale",
    )
    owed, credits = outstanding(members, [month]), credits_of(members, held)
    numbers, names = Numbers(held), paid_by or {}
    made: list[DuesEntry] = []
    for pk, member in sorted(members.items(), key=lambda pair: (pair[1].name_key, pair[0])):
        fen = owed[pk, month]
        if fen <= 0:
            continue  # paid on the page of somebody else meanwhile
        payment = Payment(member, (month,), method=method, paid_by=names.get(pk, ""))
        made.append(
            take(
                held,
                month,
                payment,
                by=by,
                owed={month: fen},
                credit=credits.get(pk, 0),
                numbers=numbers,
                once=once if not made else None,
            )
        )
    return made


@transaction.atomic
def close(
    branch: Organization,
    month: date,
    *,
    counted_fen: int,
    by: AbstractBaseUser,
    ticked: Collection[int] = (),
    method: str = PayMethod.CASH,
    once: UUID | None = None,
) -> DuesMonth:
    """Take what is ticked and close the month, if the counted money is what the books say; else neither."""
    held = lock_branch(branch)
    row = _row(held, month)
    if row.is_closed:
        require(
            not ticked and row.counted_fen == counted_fen,
            f"{month_text(month)}已经结账。",
            code="closed_month",
        )
        return row
    require(month <= month_of(clock.today()), f"{month_text(month)}还没有到，不能结账。", code="too_early")
    _require_in_order(held, month)
    receive_ticked(held, month, ticked, by=by, method=method, once=once)
    figures = figures_of(held, month)
    expected = figures["counted"]
    if counted_fen != expected:
        more = counted_fen - expected
        said = f"多{yuan_text(more)}元" if more > 0 else f"少{yuan_text(-more)}元"
        raise DomainError(
            f"实点{yuan_text(counted_fen)}元，勾选和已登记的合计是{yuan_text(expected)}元，{said}。"
            "请核对勾选的人，或重新点一次。",
            field="counted",
            code="count_differs",
        )
    faults = faults_of(held)
    require(not faults, f"账目不平，不能结账：{'；'.join(faults)}", code="unbalanced")
    row.counted_fen, row.figures = counted_fen, figures
    row.closed_by_id, row.closed_at = by.pk, clock.now()
    advance(row, DUES_MONTH, "close", by=by, fields=("counted_fen", "figures", "closed_by", "closed_at"))
    return row


def _row(branch: Organization, month: date) -> DuesMonth:
    DuesMonth.objects.get_or_create(branch=branch, month=month)
    return DuesMonth.objects.select_for_update(of=("self",), no_key=True).get(branch=branch, month=month)


def _require_in_order(branch: Organization, month: date) -> None:
    """An earlier month with bills or money of its own is closed first, so that no booking slips between."""
    closed = DuesMonth.objects.filter(branch=branch, state=DuesMonth.State.CLOSED).values("month")
    for rows in (DuesBill, DuesEntry):
        earlier = rows.objects.filter(branch=branch, booked__lt=month).exclude(booked__in=closed)
        first = earlier.order_by("booked").values_list("booked", flat=True).first()
        require(first is None, f"请先结清{month_text(first)}的账。" if first else "", code="earlier_open")
