"""The tree changes; what it was on another day stays."""

from datetime import date
from typing import Any

import pytest

from branches.choices import BranchDomain, OrganizationKind
from branches.models import Organization, Parameter
from branches.reports.parameters import in_force, in_force_many
from branches.services.founding import NewOrganization, found
from branches.services.setting import set_parameter, take_back_parameter
from branches.services.structuring import dissolve, move, rename
from partywork.common.errors import DomainError
from tests.conftest import World
from tests.factories.branches import make_branch, make_committee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY, MAY = date(2026, 6, 18), date(2026, 5, 1)


def new(**changes: object) -> NewOrganization:
    values: dict[str, Any] = {
        "kind": OrganizationKind.BRANCH,
        "name": "新支部",
        "code": "N1",
        "founded_on": TODAY,
        "domain": BranchDomain.STUDENTS,
    }
    return NewOrganization(**{**values, **changes})


def test_a_founded_branch_has_a_name_and_a_place_from_its_day(world: World) -> None:
    branch = found(new(), parent=world.committee, by=world.reviewer)
    assert branch.superior == world.committee
    assert branch.names.get().period.lower == TODAY
    assert branch.placements.get().parent == world.committee


def test_the_preset_is_taken_when_it_is_asked_for(world: World) -> None:
    branch = found(new(use_preset=True), parent=world.committee, by=world.reviewer)
    assert Parameter.objects.filter(organization=branch, key="pd.notice_days").get().value == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"domain": ""}, "domain"), ({"code": ""}, "code")],
)
def test_what_is_missing_is_said_at_its_field(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        found(new(**changes), parent=world.committee, by=world.reviewer)
    assert refusal.value.field == field


def test_nothing_stands_below_a_branch_and_no_branch_at_the_top(world: World) -> None:
    for parent in (world.branch, None):
        with pytest.raises(DomainError) as refusal:
            found(new(), parent=parent, by=world.reviewer)
        assert refusal.value.field == "parent"


def test_a_code_is_used_once(world: World) -> None:
    found(new(), parent=world.committee, by=world.reviewer)
    with pytest.raises(DomainError) as refusal:
        found(new(), parent=world.committee, by=world.reviewer)
    assert refusal.value.field == "code"


def test_documents_of_earlier_days_keep_the_earlier_name(world: World) -> None:
    old = world.branch.name
    rename(world.branch, "经管学院学生党支部", day=MAY, by=world.reviewer)
    branch = Organization.objects.get(pk=world.branch.pk)
    assert branch.name == "经管学院学生党支部"
    assert branch.name_on(date(2026, 4, 30)) == old
    assert branch.name_on(MAY) == "经管学院学生党支部"


def test_renaming_twice_on_one_day_keeps_the_last(world: World) -> None:
    rename(world.branch, "甲支部", day=MAY, by=world.reviewer)
    rename(world.branch, "乙支部", day=MAY, by=world.reviewer)
    assert Organization.objects.get(pk=world.branch.pk).name_on(MAY) == "乙支部"


def test_a_change_cannot_be_before_the_last_one_nor_ahead(world: World) -> None:
    rename(world.branch, "甲支部", day=MAY, by=world.reviewer)
    for day in (date(2026, 4, 1), date(2026, 6, 19)):
        with pytest.raises(DomainError) as refusal:
            rename(world.branch, "乙支部", day=day, by=world.reviewer)
        assert refusal.value.field == "day"


def test_a_moved_branch_is_judged_by_its_committee_of_the_day(world: World) -> None:
    set_parameter(
        world.committee, "pd.notice_days", 3, since=date(2026, 1, 1), by=world.reviewer, reason="试行"
    )
    set_parameter(
        world.foreign_committee, "pd.notice_days", 7, since=date(2026, 1, 1), by=None, reason="试行"
    )
    moved = move(world.branch, world.foreign_committee, day=MAY, by=world.reviewer)
    assert moved.superior == world.foreign_committee
    assert in_force(moved, date(2026, 4, 30))["pd.notice_days"] == 3
    assert in_force(moved, MAY)["pd.notice_days"] == 7


def test_moving_takes_along_what_stands_below(world: World) -> None:
    area = make_committee(parent=world.committee)
    branch = make_branch(parent=area)
    move(area, world.foreign_committee, day=MAY, by=None)
    branch.refresh_from_db()
    foreign = Organization.objects.get(pk=world.foreign_committee.pk)
    assert branch.path.startswith(foreign.path)


def test_nothing_moves_below_itself(world: World) -> None:
    area = make_committee(parent=world.committee)
    with pytest.raises(DomainError) as refusal:
        move(world.committee, area, day=MAY, by=None)
    assert refusal.value.field == "parent"


def test_what_has_living_branches_is_not_dissolved(world: World) -> None:
    with pytest.raises(DomainError):
        dissolve(world.committee, day=TODAY, dissolution="dissolved", by=world.reviewer)


def test_a_changed_limit_holds_from_its_day_only(world: World) -> None:
    set_parameter(world.committee, "pd.notice_days", 8, since=TODAY, by=world.reviewer)
    assert in_force(world.branch, date(2026, 6, 17))["pd.notice_days"] == 5
    assert in_force(world.branch, TODAY)["pd.notice_days"] == 8
    source = in_force(world.branch, TODAY).source("pd.notice_days").text
    assert source == "示例市直属机关工作委员会设定，2026年6月18日起"


def test_where_nobody_set_anything_the_preset_or_the_default_holds(world: World) -> None:
    holds = in_force(world.branch, TODAY)
    assert holds.source("pd.notice_days").text == "默认"
    assert holds["mt.class_per_year"] == 4
    assert holds.source("mt.class_per_year").text == "机关领域预设"


def test_a_past_day_needs_a_reason(world: World) -> None:
    with pytest.raises(DomainError) as refusal:
        set_parameter(world.committee, "pd.notice_days", 3, since=MAY, by=world.reviewer)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize(("key", "raw"), [("pd.notice_days", 99), ("pd.denominator", "half"), ("no.such", 1)])
def test_a_value_outside_the_register_is_refused(world: World, key: str, raw: object) -> None:
    with pytest.raises(DomainError) as refusal:
        set_parameter(world.committee, key, raw, since=TODAY, by=world.reviewer)
    assert refusal.value.field == "value"


def test_a_branch_sets_its_day_but_not_the_denominator(world: World) -> None:
    rule = {"kind": "nth_weekday", "n": 2, "weekday": 3, "start": "15:00", "end": "18:00"}
    set_parameter(world.branch, "pd.day_rule", rule, since=TODAY, by=world.secretary)
    assert in_force(world.branch, TODAY)["pd.day_rule"].weekday == 3
    with pytest.raises(DomainError):
        set_parameter(world.branch, "mem.transfer_after_months", 3, since=TODAY, by=world.secretary)


def test_taking_back_lets_the_superior_hold_again(world: World) -> None:
    set_parameter(world.committee, "pd.notice_days", 8, since=TODAY, by=world.reviewer)
    take_back_parameter(world.committee, "pd.notice_days", since=date(2026, 7, 1), by=world.reviewer)
    assert in_force(world.branch, date(2026, 6, 30))["pd.notice_days"] == 8
    assert in_force(world.branch, date(2026, 7, 1))["pd.notice_days"] == 5


def test_setting_the_same_value_again_writes_nothing(world: World) -> None:
    first = set_parameter(world.committee, "pd.notice_days", 8, since=TODAY, by=world.reviewer)
    assert (
        set_parameter(world.committee, "pd.notice_days", "8", since=TODAY, by=world.reviewer).pk == first.pk
    )


@pytest.mark.parametrize("branches", [1, 3])
def test_the_register_of_many_branches_takes_two_queries(
    world: World, branches: int, django_assert_num_queries
) -> None:
    many = [make_branch(parent=world.committee) for _ in range(branches)]
    with django_assert_num_queries(2):
        found_values = in_force_many(many, TODAY)
        assert [found_values[branch.pk]["pd.notice_days"] for branch in many] == [5] * branches
