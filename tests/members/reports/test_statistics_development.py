"""The tables of the way to membership and of the appraisal (ST-05), from a real way walked day by day."""

from datetime import date

import pytest

from activities.choices_life import Decided
from activities.models import Appraisal, AppraisalPerson
from members.reports.statistics import statistics_of
from members.rules.statistics_period import Period
from tests.factories.development import make_development

pytestmark = pytest.mark.django_db


def table(branch, day, key):
    found = next(each for each in statistics_of(branch, Period(day))[0].tables if each.key == key)
    return {row.label: row.figures for row in found.rows}


@pytest.mark.parametrize(
    ("day", "stage", "fresh"),
    [
        (date(2022, 12, 31), None, None),
        (date(2023, 6, 30), "入党申请人", "入党申请人"),
        (date(2023, 12, 31), "入党积极分子", "入党积极分子"),
        (date(2024, 6, 30), "入党积极分子", None),
        (date(2024, 12, 31), "发展对象", "发展对象"),
        (date(2025, 6, 30), None, None),
    ],
)
def test_who_is_on_the_way_stands_where_he_was_that_day(world, today, day, stage, fresh):
    make_development(world.branch, by=world.secretary, until="archived")
    found = table(world.branch, day, "on_the_way")
    assert [label for label, figures in found.items() if figures[0]] == ([stage] if stage else [])
    if fresh:
        assert found[fresh][3] == 1


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2024, 12, 31), 0), (date(2025, 6, 30), 1), (date(2025, 12, 31), 1), (date(2026, 6, 17), 0)],
)
def test_who_was_admitted_counts_in_the_year_of_the_superiors_approval(world, today, day, number):
    make_development(world.branch, by=world.secretary, until="archived")
    assert table(world.branch, day, "developed")["上级批准接收为预备党员"][0] == number


def test_who_became_a_full_member_counts_once_with_or_without_a_path(world, today):
    make_development(world.branch, by=world.secretary, until="archived")
    world.others[0].full_on = date(2026, 3, 1)
    world.others[0].save()
    found = table(world.branch, date(2026, 6, 18), "converted")
    assert found == {"按期转正": (2,), "延长预备期": (0,), "取消预备党员资格": (0,)}


def test_the_appraisal_counts_where_and_when_it_was_decided(world, today):
    held = Appraisal.objects.create(branch=world.branch, for_year=2025, decided_on=date(2026, 1, 20))
    for member, grade in zip(world.others, (Decided.OUTSTANDING, Decided.QUALIFIED, ""), strict=True):
        AppraisalPerson.objects.create(appraisal=held, member=member, grade=grade, standing="full")
    found = table(world.branch, date(2026, 6, 18), "appraised")
    assert {label: row[0] for label, row in found.items() if row[0]} == {
        "召开民主评议的党支部": 1,
        "参加评议的党员": 3,
        "评定为优秀": 1,
        "评定为合格": 1,
    }
    assert table(world.branch, date(2025, 12, 31), "appraised")["参加评议的党员"] == (0,)
