"""The box for secret ballots, as its owners use it and as a database administrator would read it (0015).

Every test that reads what must not be there first makes sure that there was something to find.
"""

import random
from time import sleep

import pytest
from django.conf import settings
from django.db import connection

from activities.models import SecretBallot, SecretCount, SecretRoll
from activities.services import forgetting, secret_ballots
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)

LINES = {"admission": ("for", "against", "abstain")}
VOTERS = (23, 5, 41, 17, 8, 30)
OWN_TABLES = {"activities_secretballot", "activities_secretroll", "activities_secretcount"}


@pytest.fixture
def box(db):
    return secret_ballots.open_box(secret_ballots.prepare(LINES), voters=VOTERS)


def cast(box, voter, option="for"):
    secret_ballots.cast(box, voter=voter, paper={"admission": option})


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def everything():
    """Each row of each table, with its place and its transaction, written out."""
    names = rows(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r'"
    )
    return {name: rows(f'SELECT ctid::text, xmin::text, t::text FROM "{name}" t') for (name,) in names}


def refusal(act, *args, **kwargs):
    with pytest.raises(DomainError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def test_each_voter_counts_once_and_the_sums_are_there_after_closing(box):
    for voter, option in zip(VOTERS, ("for", "for", "against", "for", "abstain"), strict=False):
        cast(box, voter, option)

    result = secret_ballots.close(box)

    assert (result.issued, result.returned, result.valid, result.void) == (6, 5, 5, 0)
    assert [result.count("admission", option) for option in LINES["admission"]] == [3, 1, 1]


def test_who_has_voted_or_is_not_on_the_roll_or_comes_late_is_refused(box):
    cast(box, 5)

    assert refusal(cast, box, 5, "against") == "already_cast"
    assert refusal(cast, box, 99) == "not_on_roll"
    assert refusal(cast, box, 8, "maybe") == "bad_option"
    assert refusal(secret_ballots.cast, box, voter=8, paper={"other": "for"}) == "bad_line"
    result = secret_ballots.close(box)
    assert refusal(cast, box, 8) == "closed"
    assert (result.returned, result.count("admission", "for")) == (1, 1)


def test_a_box_is_opened_once_and_not_for_nobody():
    box = secret_ballots.prepare(LINES)

    assert refusal(cast, box, 5) == "closed"
    assert refusal(secret_ballots.close, box) == "wrong_state"
    assert refusal(secret_ballots.open_box, box, voters=[]) == "nobody"
    secret_ballots.open_box(box, voters=VOTERS)
    assert refusal(secret_ballots.open_box, box, voters=VOTERS) == "wrong_state"


@pytest.mark.parametrize(
    ("lines", "code"),
    [({}, "empty_paper"), ({"a": ()}, "bad_options"), ({"a": ("x", "x")}, "bad_options")],
)
def test_a_paper_without_a_line_or_with_the_same_option_twice_is_refused(lines, code):
    assert refusal(secret_ballots.prepare, lines) == code


def test_an_election_paper_has_a_line_for_each_candidate_and_takes_names_written_in():
    box = secret_ballots.prepare({"7": ("for", "against"), "9": ("for", "against")}, write_in="for")
    secret_ballots.open_box(box, voters=VOTERS)
    secret_ballots.cast(box, voter=5, paper={"7": "for", "9": "against", "王三": "for"})
    secret_ballots.cast(box, voter=8, paper={"7": "for", "王三": "for"})
    secret_ballots.cast(box, voter=17, paper=None)

    assert refusal(secret_ballots.cast, box, voter=23, paper={" ": "for"}) == "bad_line"
    assert refusal(secret_ballots.cast, box, voter=23, paper={"王三": "against"}) == "bad_line"
    result = secret_ballots.close(box)

    assert (result.returned, result.void, result.valid) == (3, 1, 2)
    assert result.counts == {"7": {"for": 2, "against": 0}, "9": {"for": 0, "against": 1}, "王三": {"for": 2}}


def test_nobody_reads_a_running_count(box):
    cast(box, 5)

    assert secret_ballots.returned(box) == 1
    assert refusal(secret_ballots.result, box) == "still_open"


def test_ballots_put_in_at_the_same_moment_are_all_counted_once(box):
    answers = at_once(
        *(lambda v=voter, o=option: cast(box, v, o) for voter in VOTERS for option in ("for", "against"))
    )

    accepted = [answer for answer in answers if answer is None]
    result = secret_ballots.close(box)
    assert len(accepted) == len(VOTERS)
    assert {answer.code for answer in answers if answer is not None} == {"already_cast"}
    assert sum(result.counts["admission"].values()) == result.returned == len(VOTERS)


def test_a_ballot_put_in_while_the_box_is_closed_is_counted_or_refused(box):
    answers = at_once(*(lambda v=voter: cast(box, v) for voter in VOTERS), lambda: secret_ballots.close(box))

    accepted = sum(answer is None for answer in answers[:-1])
    assert all(answer is None or answer.code == "closed" for answer in answers[:-1])
    assert secret_ballots.result(box).count("admission", "for") == accepted


def test_the_tables_hold_no_time_no_growing_number_and_one_row_a_box(box):
    found = rows(
        "SELECT table_name, column_name, data_type, column_default, is_identity FROM information_schema.columns"
        " WHERE table_name = ANY(%s)",
        sorted(OWN_TABLES),
    )

    assert {kind for _, _, kind, _, _ in found} == {
        "uuid",
        "jsonb",
        "character varying",
        "integer",
        "boolean",
        "ARRAY",
    }
    assert not [column for _, column, _, default, identity in found if default or identity == "YES"]
    for voter in VOTERS[:4]:
        cast(box, voter)
    assert SecretRoll.objects.count() == SecretCount.objects.count() == 1


def test_no_foreign_key_leads_from_the_box_to_a_person(box):
    leads_to = rows(
        "SELECT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        " AND conrelid::regclass::text = ANY(%s)",
        sorted(OWN_TABLES),
    )

    assert leads_to
    assert {name for (name,) in leads_to} == {"activities_secretballot"}


def test_whatever_the_order_of_voting_the_rows_read_alike():
    read = set()
    for seed in range(5):
        box = secret_ballots.open_box(secret_ballots.prepare({"a": ("for",)}, write_in="for"), voters=VOTERS)
        papers = [{"a": "for"}, {"王三": "for"}, {"李二": "for"}, None, {"a": "for", "赵四五": "for"}]
        moves = list(zip(VOTERS, papers, strict=False))
        random.Random(seed).shuffle(moves)
        for voter, paper in moves:
            secret_ballots.cast(box, voter=voter, paper=paper)
        read.add(
            (
                *rows(
                    "SELECT waiting::text, voted::text FROM activities_secretroll WHERE box_id = %s", box.pk
                ),
                *rows("SELECT counts::text FROM activities_secretcount WHERE box_id = %s", box.pk),
            )
        )

    assert len(read) == 1


def test_a_ballot_touches_its_two_rows_and_nothing_else_and_moves_no_sequence(box):
    sequences = "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"
    before, numbers = everything(), rows(sequences)
    assert numbers

    cast(box, 41)

    after = everything()
    assert {name for name in after if after[name] != before[name]} == {
        "activities_secretroll",
        "activities_secretcount",
    }
    assert rows(sequences) == numbers
    assert not JournalEntry.objects.exists()


def test_the_same_person_leaves_the_same_marks_whatever_the_vote():
    """Two worlds that differ in what was voted differ in the sums alone, places of rows included."""
    marks = []
    for option in ("for", "against"):
        box = secret_ballots.open_box(secret_ballots.prepare(LINES), voters=VOTERS)
        cast(box, 5, option)
        marks.append(
            rows(
                "SELECT r.xmin = c.xmin, length(r::text), length(c::text) - length(c.counts::text)"
                " FROM activities_secretroll r JOIN activities_secretcount c USING (box_id) WHERE box_id = %s",
                box.pk,
            )
        )

    assert marks[0] == marks[1]


def test_after_closing_nobody_can_tell_who_took_part(box):
    for voter in VOTERS[:4]:
        cast(box, voter)
    assert SecretRoll.objects.get().voted == sorted(VOTERS[:4])

    secret_ballots.close(box)

    assert not SecretRoll.objects.exists()
    assert secret_ballots.has_voted(box, VOTERS[0]) is None
    written = {xmin for (xmin,) in rows("SELECT xmin::text FROM activities_secretcount")}
    assert written == {xmin for (xmin,) in rows("SELECT xmin::text FROM activities_secretballot")}


def test_old_versions_are_gone_from_the_disk_after_the_sweep(box):
    for voter in VOTERS:
        cast(box, voter)
    secret_ballots.close(box)
    assert secret_ballots.unswept()
    old = [on_disk(table) for table in ("activities_secretroll", "activities_secretcount")]
    assert old[0][0] > 0

    for _ in range(20):  # the server's own statistics job may hold the old rows just then
        forgetting.forget_ballots()
        if on_disk("activities_secretroll")[0] == 0:
            break
        sleep(0.25)

    assert not secret_ballots.unswept()
    new = [on_disk(table) for table in ("activities_secretroll", "activities_secretcount")]
    assert new[0][0] == 0
    assert new[1][1] != old[1][1]
    assert secret_ballots.result(box).returned == len(VOTERS)


def on_disk(table):
    """Bytes of the table's file, dead versions of rows and all, and the number of the file."""
    ((size, number),) = rows("SELECT pg_relation_size(%s), pg_relation_filenode(%s)", table, table)
    return size, number


def test_a_discarded_box_leaves_nothing(box):
    cast(box, 5)
    secret_ballots.discard(box)

    assert not SecretBallot.objects.exists()
    assert not SecretRoll.objects.exists()
    assert not SecretCount.objects.exists()


def test_wiped_sums_keep_the_number_of_papers_only(box):
    cast(box, 5)
    secret_ballots.close(box)
    secret_ballots.wipe(box)

    result = secret_ballots.result(box)
    assert (result.returned, result.counts) == (1, {})
