"""Which values held on a day, through the superiors of that day; and the office's calendar."""

from datetime import date

import pytest
from django.db import connection

from branches.models import Organization, OrganizationPlacement, WorkdayOverride
from branches.reports.calendar import forget_calendar, office_calendar
from branches.reports.parameters import in_force, in_force_many, in_force_on_days
from branches.services import structuring
from branches.services.setting import set_parameter
from tests.conftest import World
from tests.factories.branches import make_branch, make_committee

NEW_YEAR = date(2026, 1, 1)


@pytest.mark.django_db
def test_the_nearest_superior_wins(world: World) -> None:
    area = make_committee(parent=world.committee, name="片区党委")
    branch = make_branch(parent=area)
    set_parameter(world.committee, "pd.notice_days", 8, since=NEW_YEAR, by=None, reason="年初规定")
    assert in_force(branch, NEW_YEAR)["pd.notice_days"] == 8
    set_parameter(area, "pd.notice_days", 6, since=NEW_YEAR, by=None, reason="年初规定")
    holds = in_force(branch, NEW_YEAR)
    assert holds["pd.notice_days"] == 6
    assert holds.source("pd.notice_days").text == "片区党委设定，2026年1月1日起"


@pytest.mark.django_db
def test_a_branch_is_stricter_but_never_looser(world: World) -> None:
    set_parameter(world.branch, "pd.notice_days", 3, since=NEW_YEAR, by=None, reason="试行")
    assert in_force(world.branch, NEW_YEAR)["pd.notice_days"] == 5
    set_parameter(world.branch, "pd.notice_days", 7, since=date(2026, 2, 1), by=None, reason="试行")
    holds = in_force(world.branch, date(2026, 2, 1))
    assert holds["pd.notice_days"] == 7
    assert holds.source("pd.notice_days").text == "本组织设定，2026年2月1日起"


@pytest.mark.django_db
def test_where_no_place_is_dated_the_place_of_today_holds(world: World) -> None:
    OrganizationPlacement.objects.all().delete()
    set_parameter(world.committee, "pd.notice_days", 8, since=NEW_YEAR, by=None, reason="年初规定")
    found = in_force_many(
        Organization.objects.filter(pk__in=[world.branch.pk, world.foreign_branch.pk]), NEW_YEAR
    )
    assert found[world.branch.pk]["pd.notice_days"] == 8
    assert found[world.foreign_branch.pk]["pd.notice_days"] == 5


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12])
def test_the_limits_of_a_year_are_two_queries_and_each_day_has_its_own(
    world: World, django_assert_num_queries, number: int
) -> None:
    set_parameter(world.committee, "pd.notice_days", 8, since=date(2026, 3, 15), by=None, reason="新规定")
    days = [date(2026, month, 28) for month in range(1, number + 1)]

    with django_assert_num_queries(2):
        held = in_force_on_days([world.branch, world.foreign_branch], days)

    asked = [held[day][world.branch.pk]["pd.notice_days"] for day in days]
    assert asked == ([5, 5] + [8] * 10)[:number]
    assert {held[day][world.foreign_branch.pk]["pd.notice_days"] for day in days} == {5}


@pytest.mark.django_db
def test_each_day_of_a_year_goes_through_the_superior_of_that_day(world: World) -> None:
    set_parameter(world.foreign_committee, "pd.notice_days", 9, since=NEW_YEAR, by=None, reason="年初规定")
    structuring.move(world.branch, world.foreign_committee, day=date(2026, 4, 1), by=None)
    days = [date(2026, 3, 31), date(2026, 4, 1)]

    held = in_force_on_days([Organization.objects.get(pk=world.branch.pk)], days)

    assert [held[day][world.branch.pk]["pd.notice_days"] for day in days] == [5, 9]


@pytest.mark.django_db(transaction=True)
def test_the_calendar_is_read_once_and_again_after_a_change() -> None:
    day = date(2026, 6, 17)
    forget_calendar()
    assert office_calendar().is_workday(day)
    WorkdayOverride.objects.create(day=day, is_workday=False, name="校庆")
    assert not connection.in_atomic_block
    assert office_calendar().is_workday(day)
    forget_calendar()
    assert office_calendar().name(day) == "校庆"
    WorkdayOverride.objects.all().delete()
    forget_calendar()
