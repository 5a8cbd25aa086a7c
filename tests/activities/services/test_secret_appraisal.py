"""The appraisal's ballot as somebody with the database password and time would look at it (DA-06, 0003, 0015).

The box itself is read in test_secret_ballots.py; here it is what the appraisal puts around it.
"""

from datetime import date, datetime

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from activities.models import AppraisalPerson, Notice
from activities.services import appraisal_ballots, appraising, attending
from partywork.common import clock
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
BOXES = {"activities_secretballot", "activities_secretroll", "activities_secretcount"}


@pytest.fixture
def people(world):
    """Nine full members and the probationary 钱五."""
    return [*world.roster, *(make_member(world.branch, name=f"乙{number}") for number in range(5))]


@pytest.fixture
def appraisal(world, people, today):
    made = appraising.prepare(world.branch, 2026, by=world.secretary, with_committee=True)
    meeting = make_activity(world.branch, date(2026, 6, 18), state="announced", kind="appraisal")
    appraising.convene(made, meeting, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    attending.mark_all_present(meeting, by=world.secretary)
    made.refresh_from_db()
    return appraising.open_ballot(made, by=world.secretary)


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def tables():
    found = rows(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r'"
    )
    return [name for (name,) in found]


def everything():
    """Each row of each table, written out with the transaction that wrote it."""
    return {
        name: sorted(text for (text,) in rows(f'SELECT xmin::text || t::text FROM "{name}" t'))
        for name in tables()
    }


def paper(appraisal, member, grade="qualified"):
    lines = appraisal.people.exclude(member=member).filter(standing="full")
    return {person.line: grade for person in lines}


def cast(appraisal, member, grade="qualified"):
    marks = paper(appraisal, member, grade)
    appraisal_ballots.vote(appraisal, member, grades=marks, committee={"overall": "good"})


def test_a_ballot_touches_no_row_outside_the_boxes(appraisal, people):
    before = everything()

    cast(appraisal, people[0])

    after = everything()
    assert {name for name in after if after[name] != before[name]} == BOXES - {"activities_secretballot"}


def test_a_ballot_on_the_phone_leaves_no_trace_on_the_way(world, appraisal, client_for, caplog):
    client, address = client_for(world.member), reverse("my_appraisal_ballot", args=[appraisal.pk])
    client.get(address)
    sessions = list(Session.objects.values_list("session_key", "session_data", "expire_date"))
    journal = JournalEntry.objects.count()
    notices = list(Notice.objects.order_by("pk").values_list("pk", "read_at"))
    before = {name: lines for name, lines in everything().items() if name not in BOXES}

    with caplog.at_level("DEBUG"):
        caplog.clear()
        answer = client.post(address, paper(appraisal, world.plain_member, "unqualified"))

    assert answer.status_code == 200
    assert appraisal_ballots.returned(appraisal) == 1
    assert list(Session.objects.values_list("session_key", "session_data", "expire_date")) == sessions
    assert JournalEntry.objects.count() == journal
    assert list(Notice.objects.order_by("pk").values_list("pk", "read_at")) == notices
    assert {name: lines for name, lines in everything().items() if name not in BOXES} == before
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [line for line in said if "unqualified" in line or world.member.username in line]
    assert not answer.cookies.get("messages")


def test_before_closing_no_sum_stands_beside_a_name(world, appraisal, people, client_for):
    for member in people[:6]:
        cast(appraisal, member, "unqualified")

    page = client_for(world.secretary).get(reverse("appraisal_detail", args=[appraisal.pk])).content.decode()

    assert "6</b> / 10 票已收回" in page
    assert "不合格 6" not in page
    assert not AppraisalPerson.objects.exclude(counts=None).exists()


def test_after_closing_sums_of_all_were_written_at_once_and_nobody_who_voted_is_known(
    world, appraisal, people
):
    for member in people[:6]:
        cast(appraisal, member)

    appraising.close_ballot(appraisal, by=world.secretary)

    marks = {xmin for (xmin,) in rows("SELECT DISTINCT xmin::text FROM activities_appraisalperson")}
    assert len(marks) == 1
    assert rows("SELECT count(*) FROM activities_secretroll") == [(0,)]
    assert rows("SELECT counts::text FROM activities_secretcount") == [("{}",), ("{}",)]
    assert AppraisalPerson.objects.filter(counts__qualified__gte=5).count() == 9


def test_four_ballots_are_gone_from_every_table(world, appraisal, people):
    for member in people[:4]:
        cast(appraisal, member, "unqualified")
    assert any("unqualified" in line for line in everything()["activities_secretcount"])

    appraising.close_ballot(appraisal, by=world.secretary)

    kept = everything()
    assert not [line for line in kept["activities_secretcount"] if "unqualified" in line]
    assert not [line for line in kept["activities_appraisalperson"] if "unqualified" in line]
    assert not [line for line in kept["activities_appraisal"] if "good" in line]


def test_the_journal_knows_how_much_paper_came_back_and_not_what_it_said(world, appraisal):
    lines = [person.line for person in appraisal.people.filter(standing="full")]
    counts = {line: {"unqualified": 6} for line in lines}
    appraisal_ballots.enter_paper(appraisal, by=world.secretary, issued=7, returned=7, counts=counts)

    assert JournalEntry.objects.get(verb="enter_paper").reason == "纸票：发出7份，收回7份"
    appraising.close_ballot(appraisal, by=world.secretary)
    assert rows("SELECT count(*) FROM activities_appraisalpaper") == [(0,)]
