"""The rating as somebody with the database password and time would look at it, before and after closing (EV-08).

Every test that reads what must not be there first makes sure that there was something to find.
"""

import logging
from datetime import date, datetime
from time import sleep

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from activities.models import (
    Notice,
    RatingCode,
    RatingGroup,
    RatingPaper,
    RatingParticipation,
    RatingRemark,
    RatingTally,
    RecordSheet,
)
from activities.reports.sheet import sheet_content
from activities.services import attending, forgetting, guest_codes, notifying, paper_ballots, rating
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
    "activities_ratinggroup",
    "activities_ratingparticipation",
    "activities_ratingcode",
    "activities_ratingpaper",
    "activities_ratingremark",
}
LISTS = (RatingParticipation, RatingCode, RatingGroup, RatingTally, RatingRemark)


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


def test_a_ballot_touches_no_table_but_its_own(round_, people):
    ballot(round_, people[0], remark="有话说")
    (mark,) = transactions(RatingTally)

    touched = {
        name for name in tables() if rows(f'SELECT 1 FROM "{name}" WHERE xmin::text = %s LIMIT 1', mark)
    }

    assert touched == OWN_TABLES - {"activities_ratingcode", "activities_ratingpaper"}


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
        "text",
        "jsonb",
    }
    assert not [column for _, column, _, default, identity in found if default or identity == "YES"]
    assert [column for _, column, kind, _, _ in found if kind == "uuid"] == ["id"] * 6


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


def swept_until_gone(table):
    """The server's own statistics job may look at the table just then and hold the old rows once; as the nightly job
    does, come again.
    """
    for _ in range(20):
        forgetting.forget_ballots()
        if on_disk(table)[0] == 0:
            return
        sleep(0.25)


def on_disk(table):
    """Bytes of the table's file, dead versions of rows and all, and the number of the file."""
    ((size, number),) = rows("SELECT pg_relation_size(%s), pg_relation_filenode(%s)", table, table)
    return size, number


@pytest.fixture
def slips(world, round_):
    """Nine codes handed out while the round is open."""
    return guest_codes.issue(round_.activity, by=world.secretary, group="served", number=9, known=0)


def guest_ballot(code, grade="fairly", remark=""):
    rating.rate_by_code(guest_codes.find(code), grades=dict.fromkeys(CRITERIA, grade), remark=remark)


def everything():
    """Each row of each table, written out."""
    return {name: [text for (text,) in rows(f'SELECT t::text FROM "{name}" t')] for name in tables()}


def test_a_guests_ballot_and_a_members_leave_the_same_mark_on_every_row(round_, people, slips):
    guest_ballot(slips[0], remark="来宾说的")
    after_guest = [transactions(model) for model in LISTS]
    ballot(round_, people[0])
    after_member = [transactions(model) for model in LISTS]

    assert all(len(marks) == 1 for marks in (*after_guest, *after_member))
    assert len({frozenset(marks) for marks in after_guest}) == 1
    assert len({frozenset(marks) for marks in after_member}) == 1
    assert after_guest != after_member


def test_a_guests_ballot_touches_no_table_but_the_rounds_own(round_, slips):
    guest_ballot(slips[3], remark="来宾说的")
    (mark,) = transactions(RatingTally)

    touched = {
        name for name in tables() if rows(f'SELECT 1 FROM "{name}" WHERE xmin::text = %s LIMIT 1', mark)
    }

    assert touched == OWN_TABLES - {"activities_ratingpaper"}


def test_the_codes_themselves_stand_nowhere(round_, slips):
    guest_ballot(slips[0])

    kept = everything()

    assert len(kept["activities_ratingcode"]) == 9
    for code in slips:
        assert not [name for name, lines in kept.items() if any(code in line for line in lines)]


def test_code_rows_do_not_lie_in_the_order_of_the_slips(round_, slips):
    order = [guest_codes.digest_of(code) for code in slips]

    lying = [digest for (digest,) in rows("SELECT digest FROM activities_ratingcode ORDER BY ctid")]
    by_key = [digest for (digest,) in rows("SELECT digest FROM activities_ratingcode ORDER BY id")]

    assert sorted(lying) == sorted(order)
    assert lying != order
    assert by_key != order


