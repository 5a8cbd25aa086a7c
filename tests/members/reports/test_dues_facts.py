"""What the rules about dues look at, from the books, in a fixed number of queries."""

from datetime import date

import pytest

from activities.reports.branch_facts import branch_findings, branch_years
from activities.reports.branch_limits import limits_by_month
from branches.models import Organization, Parameter
from members.reports.dues_facts import dues_years
from members.reports.dues_late import late_branches
from members.services.dues_closing import close
from members.services.dues_disclosing import publish
from members.services.dues_remitting import remit
from partywork.common.compliance import Verdict
from tests.factories.branches import make_branch
from tests.factories.dues import JUNE, assessed, billed, make_keeper
from tests.factories.members import make_member

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def keeper(world, today):
    keeper = make_keeper(world.branch)
    for member in world.roster:
        assessed(member, world.branch, keeper)
    return keeper


def findings(branch) -> dict[str, list[tuple[Verdict, str]]]:
    found: dict[str, list[tuple[Verdict, str]]] = {}
    for each in branch_findings(branch, 2026):
        if each.rule.startswith("dues."):
            found.setdefault(each.rule, []).append((each.verdict, each.sentence))
    return found


def test_a_branch_without_bills_is_not_judged(world, today):
    assert branch_years([world.branch], 2026)[world.branch.pk].dues is None
    assert findings(world.branch) == {}


def test_a_quarter_in_time_and_one_late_and_the_disclosure(world, keeper, today):
    """DU-18, DU-20: June closed and handed up late, July to September in time."""
    people = [member.pk for member in world.roster]
    close(world.branch, JUNE, counted_fen=5 * 3457, by=keeper, ticked=people)
    remit(world.branch, first=JUNE, remitted_fen=5 * 3457, handed_on=date(2026, 6, 18), by=keeper)
    for month in (7, 8, 9):
        today.move_to(f"2026-{month:02}-05T09:00:00+08:00")
        billed(date(2026, month, 1))
        close(world.branch, date(2026, month, 1), counted_fen=5 * 3457, by=keeper, ticked=people)
    remit(world.branch, first=date(2026, 7, 1), remitted_fen=15 * 3457, handed_on=date(2026, 9, 5), by=keeper)
    publish(world.branch, first=JUNE, last=SEPTEMBER, until=date(2026, 9, 11), phone="", by=keeper)
    today.move_to("2026-10-08T09:00:00+08:00")

    found = findings(world.branch)

    assert found["dues.handed-up"] == [
        (Verdict.NOT_MET, "2026年6月的党费2026年6月18日上缴，晚8天"),
        (Verdict.MET, "2026年7月至9月的党费2026年9月5日上缴"),
        (Verdict.UNKNOWN, "2026年10月至12月的党费应在2026年12月10日前上缴"),
    ]
    assert [verdict for verdict, _ in found["dues.monthly"]] == [Verdict.MET] * 4 + [Verdict.UNKNOWN]
    assert found["dues.disclosed"] == [(Verdict.MET, "2026年9月5日公示了党费收缴使用情况")]
    assert found["dues.keeper"] == [(Verdict.MET, "有党费管理员")]


def test_a_period_of_which_a_part_is_left_is_not_handed_up(world, keeper, today):
    people = [member.pk for member in world.roster]
    close(world.branch, JUNE, counted_fen=5 * 3457, by=keeper, ticked=people)
    today.move_to("2026-07-05T09:00:00+08:00")
    billed(date(2026, 7, 1))
    close(world.branch, date(2026, 7, 1), counted_fen=5 * 3457, by=keeper, ticked=people)
    remit(world.branch, first=JUNE, remitted_fen=5 * 3457, handed_on=date(2026, 7, 5), by=keeper)
    remit(world.branch, first=date(2026, 7, 1), remitted_fen=5 * 3457, handed_on=date(2026, 7, 5), by=keeper)
    today.move_to("2026-09-11T09:00:00+08:00")

    third = findings(world.branch)["dues.handed-up"][1]

    assert third == (Verdict.NOT_MET, "2026年7月至9月的党费应在2026年9月10日前上缴，还没有缴齐，已晚1天")


def test_by_the_month_where_the_committee_asks_so(world, keeper, today):
    Parameter.objects.create(
        organization=world.committee, key="du.remit_cycle", value="month", in_force_from=date(2026, 1, 1)
    )

    assert findings(world.branch)["dues.handed-up"] == [
        (Verdict.UNKNOWN, "2026年6月的党费应在2026年7月10日前上缴")
    ]


@pytest.mark.parametrize("branches", [1, 3])
def test_the_facts_cost_the_same_for_one_branch_and_for_three(
    world, keeper, branches, django_assert_num_queries
):
    for number in range(branches - 1):
        other = make_branch(parent=world.committee)
        assessed(make_member(other), other, make_keeper(other, f"keeper{number}"))
    below = list(Organization.objects.branches().filter(path__startswith=world.committee.path))
    limits = limits_by_month(below, 2026)
    assert len(below) == branches

    with django_assert_num_queries(4):
        dues_years(below, 2026, limits=limits)


def test_the_committee_sees_who_has_not_handed_up_what_was_due(world, keeper, today):
    """DU-18: June was due on the tenth; a branch without bills in here is not waited for."""
    make_branch(parent=world.committee)
    assert late_branches(world.committee, date(2026, 6, 10)) == []
    [late] = late_branches(world.committee, date(2026, 6, 11))
    assert (late.branch, late.until, late.last, late.due_on) == (
        world.branch,
        None,
        JUNE,
        date(2026, 6, 10),
    )

    close(world.branch, JUNE, counted_fen=0, by=keeper)
    remit(world.branch, first=JUNE, remitted_fen=0, handed_on=date(2026, 6, 18), by=keeper)
    assert late_branches(world.committee, date(2026, 9, 10)) == []
    [late] = late_branches(world.committee, date(2026, 9, 11))
    assert (late.until, late.last) == (JUNE, SEPTEMBER)


@pytest.mark.parametrize("branches", [1, 3])
def test_the_late_ones_cost_the_same_for_one_and_for_three(
    world, keeper, branches, django_assert_num_queries
):
    for number in range(branches - 1):
        other = make_branch(parent=world.committee)
        assessed(make_member(other), other, make_keeper(other, f"keeper{number}"))

    with django_assert_num_queries(3):
        assert len(late_branches(world.committee, date(2026, 6, 18))) == branches
