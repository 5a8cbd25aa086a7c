"""The rating as somebody with the database password and time would look at it, before and after closing (EV-08).

Every test that reads what must not be there first makes sure that there was something to find.
"""

import logging
from datetime import date, datetime
from time import sleep

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from activities.models import Notice, RatingParticipation, RatingRemark, RatingTally, RecordSheet
from activities.reports.sheet import sheet_content
from activities.services import attending, forgetting, notifying, rating
from partywork.common import clock
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.members import make_member, make_user

# Named apps make the clearing between the tests follow foreign keys into tables that have no model here.
pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)

CRITERIA = ("theme", "content", "form", "effect", "overall")
GRADE = ("satisfied", "fairly", "dissatisfied")
OWN_TABLES = {
    "activities_ratinground",
    "activities_ratingtally",
    "activities_ratingparticipation",
    "activities_ratingremark",
}


@pytest.fixture
def people(world):
    """Twelve who were there."""
    return [*world.roster, *(make_member(world.branch, name=f"乙{number}") for number in range(7))]


@pytest.fixture
def round_(world, people, today):
    activity = make_activity(world.branch, date(2026, 6, 18), state="announced")
    today.move_to(datetime(2026, 6, 18, 14, 0, tzinfo=clock.OFFICE))
    attending.mark_all_present(activity, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    return attending.close(activity, by=world.secretary).rating


def ballot(round_, member, grade="satisfied", remark=""):
    rating.rate(round_, member, grades=dict.fromkeys(CRITERIA, grade), remark=remark)


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def tables():
    return [
        name
        for (name,) in rows(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
    ]


def transactions(model):
    """The transactions that the rows standing there were written by."""
    return {xmin for (xmin,) in rows(f"SELECT DISTINCT xmin::text FROM {model._meta.db_table}")}


def test_every_row_of_the_round_bears_the_mark_of_the_last_ballot_only(round_, people):
    before = transactions(RatingParticipation)
    for number, member in enumerate(people[:6]):
        ballot(round_, member, GRADE[number % 3], remark=f"意见{number}")

    raters, counters, remarks = map(transactions, (RatingParticipation, RatingTally, RatingRemark))

    assert RatingParticipation.objects.filter(has_rated=True).count() == 6
    assert len(raters) == 1
    assert raters == counters == remarks
    assert raters != before


def test_a_ballot_touches_no_table_but_its_own_four(round_, people):
    ballot(round_, people[0], remark="有话说")
    (mark,) = transactions(RatingTally)

    touched = {
        name for name in tables() if rows(f'SELECT 1 FROM "{name}" WHERE xmin::text = %s LIMIT 1', mark)
    }

    assert touched == OWN_TABLES


def test_no_table_of_the_round_holds_a_time_or_a_growing_number(round_):
    found = rows(
        "SELECT table_name, column_name, data_type, column_default, is_identity FROM information_schema.columns"
        " WHERE table_name = ANY(%s)",
        sorted(OWN_TABLES - {"activities_ratinground"}),
    )

    assert {kind for _, _, kind, _, _ in found} <= {
        "uuid",
        "bigint",
        "integer",
        "boolean",
        "character varying",
    }
    assert not [column for _, column, _, default, identity in found if default or identity == "YES"]
    assert [column for _, column, kind, _, _ in found if kind == "uuid"] == ["id", "id", "id"]


def test_remarks_do_not_lie_in_the_order_they_were_sent(round_, people):
    sent = [f"意见{number:02}" for number in range(12)]
    for member, remark in zip(people, sent, strict=True):
        ballot(round_, member, remark=remark)

    lying = [text for (text,) in rows("SELECT text FROM activities_ratingremark ORDER BY ctid")]
    by_key = [text for (text,) in rows("SELECT text FROM activities_ratingremark ORDER BY id")]

    assert sorted(lying) == sent
    assert lying != sent
    assert by_key != sent


def test_remarks_get_new_keys_with_every_ballot(round_, people):
    ballot(round_, people[0], remark="第一条")
    first = RatingRemark.objects.get().pk
    ballot(round_, people[1])

    assert RatingRemark.objects.get().pk != first


def test_raters_do_not_lie_in_the_order_of_signing_in_or_rating(round_, people):
    for member in people:
        ballot(round_, member)

    lying = [pk for (pk,) in rows("SELECT member_id FROM activities_ratingparticipation ORDER BY ctid")]

    assert sorted(lying) == sorted(member.pk for member in people)
    assert lying != [member.pk for member in people]


def test_after_closing_nobody_can_tell_who_took_part(round_, people):
    for member in people[:6]:
        ballot(round_, member, remark="好")
    assert RatingParticipation.objects.count() == 12

    rating.close_round(round_)

    assert not RatingParticipation.objects.exists()
    assert RatingTally.objects.get(criterion="overall", grade="satisfied").count == 6
    assert RatingRemark.objects.count() == 6
    assert transactions(RatingTally) == transactions(RatingRemark)


def test_after_closing_with_too_few_ballots_the_answers_are_gone(round_, people):
    for member in people[:4]:
        ballot(round_, member, "dissatisfied", remark="只有四个人")
    assert RatingTally.objects.filter(count=4).count() == 5

    rating.close_round(round_)

    assert not RatingTally.objects.filter(count__gt=0).exists()
    assert not RatingRemark.objects.exists()


def on_disk(table):
    """Bytes of the table's file, dead versions of rows and all, and the number of the file."""
    ((size, number),) = rows("SELECT pg_relation_size(%s), pg_relation_filenode(%s)", table, table)
    return size, number


@pytest.mark.parametrize("table", ["activities_ratingparticipation", "activities_ratingremark"])
def test_deleted_rows_are_gone_from_the_disk_as_well(round_, people, table):
    for member in people[:4]:
        ballot(round_, member, remark="只有四个人说了话")
    rating.close_round(round_)
    assert on_disk(table)[0] > 0

    # The server's own statistics job may look at the table just then and hold the old rows once; as the
    # nightly job does, come again.
    for _ in range(20):
        forgetting.forget_ballots()
        if on_disk(table)[0] == 0:
            break
        sleep(0.25)
    assert on_disk(table)[0] == 0


def test_old_versions_of_an_open_round_do_not_outlive_the_closing_of_another(world, round_, people):
    other = make_activity(world.branch, date(2026, 6, 18), state="announced", theme="另一次")
    attending.mark_all_present(other, by=world.secretary)
    attending.close(other, by=world.secretary)
    rating.close_round(round_)
    before = on_disk("activities_ratingparticipation")

    forgetting.forget_ballots()

    after = on_disk("activities_ratingparticipation")
    assert RatingParticipation.objects.count() == 12
    assert after[1] != before[1]


def test_sending_a_ballot_leaves_no_trace_of_the_person_elsewhere(world, round_, client_for, caplog):
    notifying.deliver()
    client, address = client_for(world.member), reverse("my_rating", args=[round_.activity_id])
    client.get(address)
    journal = list(JournalEntry.objects.values_list("pk", flat=True))
    sessions = list(Session.objects.values_list("session_key", "session_data", "expire_date"))
    notices = list(Notice.objects.order_by("pk").values_list("pk", "read_at"))
    login = type(world.member).objects.get(pk=world.member.pk).last_login

    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        answer = client.post(address, dict.fromkeys(CRITERIA, "fairly"))

    assert answer.status_code == 200
    assert RatingTally.objects.filter(count=1).count() == 5
    assert list(JournalEntry.objects.values_list("pk", flat=True)) == journal
    assert list(Session.objects.values_list("session_key", "session_data", "expire_date")) == sessions
    assert list(Notice.objects.order_by("pk").values_list("pk", "read_at")) == notices
    assert type(world.member).objects.get(pk=world.member.pk).last_login == login
    said = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not [
        line for line in said if "rating" in line or world.member.username in line or "fairly" in line
    ]
    assert not answer.cookies.get("messages")


def test_nothing_but_the_number_of_ballots_is_shown_before_closing(world, round_, people, client_for):
    for member in people[:6]:
        ballot(round_, member, "dissatisfied", remark="太长")

    shown = sheet_content(RecordSheet.objects.get(activity=round_.activity))["rating"]

    assert shown["collected"] == 6
    assert set(shown) == {"state", "issued", "collected", "sentence"}


def test_refused_ballots_change_nothing(world, round_, people):
    stranger = make_member(world.foreign_branch, name="外二", user=make_user("stranger"))
    before = transactions(RatingTally)

    refusal = rating.why_not(round_, stranger)

    assert refusal is not None
    assert refusal.code == "not_present"
    assert transactions(RatingTally) == before
