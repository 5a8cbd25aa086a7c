"""Routine content and volunteer service when several people press at the same moment, and any order of acts."""

from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from activities.models import CharterReading, CostLine, FilingRound, VolunteerService, VolunteerShare
from activities.reports.sheet import sheet_content
from activities.rules.charter import PARTS, progress
from activities.services import attending, recording, routine, spending, volunteering
from activities.services.volunteering import Service
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
WRITTEN = {"content": "学习", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}
DAY = date(2026, 6, 6)


@pytest.fixture
def held(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18))
    attending.mark_all_present(activity, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    return attending.close(activity, by=world.secretary)


def _refusals(results):
    return [result for result in results if isinstance(result, DomainError)]


def test_one_service_registered_three_times_at_once_is_one(world, today):
    service = Service(on=DAY, form="team", project="清洁校园")
    act = partial(
        volunteering.register, world.branch, service, {world.plain_member.pk: 60}, by=world.secretary
    )

    results = at_once(act, act, act)

    assert {result.pk for result in results} == {VolunteerService.objects.get().pk}
    assert VolunteerShare.objects.count() == 1
    assert JournalEntry.objects.filter(verb="register").count() == 1


def test_two_entries_do_not_become_the_same_one(world, today):
    people = {world.plain_member.pk: 60}
    one, two = (
        volunteering.register(
            world.branch, Service(on=DAY, form="team", project=name), people, by=world.secretary
        )
        for name in ("甲", "乙")
    )
    same = Service(on=DAY, form="team", project="丙")

    results = at_once(
        *(
            partial(volunteering.correct, row, same, people, by=world.secretary, revision=1)
            for row in (one, two)
        )
    )

    assert [refusal.code for refusal in _refusals(results)] == ["known"]
    assert VolunteerService.objects.filter(project="丙").count() == 1


def test_of_two_who_correct_one_entry_at_once_one_is_told(world, today):
    row = volunteering.register(
        world.branch,
        Service(on=DAY, form="team", project="甲"),
        {world.plain_member.pk: 60},
        by=world.secretary,
    )
    acts = [
        partial(
            volunteering.correct,
            row,
            Service(on=DAY, form="team", project="甲", place=place),
            {world.plain_member.pk: 60},
            by=world.secretary,
            revision=1,
        )
        for place in ("东", "西")
    ]

    (told,) = _refusals(at_once(*acts))

    assert isinstance(told, Conflict)


def test_what_is_noted_while_the_sheet_is_handed_in_is_on_it_or_refused(world, held):
    recording.write(held.record, by=world.secretary, revision=1, fields=WRITTEN)

    results = at_once(
        partial(recording.submit, held.record, by=world.secretary),
        partial(routine.read_charter, held, by=world.secretary, first=0, last=9),
    )

    frozen = FilingRound.objects.get().content["routine"]
    refused = _refusals(results)
    assert bool(frozen) == (not refused)
    assert CharterReading.objects.exists() == (not refused)
    assert [line["text"] for line in frozen] in ([], ["总纲至第九条"])


def test_one_purpose_at_once_is_one_line(world, held):
    acts = [
        partial(
            spending.put_cost,
            held,
            by=world.secretary,
            purpose="购书",
            planned=Decimal(amount),
            spent=None,
            source="dues",
        )
        for amount in (100, 200, 300)
    ]
    at_once(*acts)
    assert CostLine.objects.get().planned in (100, 200, 300)


RANGES = st.tuples(st.integers(0, PARTS - 1), st.integers(0, PARTS - 1)).map(sorted)


@given(acts=st.lists(st.tuples(st.booleans(), RANGES), max_size=12))
@hypothesis_settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_in_any_order_the_sheet_says_what_is_kept(world, held, acts):
    CharterReading.objects.all().delete()
    kept = set()
    for takes_off, (first, last) in acts:
        if takes_off:
            for row in CharterReading.objects.filter(activity=held, first=first, last=last):
                routine.unread_charter(row, by=world.secretary)
            kept.discard((first, last))
        else:
            routine.read_charter(held, by=world.secretary, first=first, last=last)
            kept.add((first, last))

    assert set(held.readings.values_list("first", "last")) == kept
    lines = {line["label"]: line["text"] for line in sheet_content(held.record)["routine"]}
    assert bool(lines.get("诵读党章")) == bool(kept)
    assert progress([kept], 1).done == len({part for first, last in kept for part in range(first, last + 1)})
