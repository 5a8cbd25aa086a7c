"""What changes in a life is dated: a table of a past day takes what held that day (ST-02, ST-03)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from members.models import FormerItem, MembershipSpell, PersonalFile
from members.reports.my_information import former_lines
from members.reports.statistics_tables import remembered_since, with_facts
from members.services.personal_files import write_items
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.branches import make_branch
from tests.factories.members import make_member

SCHOOLS = ("college", "university", "postgraduate")


def on(member, day, item="education"):
    rows = with_facts(MembershipSpell.objects.filter(member=member), day)
    return rows.values_list(f"{item}_then", flat=True).get()


@pytest.fixture
def member(world, today):
    write_items(world.plain_member, {"education": "college", "occupation": "manager"}, by=world.secretary)
    return world.plain_member


@pytest.mark.django_db
class TestChanges:
    def test_a_change_holds_from_its_day_on_and_not_before(self, world, member):
        write_items(member, {"education": "university"}, by=world.secretary, since=date(2026, 6, 10))
        assert [on(member, date(2026, 6, day)) for day in (9, 10, 18)] == [
            "college",
            "university",
            "university",
        ]
        assert on(member, date(2026, 6, 9), "occupation") == "manager"

    def test_without_a_day_it_holds_from_today(self, world, member):
        write_items(member, {"education": "university"}, by=world.secretary)
        assert [on(member, date(2026, 6, day)) for day in (17, 18)] == ["college", "university"]

    def test_what_was_registered_wrongly_never_was(self, world, member):
        write_items(member, {"education": "university"}, by=world.secretary, was_wrong=True)
        assert on(member, date(2020, 1, 1)) == "university"
        assert not FormerItem.objects.exists()

    def test_what_is_entered_first_holds_for_the_past_too(self, world, today):
        someone = world.others[0]
        write_items(someone, {"education": "college"}, by=world.secretary)
        assert on(someone, date(2020, 1, 1)) == "college"

    def test_back_and_forth_on_one_day_leaves_nothing(self, world, member):
        write_items(member, {"education": "university"}, by=world.secretary)
        write_items(member, {"education": "college"}, by=world.secretary)
        assert not FormerItem.objects.exists()

    def test_no_change_is_of_tomorrow(self, world, member):
        with pytest.raises(DomainError, match="不能晚于今天"):
            write_items(member, {"education": "university"}, by=world.secretary, since=date(2026, 6, 19))
        assert PersonalFile.objects.get(member=member).education == "college"

    def test_the_member_reads_what_is_remembered_of_him(self, world, member):
        write_items(member, {"education": "university"}, by=world.secretary, since=date(2026, 6, 10))
        assert [(line.label, line.note) for line in former_lines(member)] == [
            ("以前的学历", "到2026年6月9日")
        ]

    def test_it_is_known_since_when_changes_are_remembered(self):
        assert remembered_since() > date(2026, 1, 1)


class TestAnyHistory(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(SCHOOLS)), max_size=6))
    def test_each_day_reads_as_a_list_of_beginnings_does(self, history):
        """A change dated back takes the place of those entered for later days."""
        someone = make_member(make_branch())
        write_items(someone, {"education": "college"}, by=None)
        began = [(date.min, "college")]
        for back, school in history:
            since = clock.today() - timedelta(days=back)
            if school != began[-1][1]:
                began = [each for each in began if each[0] < since] + [(since, school)]
            write_items(someone, {"education": school}, by=None, since=since)
        for back in range(42):
            day = clock.today() - timedelta(days=back)
            assert on(someone, day) == [school for since, school in began if since <= day][-1]
