"""A ballot of an election read as a database administrator reads it: no row, time, order or key tells who chose whom.

The box itself is tested in test_secret_ballots; here is what an election adds around it (EL-13, docs/decisions/0015).
"""

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.choices_elections import Office, RoundState
from activities.models import ElectionRound
from activities.rules.election_outcome import Assembly, Tally, outcome_of
from activities.services import election_counting, election_rounds
from activities.services.election_rounds import FOR
from partywork.common.errors import DomainError
from tests.factories.elections import handed_out, make_ground, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db, today):
    return make_ground(today)


@pytest.fixture
def polling(ground):
    return handed_out(ground, ready(ground), method="phone")


def rows():
    """Every table of ours with the text of each row, as `SELECT *` shows it."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            found[table] = sorted(row[0] for row in cursor.fetchall())
    return found


def cast(ground, polling, number, chosen=(0, 1, 2), write_ins=()):
    marks = {ground.keys[each]: FOR for each in chosen}
    election_counting.cast(polling, ground.members[number], marks=marks, write_ins=write_ins)


def test_casting_touches_nothing_but_the_two_rows_of_the_box(ground, polling):
    before = rows()
    cast(ground, polling, 3)
    after = rows()

    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"activities_secretroll", "activities_secretcount"}


def test_a_ballot_from_the_page_leaves_no_session_message_or_notice_either(ground, polling, client_for):
    phone = client_for(ground.members[3].user)
    page = reverse("my_election", args=[polling.pk])
    phone.get(page)
    before = rows()
    answer = phone.post(page, {f"m{ground.keys[0]}": "for"})
    after = rows()

    assert answer["Location"] == page
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"activities_secretroll", "activities_secretcount"}
    assert "messages" not in answer.cookies


def test_whoever_voted_first_or_last_leaves_the_same_rows(ground, polling):
    for number in (5, 1, 6):
        cast(ground, polling, number)
    one = {table: text for table, text in rows().items() if "secret" in table}

    other = handed_out_again(ground, polling)
    for number in (1, 6, 5):
        cast(ground, other, number)
    two = {table: text for table, text in rows().items() if "secret" in table}

    def bare(found):
        return [
            str(text).replace(str(polling.box_id), "").replace(str(other.box_id), "")
            for text in found.values()
        ]

    assert bare(one)[1:] == bare(two)[1:]


def handed_out_again(ground, polling):
    election_rounds.void(polling, by=ground.secretary, reason="网络中断，重新投票")
    return handed_out(ground, polling.election, method="phone")


def test_nobody_reads_a_count_while_it_is_open(ground, polling):
    cast(ground, polling, 3)
    assert [line.in_favour for line in polling.lines.all()] == [0, 0, 0, 0]
    polling.refresh_from_db()
    assert (polling.returned, polling.outcome) == (0, {})


def test_closed_no_table_names_a_voter_any_more(ground, polling):
    voters = (4, 5)  # neither candidates nor tellers
    for number in range(8):
        cast(ground, polling, number)
    election_counting.ask_close(polling, by=ground.secretary)
    election_counting.close(polling, by=ground.members[7].user)

    assert rows()["activities_secretroll"] == []
    names = [ground.keys[number] for number in voters]
    for table in ("activities_electionround", "activities_roundline", "activities_secretcount"):
        text = " ".join(rows()[table])
        for key in names:
            assert f'"m{key}"' not in text
            assert f'"member_id": {key},' not in text


def test_the_journal_says_who_ran_it_never_who_voted(ground, polling):
    for number in range(8):
        cast(ground, polling, number)
    from partywork.models import JournalEntry

    entries = JournalEntry.objects.filter(model="activities.electionround", object_id=polling.pk)
    assert [entry.verb for entry in entries.order_by("pk")] == ["prepare", "open"]


def test_a_voided_ballot_from_phones_is_thrown_away_unread(ground, polling):
    cast(ground, polling, 3)
    election_rounds.void(polling, by=ground.secretary, reason="候选人名单有误")
    assert rows()["activities_secretcount"] == []
    assert rows()["activities_secretroll"] == []


def test_one_vote_a_person_and_none_after_closing(ground, polling):
    cast(ground, polling, 3)
    with pytest.raises(DomainError, match="已经投过票"):
        cast(ground, polling, 3)
    election_counting.ask_close(polling, by=ground.secretary)
    election_counting.close(polling, by=ground.members[7].user)
    with pytest.raises(DomainError, match="投票已经结束"):
        cast(ground, polling, 4)


def test_more_names_than_seats_are_refused_and_the_vote_is_not_lost(ground, polling):
    with pytest.raises(DomainError, match="选了4人，多于应选的3人"):
        cast(ground, polling, 3, chosen=(0, 1, 2, 3))
    with pytest.raises(DomainError, match="选了4人，多于应选的3人"):
        cast(ground, polling, 3, write_ins=(ground.keys[5],))
    cast(ground, polling, 3, chosen=(0, 1), write_ins=(ground.keys[5],))


def test_closing_is_an_act_of_two_people(ground, polling):
    teller = ground.members[7].user
    with pytest.raises(DomainError, match="先提出结束"):
        election_counting.close(polling, by=teller)
    with pytest.raises(DomainError, match="不能既提出又确认"):
        election_counting.ask_close(polling, by=teller)
    election_counting.ask_close(polling, by=ground.secretary)
    with pytest.raises(DomainError, match="由监票人确认"):
        election_counting.close(polling, by=ground.secretary)
    assert election_counting.close(polling, by=teller).state == RoundState.COUNTED
    with pytest.raises(DomainError, match="投票已经结束"):
        election_counting.close(polling, by=teller)


BALLOT = st.sets(st.integers(0, 3), max_size=3)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ballots=st.lists(BALLOT, min_size=8, max_size=8), stay=st.integers(0, 3))
def test_what_was_put_in_comes_out_counted_once(ground, polling, ballots, stay):
    """Any eight ballots, some of them never cast: the sums and the outcome are those of a plain count."""
    other = handed_out_again(ground, ElectionRound.objects.latest("pk"))
    given_ = ballots[: 8 - stay]
    for number, ballot in enumerate(given_):
        cast(ground, other, number, chosen=sorted(ballot))
    election_counting.ask_close(other, by=ground.secretary)
    closed = election_counting.close(other, by=ground.members[7].user)

    plain = [sum(1 for ballot in given_ if name in ballot) for name in range(4)]
    assert [line.in_favour for line in closed.lines.all()] == plain
    assert (closed.issued, closed.returned, closed.valid) == (8, len(given_), len(given_))
    tallies = [Tally(ground.keys[name], "", votes) for name, votes in enumerate(plain)]
    expected = outcome_of(tallies, 3, Assembly(8, 8))
    assert closed.outcome["elected"] == [each.key for each in expected.elected]
    assert closed.outcome["tied"] == [each.key for each in expected.tied]
    assert closed.office == Office.COMMITTEE
