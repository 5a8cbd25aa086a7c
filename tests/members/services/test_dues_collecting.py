"""Months of dues: bills, ticks, counts, back payments, advance, surplus, host, reversal; the books come out even."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, InternalError, connection, transaction

from activities.models import Notice
from branches.models import Parameter
from members.choices_dues import DuesKind, EntryKind
from members.models import DuesBill, DuesEntry, DuesMonth, DuesPosting
from members.reports.dues_balance import faults_of
from members.reports.dues_large import large_sums
from members.reports.dues_member import account_of
from members.reports.dues_sums import credits_of, outstanding
from members.services.dues_closing import close, receive_ticked
from members.services.dues_collecting import CREDIT, EXTRA, Payment, receive, record_host_payment
from members.services.dues_correcting import reverse
from members.services.dues_large import note_central_receipt
from members.services.dues_remitting import remit
from partywork.common.errors import DomainError
from tests.factories.dues import JUNE, assessed, billed, make_keeper
from tests.factories.members import make_member

MAY, JULY, AUGUST = date(2026, 5, 1), date(2026, 7, 1), date(2026, 8, 1)
FIVE = 5 * 3457


@pytest.fixture
def keeper(world, today):
    keeper = make_keeper(world.branch)
    for member in world.roster:
        assessed(member, world.branch, keeper)
    return keeper


def pks(world) -> list[int]:
    return [member.pk for member in world.roster]


def settled(branch) -> None:
    assert faults_of(branch) == []


def test_bills_are_there_for_everybody_and_nobody_is_paid(world, keeper):
    """DU-01."""
    assert DuesBill.objects.filter(month=JUNE).count() == 5
    assert set(outstanding(pks(world), [JUNE]).values()) == {3457}


def test_bills_made_twice_are_made_once(world, keeper):
    assert billed() == 0
    assert billed(JULY) == 5
    assert billed(JULY) == 0


def test_a_month_closes_when_the_count_agrees(world, keeper):
    """DU-18: the ledger is the cash."""
    row = close(world.branch, JUNE, counted_fen=FIVE, by=keeper, ticked=pks(world))

    assert row.is_closed
    assert (row.figures["current"], row.figures["counted"]) == (FIVE, FIVE)
    assert list(DuesEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    settled(world.branch)


@pytest.mark.parametrize(
    ("counted", "said"), [(FIVE - 1, "少0.01元"), (FIVE + 1, "多0.01元"), (0, "少172.85元")]
)
def test_a_fen_more_or_less_takes_nothing_and_closes_nothing(world, keeper, counted, said):
    with pytest.raises(DomainError, match=said):
        close(world.branch, JUNE, counted_fen=counted, by=keeper, ticked=pks(world))

    assert not DuesEntry.objects.exists()
    assert not DuesMonth.objects.filter(state="closed").exists()


def test_the_exceptions_stay_owed(world, keeper):
    close(world.branch, JUNE, counted_fen=3 * 3457, by=keeper, ticked=pks(world)[:3])

    assert sorted(outstanding(pks(world), [JUNE]).values()) == [0, 0, 0, 3457, 3457]


def test_a_closed_month_takes_no_more_money_also_not_past_the_services(world, keeper):
    close(world.branch, JUNE, counted_fen=FIVE, by=keeper, ticked=pks(world))

    with pytest.raises(DomainError, match="6月已经结账"):
        receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,)), by=keeper)
    with pytest.raises(InternalError, match="closed"), transaction.atomic():
        entry = DuesEntry.objects.first()
        entry.pk, entry.number, entry.once = None, 99, None
        entry.save(force_insert=True)


def test_a_second_click_closes_once(world, keeper):
    once = uuid4()
    first = close(world.branch, JUNE, counted_fen=FIVE, by=keeper, ticked=pks(world), once=once)
    with pytest.raises(DomainError, match="已经结账"):
        close(world.branch, JUNE, counted_fen=FIVE, by=keeper, ticked=pks(world), once=once)

    assert DuesEntry.objects.count() == 5
    assert DuesMonth.objects.get().closed_at == first.closed_at


def test_ticking_twice_takes_once(world, keeper):
    once = uuid4()
    receive_ticked(world.branch, JUNE, pks(world), by=keeper, once=once)
    receive_ticked(world.branch, JUNE, pks(world), by=keeper, once=once)
    receive_ticked(world.branch, JUNE, pks(world), by=keeper)

    assert DuesEntry.objects.count() == 5


def test_behind_is_paid_with_a_reason_in_the_open_month(world, keeper, today):
    """DU-12."""
    close(world.branch, JUNE, counted_fen=0, by=keeper)
    today.move_to("2026-07-20T09:00:00+08:00")
    billed(JULY)
    late = Payment(world.plain_member, (JUNE, JULY))
    with pytest.raises(DomainError, match="请写明原因") as refused:
        receive(world.branch, JULY, late, by=keeper)
    assert refused.value.field == "reason"

    entry = receive(world.branch, JULY, Payment(world.plain_member, (JUNE, JULY), reason="出差"), by=keeper)

    assert entry.booked == JULY
    row = close(world.branch, JULY, counted_fen=2 * 3457, by=keeper)
    assert (row.figures["back"], row.figures["current"]) == (3457, 3457)
    assert DuesMonth.objects.get(month=JUNE).figures["counted"] == 0
    settled(world.branch)


@pytest.mark.parametrize(("months_later", "needed"), [(6, False), (7, True)])
def test_more_than_six_months_behind_needs_the_superiors_view(world, keeper, today, months_later, needed):
    """DU-12, E-62: six months do, the seventh asks more."""
    day = date(2026, 6 + months_later, 15) if months_later == 6 else date(2027, 1, 15)
    today.move_to(f"{day}T09:00:00+08:00")
    month = day.replace(day=1)
    payment = Payment(world.plain_member, (JUNE,), reason="外出")

    if needed:
        with pytest.raises(DomainError, match="上级党组织的意见") as refused:
            receive(world.branch, month, payment, by=keeper)
        assert refused.value.field == "superior_view"
        payment = Payment(world.plain_member, (JUNE,), reason="外出", superior_view="机关党委同意补交")
    entry = receive(world.branch, month, payment, by=keeper)

    assert ("同意补交" in entry.reason) is needed


def test_in_advance_only_by_quarter_and_with_the_branchs_consent(world, keeper, today):
    """DU-12, E-61."""
    today.move_to("2026-07-20T09:00:00+08:00")
    billed(JULY)
    quarter = Payment(world.plain_member, (JULY, AUGUST, date(2026, 9, 1)))
    with pytest.raises(DomainError, match="按季交纳"):
        receive(world.branch, JULY, quarter, by=keeper)

    Parameter.objects.create(
        organization=world.branch, key="du.quarterly_payment", value=True, in_force_from=JUNE
    )
    with pytest.raises(DomainError, match="最多交到本季度末"):
        months = (*quarter.months, date(2026, 10, 1))
        receive(world.branch, JULY, Payment(world.plain_member, months), by=keeper)
    receive(world.branch, JULY, quarter, by=keeper)

    assert billed(AUGUST) == 4
    assert outstanding([world.plain_member.pk], [AUGUST]) == {(world.plain_member.pk, AUGUST): 0}


def test_more_than_owed_is_extra_only_if_the_payer_says_so(world, keeper):
    """E-63."""
    with pytest.raises(DomainError, match="自愿多交") as refused:
        receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,), paid_fen=4000), by=keeper)
    assert refused.value.field == "surplus"

    receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,), 4000, EXTRA), by=keeper)
    receive(world.branch, JUNE, Payment(world.secretary_member, (JUNE,), 5000, CREDIT), by=keeper)

    assert credits_of(pks(world), world.branch) == {world.secretary_member.pk: 1543}
    row = close(world.branch, JUNE, counted_fen=9000, by=keeper)
    assert (row.figures["extra"], row.figures["credit"]) == (543, 1543)
    settled(world.branch)


def test_credit_pays_the_next_month_first(world, keeper, today):
    """E-63."""
    receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,), 3457 + 5000, CREDIT), by=keeper)
    close(world.branch, JUNE, counted_fen=8457, by=keeper)
    today.move_to("2026-07-20T09:00:00+08:00")
    billed(JULY)

    row = close(world.branch, JULY, counted_fen=0, by=keeper, ticked=[world.plain_member.pk])

    assert credits_of(pks(world), world.branch) == {world.plain_member.pk: 1543}
    assert row.figures["current"] == 3457
    assert DuesEntry.objects.latest("pk").kind == EntryKind.CREDIT
    assert DuesEntry.objects.latest("pk").number is None
    settled(world.branch)


@pytest.mark.parametrize(("extra", "large"), [(99_999, False), (100_000, True), (100_001, True)])
def test_a_thousand_at_once_goes_wholly_to_the_centre_beside_the_branchs_money(world, keeper, extra, large):
    """DU-15, E-69: 1000.00 counts."""
    receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,), 3457 + extra, EXTRA), by=keeper)

    row = close(world.branch, JUNE, counted_fen=3457 + (0 if large else extra), by=keeper)
    assert (row.figures["large"] > 0) is large
    settled(world.branch)


def test_too_little_is_refused_with_the_difference(world, keeper):
    with pytest.raises(DomainError, match=r"少0\.01元"):
        receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,), paid_fen=3456), by=keeper)


def test_paid_at_the_host_is_settled_but_not_our_money(world, keeper):
    """DU-10, E-67."""
    proof = ContentFile(b"%PDF-1.4", name="收据.pdf")
    record_host_payment(
        world.branch,
        JUNE,
        world.plain_member,
        (JUNE,),
        on=date(2026, 6, 10),
        proof=proof,
        host="甲街道党支部",
        by=keeper,
    )

    assert outstanding([world.plain_member.pk], [JUNE]) == {(world.plain_member.pk, JUNE): 0}
    row = close(world.branch, JUNE, counted_fen=0, by=keeper)
    assert row.figures["host"] == 3457
    settled(world.branch)


def test_paid_by_somebody_else_stands_on_the_receipt(world, keeper):
    """DU-14, E-64, F-19."""
    entry = receive(
        world.branch, JUNE, Payment(world.plain_member, (JUNE,), paid_by="钱小五（女儿）"), by=keeper
    )

    assert (entry.member, entry.paid_by) == (world.plain_member, "钱小五（女儿）")


def test_a_receipt_is_reversed_in_red_and_the_month_is_owed_again(world, keeper, today):
    """DU-25."""
    close(world.branch, JUNE, counted_fen=FIVE, by=keeper, ticked=pks(world))
    entry = DuesEntry.objects.filter(member=world.plain_member).get()
    today.move_to("2026-07-03T09:00:00+08:00")

    red = reverse(entry, by=keeper, reason="金额收错")

    assert (red.booked, red.number) == (JULY, 6)
    assert outstanding([world.plain_member.pk], [JUNE]) == {(world.plain_member.pk, JUNE): 3457}
    with pytest.raises(DomainError, match="已经冲销过"):
        reverse(entry, by=keeper, reason="再来一次")
    with pytest.raises(DomainError, match="不能这样冲销"):
        reverse(red, by=keeper, reason="冲销冲销")
    row = close(world.branch, JULY, counted_fen=-3457, by=keeper)
    assert row.figures["back"] == -3457
    settled(world.branch)


def test_a_credit_already_used_holds_back_the_reversal(world, keeper, today):
    first = receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,), 2 * 3457, CREDIT), by=keeper)
    today.move_to("2026-07-03T09:00:00+08:00")
    billed(JULY)
    receive_ticked(world.branch, JULY, [world.plain_member.pk], by=keeper)

    with pytest.raises(DomainError, match="先冲销后面"):
        reverse(first, by=keeper, reason="收错")


def test_months_close_in_order(world, keeper, today):
    today.move_to("2026-07-03T09:00:00+08:00")
    billed(JULY)
    with pytest.raises(DomainError, match="请先结清2026年6月"):
        close(world.branch, JULY, counted_fen=0, by=keeper)


def test_a_month_ahead_does_not_close(world, keeper):
    with pytest.raises(DomainError, match="还没有到"):
        close(world.branch, JULY, counted_fen=0, by=keeper)


def test_lines_that_do_not_come_to_zero_are_refused_by_the_database(world, keeper):
    entry = receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,)), by=keeper)
    with pytest.raises(InternalError, match="come to"), transaction.atomic():
        DuesPosting.objects.create(entry=entry, branch=world.branch, booked=JUNE, account="cash", fen=100)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("model", [DuesEntry, DuesPosting, DuesBill])
def test_nothing_is_ever_deleted(world, keeper, model):
    """DU-25."""
    receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,)), by=keeper)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_nothing_is_ever_changed(world, keeper):
    """DU-25."""
    entry = receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,)), by=keeper)
    for row, change in (
        (entry, {"paid_by": "别人"}),
        (entry.postings.first(), {"fen": 1}),
        (DuesBill.objects.first(), {"amount_fen": 1}),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**change)


def test_a_student_pays_twenty_fen_and_a_new_probationary_member_his_first_month_whole(world, keeper):
    """DU-07, DU-09, E-60."""
    student = make_member(
        world.branch, name="新一", joined_on=date(2026, 6, 16), full_on=None, since=date(2026, 6, 17)
    )
    assessed(student, world.branch, keeper, kind=DuesKind.STUDENT, base="")

    assert outstanding([student.pk]) == {(student.pk, JUNE): 20}
    with pytest.raises(DomainError, match="不能早于入党的2026年6月"):
        assessed(student, world.branch, keeper, since=MAY)


def test_before_joining_nothing_can_be_paid(world, keeper):
    with pytest.raises(DomainError, match="没有应交的党费"):
        receive(world.branch, JUNE, Payment(world.plain_member, (date(2026, 1, 1),), reason="补"), by=keeper)


def test_a_month_already_paid_is_not_paid_again(world, keeper):
    receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,)), by=keeper)
    with pytest.raises(DomainError, match="已经交了"):
        receive(world.branch, JUNE, Payment(world.plain_member, (JUNE,)), by=keeper)
    assert Decimal(DuesPosting.objects.filter(account="cash").get().fen) == 3457


def given(world, keeper, today, fen: int):
    """Beyond June, so much at once."""
    return receive(
        world.branch,
        JUNE,
        Payment(world.plain_member, (JUNE,), paid_fen=3457 + fen, surplus=EXTRA),
        by=keeper,
    )


@pytest.mark.parametrize(("fen", "is_large"), [(99_999, False), (100_000, True), (100_001, True)])
def test_a_thousand_at_once_waits_for_the_receipt_of_the_centre(world, keeper, today, fen, is_large):
    """DU-15, E-69: 1000.00 counts."""
    entry = given(world, keeper, today, fen)

    assert bool(large_sums(world.branch)) is is_large
    if not is_large:
        with pytest.raises(DomainError, match="不是大额党费"):
            note_central_receipt(entry, number="中组-1", on=date(2026, 6, 18), by=keeper)
        return
    with pytest.raises(DomainError, match="还没有上转"):
        note_central_receipt(entry, number="中组-1", on=date(2026, 6, 18), by=keeper)
    close(world.branch, JUNE, counted_fen=3457, by=keeper)
    remit(world.branch, first=JUNE, remitted_fen=3457, handed_on=date(2026, 6, 18), by=keeper)
    made = note_central_receipt(entry, number=" 中组-1 ", on=date(2026, 6, 18), by=keeper)

    assert note_central_receipt(entry, number="中组-1", on=date(2026, 6, 18), by=keeper) == made
    with pytest.raises(DomainError, match="已经记了收据号中组-1"):
        note_central_receipt(entry, number="中组-2", on=date(2026, 6, 18), by=keeper)
    assert [(line.fen, line.has_gone, line.number) for line in large_sums(world.branch)] == [
        (fen, True, "中组-1")
    ]
    assert [extra.number for extra in account_of(world.plain_member, date(2026, 6, 18)).extras] == ["中组-1"]
    assert Notice.objects.filter(recipient=world.member, kind="dues").count() == 1
    settled(world.branch)


@pytest.mark.parametrize("on", [date(2026, 6, 17), date(2026, 6, 19)])
def test_a_central_receipt_is_neither_of_before_nor_of_tomorrow(world, keeper, today, on):
    entry = given(world, keeper, today, 100_000)

    with pytest.raises(DomainError, match="收据日期应在"):
        note_central_receipt(entry, number="中组-1", on=on, by=keeper)


def test_a_large_sum_taken_back_waits_for_nothing(world, keeper, today):
    entry = given(world, keeper, today, 100_000)
    reverse(entry, by=keeper, reason="收错人")

    assert large_sums(world.branch) == []
