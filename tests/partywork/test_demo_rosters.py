"""The demo world's three rosters go through the import that offices use: read whole, taken once."""

from datetime import date

import pytest

from members.importing.items import SIXTEEN
from members.models import Member, PersonalFile
from members.reports.roster_preview import preview
from members.services.importing import take_all
from partywork.demo.people import roster
from tests.factories.branches import make_branch

FILES = (
    ("students.xlsx", "会计学院学生第二党支部", 18),
    ("association.csv", "省饮料工业协会党支部", 12),
    ("company.csv", "环卫集团第三公司党支部", 10),
)


@pytest.mark.parametrize(("name", "branch", "members"), FILES)
def test_a_roster_of_the_demo_world_has_the_sixteen_items_and_no_row_is_refused(name, branch, members):
    reading = roster(name, 2026)

    assert set(SIXTEEN) <= set(reading.columns)
    assert (len(reading.people), reading.refused) == (members, [])
    assert {person.branch for person in reading.people} == {branch}


@pytest.mark.parametrize(("name", "called", "members"), FILES)
def test_a_roster_of_the_demo_world_is_taken_once(db, name, called, members):
    branch = make_branch(name=called)
    reading = roster(name, 2026)

    taken = take_all(branch, reading, since=date(2016, 9, 1), by=None)
    again = take_all(branch, roster(name, 2026), since=date(2016, 9, 1), by=None)

    assert (taken.enrolled, again.enrolled, again.corrected) == (members, 0, 0)
    assert PersonalFile.objects.exclude(home_address="").exclude(id_number="").count() == members
    assert preview(branch, roster(name, 2026)).changes_nothing


def test_whoever_is_on_probation_joined_last_december_whatever_year_it_is():
    joined = {
        year: {each.joined_on for each in roster("students.xlsx", year).people} for year in (2026, 2027)
    }

    assert date(2025, 12, 10) in joined[2026]
    assert date(2025, 12, 10) not in joined[2027]
    assert date(2026, 12, 10) in joined[2027]


def test_one_birth_date_of_the_students_differs_from_the_card(db):
    take_all(make_branch(name=FILES[0][1]), roster(FILES[0][0], 2026), since=date(2016, 9, 1), by=None)

    differing = [
        member.name
        for member in Member.objects.select_related("file")
        if member.file.birth_date != member.file.birth_by_id
    ]

    assert differing == ["赵四"]
