"""Amounts that change, members who move, retire, die: E-54..E-68, and what the database keeps of a base."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from branches.models import Parameter
from members.choices import SpellEnd
from members.choices_dues import DuesKind, ReliefApprover
from members.models import DuesAssessment, DuesBill, DuesEntry
from members.reports.dues_arrears import behind
from members.reports.dues_balance import faults_of
from members.reports.dues_member import explanation_of, letter_text, paid_until
from members.reports.dues_sums import credits_of, outstanding
from members.services.dues_assessing import Facts, assess, keep_last_year, relieve
from members.services.dues_closing import close, receive_ticked
from members.services.dues_collecting import Payment, receive
from members.services.enrolling import leave_branch
from members.services.transferring import transfer
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.branches import make_branch
from tests.factories.dues import JUNE, assessed, billed, make_keeper
from tests.factories.members import make_member

JAN, MAY, JULY, AUGUST = date(2026, 1, 1), date(2026, 5, 1), date(2026, 7, 1), date(2026, 8, 1)


@pytest.fixture
def keeper(world, today):
    return make_keeper(world.branch)


@pytest.fixture
def member(world):
    return world.plain_member


def set_rule(world, key: str, value: object) -> None:
    Parameter.objects.create(
        organization=world.committee, key=key, value=value, in_force_from=date(2020, 1, 1)
    )


def owed(member, *months: date) -> list[int]:
    found = outstanding([member.pk], months)
    return [found.get((member.pk, month), 0) for month in months]


def test_the_base_is_unreadable_in_the_database_and_absent_from_the_journal(world, keeper, member):
    """PI-03, DU-02."""
    row = assessed(member, world.branch, keeper)

    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_base FROM members_duesassessment WHERE id = %s", [row.pk])
        stored = cursor.fetchone()[0]
    assert "3456" not in stored
    assert DuesAssessment.objects.get().base == Decimal("3456.78")
    said = " ".join(f"{e.label}{e.before}{e.after}{e.reason}" for e in JournalEntry.objects.all())
    assert "3456" not in said


def test_another_key_says_so_instead_of_showing_signs(world, keeper, member, settings):
    assessed(member, world.branch, keeper)
    field = DuesAssessment._meta.get_field("sealed_base")
    for name in ("keys", "f"):
        field.__dict__.pop(name, None)
    settings.DUES_KEYS = ["another"]
    try:
        with pytest.raises(DomainError, match="DUES_KEY"):
            _ = DuesAssessment.objects.get().base
        settings.DUES_KEYS = ["new", "only-for-tests"]
        for name in ("keys", "f"):
            field.__dict__.pop(name, None)
        assert DuesAssessment.objects.get().base == Decimal("3456.78")
    finally:
        for name in ("keys", "f"):
            field.__dict__.pop(name, None)


@pytest.mark.parametrize(("step", "fen"), [("0.01", 3457), ("0.1", 3460), ("1", 3500)])
def test_the_committees_rounding_holds_and_is_explained(world, keeper, member, step, fen):
    set_rule(world, "du.round_to", step)
    row = assessed(member, world.branch, keeper)

    assert row.monthly_fen == fen
    assert "34.5678" in " ".join(explanation_of(row).lines)


def test_a_confirmation_in_march_reaches_back_to_january_as_one_dated_difference(
    world, keeper, member, today
):
    """DU-11, E-56."""
    today.move_to("2025-12-10T09:00:00+08:00")
    assessed(member, world.branch, keeper, since=date(2025, 12, 1))
    today.move_to("2026-03-10T09:00:00+08:00")
    months = (JAN, date(2026, 2, 1), date(2026, 3, 1))
    for month in (date(2025, 12, 1), *months):
        billed(month)
        receive_ticked(world.branch, month, [member.pk], by=keeper)

    assessed(member, world.branch, keeper, base="3556.78", since=JAN)

    assert owed(member, *months) == [100, 100, 100]
    assert DuesBill.objects.get(month=JAN).amount_fen == 3457
    entry = DuesEntry.objects.get(kind="adjustment")
    assert (entry.booked, entry.number) == (date(2026, 3, 1), None)
    assert faults_of(world.branch) == []


def test_a_lower_base_becomes_credit_for_the_next_months(world, keeper, member, today):
    """E-56, E-63."""
    assessed(member, world.branch, keeper, since=JAN)
    for month in (JAN, date(2026, 2, 1)):
        receive(world.branch, JUNE, Payment(member, (month,), reason="补"), by=keeper)

    assess(member, world.branch, Facts("employed", JAN, Decimal("3356.78")), by=keeper)

    assert owed(member, JAN, date(2026, 2, 1)) == [0, 0]
    assert credits_of([member.pk], world.branch) == {member.pk: 200}
    assert faults_of(world.branch) == []


def test_last_years_amount_goes_on_until_it_is_confirmed(world, keeper, member, today):
    """E-56."""
    today.move_to("2025-12-10T09:00:00+08:00")
    assessed(member, world.branch, keeper, since=date(2025, 12, 1))
    today.move_to("2026-01-05T09:00:00+08:00")
    billed(JAN)

    assert owed(member, JAN) == [3457]
    assert keep_last_year(world.branch, 2026, by=keeper) == 1
    assert keep_last_year(world.branch, 2026, by=keeper) == 0
    assert DuesAssessment.objects.latest("pk").reason == "沿用上年核定"
    assert owed(member, JAN) == [3457]


def test_a_raise_in_july_keeps_the_months_before(world, keeper, member, today):
    """DU-11, E-57."""
    assessed(member, world.branch, keeper, since=JAN)
    today.move_to("2026-08-05T09:00:00+08:00")
    for month in (JULY, AUGUST):
        billed(month)
    assessed(member, world.branch, keeper, base="5000.01", since=AUGUST, reason="8月工资调整")

    assert owed(member, JUNE, JULY, AUGUST) == [3457, 3457, 7500]


def test_who_retires_pays_by_the_pension_from_its_first_month(world, keeper, member, today):
    """DU-05, E-58."""
    assessed(member, world.branch, keeper, since=JAN)
    assessed(member, world.branch, keeper, kind=DuesKind.RETIRED, base="5000", since=JULY, reason="6月退休")
    today.move_to("2026-07-05T09:00:00+08:00")
    billed(JULY)

    assert owed(member, JUNE, JULY) == [3457, 2500]


def test_a_student_pays_twenty_fen_until_the_month_before_the_first_wage(world, keeper, member, today):
    """E-59."""
    set_rule(world, "du.round_to", "1")
    assessed(member, world.branch, keeper, kind=DuesKind.STUDENT, base="", since=JAN)
    assessed(member, world.branch, keeper, base="3456.78", since=AUGUST, reason="8月领第一个月工资")
    today.move_to("2026-08-05T09:00:00+08:00")
    for month in (JULY, AUGUST):
        billed(month)

    assert owed(member, JULY, AUGUST) == [20, 3500]


def test_a_pension_whose_parts_cannot_be_told_apart_keeps_its_former_sum(world, keeper, member):
    """DU-05."""
    facts = Facts(DuesKind.RETIRED, JUNE, agreed=Decimal("21.08"), reason="按原数额，支部2026年6月会议")
    row = assess(member, world.branch, facts, by=keeper)

    assert (row.monthly_fen, row.is_manual, explanation_of(row)) == (2108, True, None)
    with pytest.raises(DomainError, match="写明依据"):
        assess(
            world.secretary_member,
            world.branch,
            Facts(DuesKind.RETIRED, JUNE, agreed=Decimal("20")),
            by=keeper,
        )
    with pytest.raises(DomainError, match="只有离退休"):
        assess(
            member, world.branch, Facts(DuesKind.EMPLOYED, JULY, agreed=Decimal("20"), reason="x"), by=keeper
        )


def test_more_than_a_thousand_is_owed_as_reckoned_and_noted(world, keeper, member):
    """E-70."""
    row = assessed(member, world.branch, keeper, base="60000")

    assert row.monthly_fen == 120_000
    assert "一般不超过1000元" in explanation_of(row).warnings[0]


def test_a_member_of_fifty_years_standing_pays_like_everybody(world, keeper):
    """E-68."""
    old = make_member(world.branch, name="老一", joined_on=date(1966, 7, 1), full_on=date(1967, 7, 1))
    assessed(old, world.branch, keeper, kind=DuesKind.RETIRED, base="4216")

    assert owed(old, JUNE) == [2108]


def relief(member, world, keeper, **facts: object):
    plain: dict[str, object] = {
        "monthly": Decimal("0"),
        "since": JUNE,
        "until": date(2027, 5, 1),
        "approver": ReliefApprover.SUPERIOR,
        "approved_on": date(2026, 6, 10),
        "paper": "机关党委〔2026〕8号",
    }
    return relieve(member, world.branch, by=keeper, **{**plain, **facts})


def test_an_approved_relief_holds_from_its_month_for_a_year_and_then_the_full_amount(
    world, keeper, member, today
):
    """DU-08, E-65."""
    assessed(member, world.branch, keeper, since=JAN)
    relief(member, world, keeper)

    assert owed(member, MAY, JUNE) == [3457, 0]
    today.move_to("2027-06-05T09:00:00+08:00")
    for month in (date(2027, 5, 1), date(2027, 6, 1)):
        billed(month)
    assert owed(member, date(2027, 5, 1), date(2027, 6, 1)) == [0, 3457]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"since": MAY}, "从批准的2026年6月起才有效"),
        ({"until": date(2027, 6, 1)}, "最长一年"),
        ({"until": MAY}, "结束月份早于"),
        ({"approved_on": date(2026, 6, 19)}, "不能晚于今天"),
        ({"approver": ReliefApprover.BRANCH}, "只有离退休"),
        ({"paper": " "}, "批准文件"),
        ({"monthly": Decimal("34.57")}, "少于核定"),
    ],
)
def test_a_relief_that_was_not_approved_so_is_refused(world, keeper, member, facts, said):
    """DU-08, E-65."""
    assessed(member, world.branch, keeper)
    with pytest.raises(DomainError, match=said):
        relief(member, world, keeper, **facts)


def test_the_branch_may_relieve_a_retired_member(world, keeper, member):
    """DU-08."""
    assessed(member, world.branch, keeper, kind=DuesKind.RETIRED, base="4216")
    relief(member, world, keeper, approver=ReliefApprover.BRANCH)

    assert owed(member, JUNE) == [0]


@pytest.mark.parametrize(("payee", "june"), [("old", "old"), ("new", "new"), ("letter", "old")])
def test_the_month_of_a_transfer_goes_to_whom_the_parameter_says(world, keeper, member, today, payee, june):
    set_rule(world, "du.transfer_month_payee", payee)
    assessed(member, world.branch, keeper)
    other = make_branch(parent=world.committee, name="第二支部")
    transfer(member, other, day=date(2026, 6, 15), by=keeper)
    today.move_to("2026-07-05T09:00:00+08:00")
    billed(JULY)

    payees = {bill.month: bill.branch_id for bill in DuesBill.objects.filter(member=member)}
    assert payees == {JUNE: (world.branch if june == "old" else other).pk, JULY: other.pk}


def test_prepaid_months_go_with_the_letter_and_are_not_billed_again(world, keeper, member, today):
    """E-61, DU-13."""
    set_rule(world, "du.quarterly_payment", True)
    today.move_to("2026-07-02T09:00:00+08:00")
    assessed(member, world.branch, keeper, since=JULY)
    months = (JULY, AUGUST, date(2026, 9, 1))
    receive(world.branch, JULY, Payment(member, months), by=keeper)
    other = make_branch(parent=world.committee, name="第二支部")
    transfer(member, other, day=date(2026, 7, 2), by=keeper)
    today.move_to("2026-08-05T09:00:00+08:00")

    assert billed(AUGUST) == 0
    assert paid_until(member) == date(2026, 9, 1)
    assert owed(member, *months) == [0, 0, 0]


@pytest.mark.parametrize(
    ("ended_by", "june"), [(SpellEnd.DIED, 0), (SpellEnd.EXPELLED, 0), (SpellEnd.TRANSFERRED, 3457)]
)
def test_the_month_of_death_or_removal_is_not_owed(world, keeper, member, ended_by, june):
    """E-66."""
    assessed(member, world.branch, keeper, since=MAY)
    leave_branch(member, day=date(2026, 6, 15), ended_by=ended_by, by=keeper)

    assert owed(member, MAY, JUNE) == [3457, june]
    assert billed(JULY) == 0
    assert faults_of(world.branch) == []


def test_who_was_admitted_before_the_approval_owes_from_the_month_of_the_meeting(world, keeper):
    """DU-09, E-60, MEM-23."""
    fresh = make_member(
        world.branch, name="新一", joined_on=date(2026, 4, 20), full_on=None, since=date(2026, 6, 10)
    )
    assessed(fresh, world.branch, keeper, since=date(2026, 4, 1))

    assert owed(fresh, date(2026, 4, 1), MAY, JUNE) == [3457, 3457, 3457]


def test_a_temporary_branch_collects_nothing(world, keeper, today):
    branch = make_branch(parent=world.committee, name="工地临时党支部", domain="temporary")
    make_member(branch, name="临一")
    with pytest.raises(DomainError, match="临时党支部"):
        close(branch, JUNE, counted_fen=0, by=keeper)


def test_a_base_far_from_the_last_one_is_taken_after_a_second_look(world, keeper, member):
    assessed(member, world.branch, keeper)
    facts = Facts("employed", JULY, Decimal("34567.80"), reason="7月工资调整")
    with pytest.raises(DomainError, match="请核对") as refused:
        assess(member, world.branch, facts, by=keeper)
    assert refused.value.field == "base"

    looked = Facts("employed", JULY, Decimal("34567.80"), reason="7月工资调整", looked_at=True)
    assert assess(member, world.branch, looked, by=keeper).monthly_fen == 69136


def test_the_same_assessment_sent_twice_is_one(world, keeper, member):
    first = assessed(member, world.branch, keeper)

    assert assessed(member, world.branch, keeper).pk == first.pk


def test_nobody_else_is_behind_in_the_list(world, keeper, member, today):
    for each in (member, world.secretary_member):
        assessed(each, world.branch, keeper, since=JAN)
    months = tuple(date(2026, month, 1) for month in range(1, 7))
    receive(world.branch, JUNE, Payment(world.secretary_member, months, reason="补"), by=keeper)
    today.move_to("2026-07-10T09:00:00+08:00")
    billed(JULY)

    lines = behind(world.branch, date(2026, 7, 10))
    assert [(line.name, line.running, line.alert, line.fen) for line in lines] == [("钱五", 6, 6, 6 * 3457)]


def test_the_letter_says_until_when_and_what_was_paid_ahead(world, keeper, member, today):
    """E-61, MEM-08."""
    set_rule(world, "du.quarterly_payment", True)
    assert letter_text(member, date(2026, 7, 2)) == ""
    today.move_to("2026-07-02T09:00:00+08:00")
    assessed(member, world.branch, keeper, since=JULY)
    receive(world.branch, JULY, Payment(member, (JULY, AUGUST, date(2026, 9, 1))), by=keeper)

    assert (
        letter_text(member, date(2026, 7, 2)) == "党费交至2026年9月，其中预交 2 个月，由新支部接着算，不退。"
    )
    assert letter_text(member, date(2026, 9, 2)) == "党费交至2026年9月。"
