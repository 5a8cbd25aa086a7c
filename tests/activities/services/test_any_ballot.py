"""Any history of the votes of one meeting against a small model that remembers who voted what (R3, V-GEN, V-ADM).

What the model refuses the verbs refuse in a Chinese sentence and change nothing; what it allows happens; at closing
the sums are the model's, the result is what heads set against heads say, and the names are gone. The model alone
could tell who voted what: the tables are read in every state and must not.
"""

import os
from collections import Counter
from datetime import timedelta

import time_machine
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from activities.models import (
    Attendance,
    Ballot,
    SecretBallot,
    SecretCount,
    SecretRoll,
    VoterExclusion,
    WrittenOpinion,
)
from activities.services import (
    balloting,
    counting,
    excluding,
    preparing_ballots,
    secret_ballots,
    written_opinions,
)
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.ballots import DURING, MEETING_DAY, make_ballot, make_meeting, make_voters, mark_there
from tests.factories.branches import make_branch
from tests.factories.members import make_member, make_user

DEEP = bool(os.environ.get("PARTYWORK_DEEP"))
PROFILE = settings(
    max_examples=100 if DEEP else 12,
    stateful_step_count=60 if DEEP else 35,
    deadline=None,
    derandomize=not DEEP,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
TABLES = (
    Attendance, Ballot, JournalEntry, SecretBallot, SecretCount, SecretRoll, VoterExclusion, WrittenOpinion,
)  # fmt: skip
FINGERPRINT = " UNION ALL ".join(
    f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {model._meta.db_table} t"
    for model in TABLES
)
FULL = 6
YOUNG = FULL  # the number of the probationary member
CHAIR, TELLER = 0, 1
people = st.sampled_from([0, 1, 1, 2, 2, 3, 4, 5, YOUNG])
choices = st.sampled_from(["for", "for", "for", "against", "abstain"])
seldom = st.sampled_from([False, False, True])
REACHED: set[str] = set()


def fingerprint():
    with connection.cursor() as cursor:
        cursor.execute(FINGERPRINT)
        return cursor.fetchall()


class OneMeeting(RuleBasedStateMachine):
    """People by their number; the model knows nothing of the database."""

    kind = "V-ADM"
    electronic = True

    def __init__(self):
        super().__init__()
        self.travel = time_machine.travel(DURING, tick=False)
        self.travel.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.travel.stop()

    @initialize(there=st.sets(st.sampled_from([2, 3, 4, YOUNG]), min_size=2, max_size=4), first=choices)
    def a_meeting_with_a_vote_on_its_list(self, there, first):
        """On an admission somebody has handed in an opinion already, and may come all the same."""
        branch, self.clerk = make_branch(), make_user()
        young = make_member(branch, name="周七", full_on=None, user=make_user())
        self.people = [*make_voters(branch, FULL), young]
        self.meeting = make_meeting(branch)
        self.ballot = self.put_on_the_list()
        self.opinions, self.written = {}, {}
        self.state, self.there, self.excluded, self.approved = "prepared", set(), set(), set()
        for person in sorted({CHAIR, TELLER} | there):
            self.signs_in(person)
        self.forget()
        if self.kind == "V-ADM":
            self.hands_in_an_opinion(5, first, signed=True)

    def put_on_the_list(self):
        method = "electronic" if self.electronic else "paper"
        return make_ballot(self.meeting, self.clerk, *self.people[:2], kind=self.kind, method=method)

    def forget(self):
        self.votes, self.confirmed, self.counted = {}, set(), None
        self.papers: frozenset[int] = frozenset()

    def attempt(self, name, allowed, verb, *args, **kwargs):
        """What the verb answers where the model allows it; else it must refuse and leave everything as it was."""
        before = fingerprint()
        try:
            with transaction.atomic():
                answer = verb(*args, **kwargs)
        except DomainError as refusal:
            assert not allowed, f"{name}: {refusal.message}"
            assert refusal.message.endswith("。")
            assert fingerprint() == before
            REACHED.add(f"{name} refused")
            return None
        assert allowed, name
        REACHED.add(name)
        return answer if answer is not None else True

    @property
    def expected(self):
        gone = self.excluded & self.approved if self.kind == "V-ADM" else set()
        return set(range(FULL)) - gone

    @rule(person=people)
    def somebody_signs_in(self, person):
        self.signs_in(person)

    def signs_in(self, person):
        mark_there(self.meeting, [self.people[person]])
        self.there.add(person)

    @rule(person=st.sampled_from([2, 3, 4, 5]), choice=choices, signed=st.sampled_from([True, True, False]))
    def somebody_hands_in_an_opinion(self, person, choice, signed):
        self.hands_in_an_opinion(person, choice, signed=signed)

    def hands_in_an_opinion(self, person, choice, *, signed):
        allowed = self.kind == "V-ADM" and self.state == "prepared" and signed and person in self.expected
        made = self.attempt(
            "opinion", allowed, written_opinions.receive, self.ballot, by=self.clerk, member=self.people[person],
            choice=choice, received_at=self.meeting.starts_at - timedelta(hours=1), is_signed=signed,
        )  # fmt: skip
        if made:
            self.opinions[person] = choice

    @rule(person=st.sampled_from([4, 5]), has_consent=st.sampled_from([True, True, False]))
    def is_put_on_the_list_of_those_left_out(self, person, has_consent):
        consent = {"consent": "5号", "consent_on": MEETING_DAY} if has_consent else {}
        allowed = self.state not in ("open", "closed", "announced")
        if self.attempt(
            "exclude", allowed, excluding.propose, self.meeting, by=self.clerk, member=self.people[person],
            reason="abroad", **consent,
        ):  # fmt: skip
            self.excluded.add(person) if has_consent else self.excluded.discard(person)
            self.approved.discard(person)

    @rule(person=st.sampled_from([4, 5]))
    def the_meeting_approves(self, person):
        exclusion = VoterExclusion.objects.filter(member=self.people[person]).first()
        if exclusion is None:
            return
        allowed = self.state not in ("open", "closed", "announced") and person in self.excluded
        if self.attempt("approve", allowed, excluding.approve, exclusion, by=self.clerk):
            self.approved.add(person)

    @rule()
    def opens(self):
        there, away = self.there & self.expected, self.expected - self.there
        lawful = len(there) > len(away) if self.kind == "V-ADM" else len(there) >= len(away)
        allowed = self.state == "prepared" and lawful and {CHAIR, TELLER} <= self.there
        opened = self.attempt("open", allowed, balloting.open_ballot, self.ballot, by=self.clerk)
        if opened:
            self.ballot, self.state, self.papers = opened, "open", frozenset(there)
            self.frozen = frozenset(self.expected)
            self.written = {who: said for who, said in self.opinions.items() if who in away}
            assert (opened.expected, opened.present) == (len(self.frozen), len(self.papers))

    @rule(person=people, choice=choices)
    def votes_on_the_phone(self, person, choice):
        allowed = (
            self.electronic and self.state == "open" and person in self.papers and person not in self.votes
        )
        if self.attempt("cast", allowed, balloting.cast, self.ballot, self.people[person], choice=choice):
            self.votes[person] = choice

    @rule(
        issued=st.integers(3, 7),
        void=st.sampled_from([0, 0, 1]),
        in_favour=st.integers(0, 5),
        against=st.sampled_from([0, 1]),
    )
    def the_papers_are_counted(self, issued, void, in_favour, against):
        returned = void + in_favour + against
        allowed = not self.electronic and self.state == "open" and returned <= issued <= len(self.papers)
        if self.attempt(
            "count", allowed, counting.enter_count, self.ballot, by=self.clerk, issued=issued, returned=returned,
            void=void, in_favour=in_favour, against=against, abstained=0,
        ):  # fmt: skip
            self.counted, self.confirmed = (
                Counter({"for": in_favour, "against": against, "void": void}),
                set(),
            )

    @rule()
    def chair_and_teller_confirm(self):
        for person in (TELLER, CHAIR):
            self.confirms(person)

    @rule(person=st.sampled_from([CHAIR, TELLER, 3]))
    def somebody_confirms(self, person):
        self.confirms(person)

    def confirms(self, person):
        ready = self.electronic or self.counted is not None
        allowed = (
            self.state == "open" and ready and person in (CHAIR, TELLER) and person not in self.confirmed
        )
        confirmed = self.attempt(
            "confirm", allowed, counting.confirm, self.ballot, by=self.people[person].user
        )
        if confirmed:
            self.ballot = confirmed
            self.confirmed.add(person)
            if self.confirmed == {CHAIR, TELLER}:
                self.state = "closed"
                self.the_sums_are_the_models()

    def the_sums_are_the_models(self):
        sums = (Counter(self.votes.values()) if self.electronic else Counter(self.counted)) + Counter(
            self.written.values()
        )
        ballot = Ballot.objects.get(pk=self.ballot.pk)
        assert (ballot.in_favour, ballot.against, ballot.abstained, ballot.void) == tuple(
            sums[word] for word in ("for", "against", "abstain", "void")
        )
        assert ballot.written == len(self.written)
        assert ballot.passed is (sums["for"] > len(self.frozen) - sums["for"])
        if self.written:
            REACHED.add("closed with opinions")
        assert not WrittenOpinion.objects.exclude(choice="").exists()

    @rule()
    def announces(self):
        announced = self.attempt(
            "announce", self.state == "closed", counting.announce, self.ballot, by=self.clerk
        )
        if announced:
            self.state = "announced"

    @rule(happens=seldom)
    def is_declared_void(self, happens):
        if self.state == "open" and not happens:
            return
        again = self.attempt(
            "void", self.state == "open", counting.declare_void, self.ballot, by=self.clerk, reason="票面有误"
        )
        if again:
            self.ballot, self.state = again, "prepared"
            self.forget()

    @rule(happens=seldom)
    def is_taken_off_the_list_and_put_on_again(self, happens):
        if happens and self.attempt(
            "withdraw", self.state == "prepared", preparing_ballots.withdraw, self.ballot, by=self.clerk
        ):
            self.ballot = self.put_on_the_list()
            self.opinions = {}

    @invariant()
    def the_state_is_the_models(self):
        if hasattr(self, "state"):
            assert Ballot.objects.values_list("state", flat=True).get(pk=self.ballot.pk) == self.state

    @invariant()
    def the_box_says_how_many_and_never_who_said_what(self):
        if not hasattr(self, "state") or not self.electronic:
            return
        rolls, counts = list(SecretRoll.objects.all()), list(SecretCount.objects.all())
        if self.state == "open":
            (roll,), (count,) = rolls, counts
            keys = sorted(self.people[who].pk for who in self.votes)
            assert (roll.voted, count.cast) == (keys, len(self.votes))
            assert sum(count.counts["decision"].values()) == len(self.votes)
            assert secret_ballots.returned(SecretBallot.objects.get()) == len(self.votes)
        else:
            assert rolls == []
            assert all(count.counts == {} for count in counts)


class PaperAdmission(OneMeeting):
    electronic = False


class OrdinaryMatter(OneMeeting):
    kind = "V-GEN"


def test_any_history_of_a_vote_is_as_the_model_says(db):
    for machine in (OneMeeting, PaperAdmission, OrdinaryMatter):
        run_state_machine_as_test(machine, settings=PROFILE)

    steps = {"open", "cast", "count", "confirm", "announce", "void", "opinion", "closed with opinions"}
    refused = {f"{step} refused" for step in ("open", "cast", "count", "confirm", "opinion", "announce")}
    assert steps | refused <= REACHED
