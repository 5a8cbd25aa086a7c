"""Which term stands on the minutes of a member meeting: by its day, on the day of an election the old one (F-09)."""

from datetime import date

import pytest

from activities.documents.filled_minutes import minutes_sheet
from activities.reports.minutes_facts import Surroundings
from branches.models import Term
from tests.activities.documents.minutes_samples import facts
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db
CHANGED = date(2026, 6, 18)


@pytest.fixture
def terms(world, today):
    common = {"branch": world.branch, "years": 3}
    first, end = date(2023, 6, 18), date(2029, 6, 18)
    Term.objects.create(number=4, since=first, due_on=CHANGED, ended_on=CHANGED, **common)
    Term.objects.create(number=5, since=CHANGED, due_on=end, **common)


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2023, 6, 17), 0),
        (date(2023, 6, 18), 4),
        (date(2026, 6, 17), 4),
        (CHANGED, 4),
        (date(2026, 6, 19), 5),
    ],
)
def test_the_term_is_that_of_the_day(world, terms, day, term):
    meeting = make_activity(world.branch, day, kind="member_meeting")

    assert Surroundings([meeting]).term(meeting) == term


def test_a_branch_without_a_term_prints_none_and_other_forms_have_none(world, today):
    assert minutes_sheet(facts(term=0)).which == "2026年第4次"
    assert minutes_sheet(facts(term=5)).which == "第五届　2026年第4次"
    assert minutes_sheet(facts(form="F-10", term=5)).which == "2026年第4次"


def test_what_was_signed_before_the_term_was_known_prints_as_it_was(world, today):
    old = facts()
    del old["term"]

    assert minutes_sheet(old).which == "2026年第4次"