def test_no_sequence_counts_a_ballot(world, round_, people, slips):
    sequences = "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"
    before = rows(sequences)
    assert before

    guest_ballot(slips[0], remark="来宾说的")
    ballot(round_, people[0], remark="党员说的")

    assert rows(sequences) == before


def test_after_closing_no_code_no_envelope_and_no_small_group_is_left(world, round_, people, slips):
    (leader,) = guest_codes.issue(
        round_.activity, by=world.secretary, group="superior", number=1, known=len(slips)
    )
    for member in people[:6]:
        ballot(round_, member, remark="好")
    for code in slips[:4]:
        guest_ballot(code)
    guest_ballot(leader, "dissatisfied")
    paper_ballots.enter(
        round_,
        by=world.secretary,
        group="public",
        issued=6,
        collected=5,
        counts={criterion: {"satisfied": 5} for criterion in CRITERIA},
    )
    assert "superior" in set(RatingTally.objects.values_list("group", flat=True))

    rating.close_round(round_)

    assert not RatingCode.objects.exists()
    assert not RatingPaper.objects.exists()
    assert not RatingParticipation.objects.exists()
    assert dict(RatingGroup.objects.values_list("group", "collected")) == {
        "member": 6,
        "public": 5,
        "rest": 5,
    }
    assert set(RatingTally.objects.values_list("group", flat=True)) == {"member", "public", "rest"}
    assert transactions(RatingTally) == transactions(RatingGroup) == transactions(RatingRemark)
    kept = [line for name, lines in everything().items() for line in lines if name in OWN_TABLES]
    assert kept
    assert not [line for line in kept if "superior" in line]


def test_the_journal_knows_how_much_paper_came_back_and_not_what_it_said(world, round_):
    paper_ballots.enter(
        round_,
        by=world.secretary,
        group="member",
        issued=9,
        collected=8,
        counts={criterion: {"dissatisfied": 8} for criterion in CRITERIA},
    )

    entry = JournalEntry.objects.get(verb="enter_paper")

    assert entry.reason == "本支部党员：发出9份，收回8份"
    assert not JournalEntry.objects.filter(reason__contains="dissatisfied").exists()


def test_a_guest_leaves_no_trace_on_the_way(world, round_, slips, client, caplog):
    address = reverse("guest_rating", args=[slips[0]])
    before = {name: lines for name, lines in everything().items() if name not in OWN_TABLES}
    keys = set(cache._cache.get_client().keys("*"))

    with caplog.at_level(logging.DEBUG):
        shown = client.get(address)
        answer = client.post(address, {**dict.fromkeys(CRITERIA, "fairly"), "remark": "来宾说的"})

    assert (shown.status_code, answer.status_code) == (200, 200)
    assert RatingTally.objects.filter(group="served", count=1).count() == 5
    assert {name: lines for name, lines in everything().items() if name not in OWN_TABLES} == before
    assert set(cache._cache.get_client().keys("*")) == keys
    assert set(client.cookies) <= {"csrftoken"}
    said = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not [line for line in said if slips[0] in line or "fairly" in line or "来宾说的" in line]


@pytest.mark.parametrize("table", ["activities_ratingparticipation", "activities_ratingremark"])
def test_deleted_rows_are_gone_from_the_disk_as_well(round_, people, table):
    for member in people[:4]:
        ballot(round_, member, remark="只有四个人说了话")
    rating.close_round(round_)
    assert on_disk(table)[0] > 0

    swept_until_gone(table)
    assert on_disk(table)[0] == 0


def test_used_codes_are_gone_from_the_disk_as_well(world, round_, people, slips):
    for code in slips[:6]:
        guest_ballot(code)
    rating.close_round(round_)
    assert on_disk("activities_ratingcode")[0] > 0

    swept_until_gone("activities_ratingcode")
    assert on_disk("activities_ratingcode")[0] == 0


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
