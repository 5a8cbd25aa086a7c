"""Any history of one appraisal against a model of a few lines: what the model refuses, the verbs refuse in a Chinese
sentence and change nothing; what it allows happens, and the sums, the cap and the states are the model's (DA-*).

PARTYWORK_DEEP=1 plays two hundred histories of fifty steps instead of a few.
"""

import os
from collections import Counter
from datetime import date, datetime

import time_machine
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from activities.models import Appraisal, AppraisalPaper, AppraisalPerson, SecretBallot
from activities.services import (
    appraisal_ballots,
    appraisal_grading,
    appraisal_words,
    appraising,
    attending,
)
from activities.services.appraisal_grading import Decision
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, make_member, make_user

DEEP = bool(os.environ.get("PARTYWORK_DEEP"))
PROFILE = settings(
    max_examples=200 if DEEP else 20,
    stateful_step_count=50 if DEEP else 30,
    deadline=None,
    derandomize=not DEEP,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
NOW = datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE)
FULL, LEAST = 7, 5
GRADES = ("outstanding", "qualified", "basically", "unqualified")
TABLES = (Appraisal, AppraisalPerson, AppraisalPaper, SecretBallot)
FINGERPRINT = (
    " UNION ALL ".join(
        f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {model._meta.db_table} t"
        for model in TABLES
    )
    + " UNION ALL SELECT md5(coalesce(string_agg(t::text, '|'), '')) FROM activities_secretcount t"
)
voters = st.integers(0, FULL + 1)
REACHED: set[str] = set()


def fingerprint():
    with connection.cursor() as cursor:
        cursor.execute(FINGERPRINT)
        return cursor.fetchall()


class OneAppraisal(RuleBasedStateMachine):
    """Seven full members, a probationary one (number 7), and one who is not there (number 8, full)."""

    def __init__(self):
        super().__init__()
        self.travel = time_machine.travel(NOW, tick=False)
        self.travel.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        branch = make_branch(parent=make_committee())
        self.secretary = make_user()
        appoint(self.secretary, branch)
        self.members = [make_member(branch) for _ in range(FULL)]
        self.members += [make_member(branch, full_on=None), make_member(branch)]
        self.pk = appraising.prepare(branch, 2026, by=self.secretary).pk
        meeting = make_activity(branch, date(2026, 6, 18), state="announced", kind="appraisal")
        appraising.convene(self.row, meeting, by=self.secretary)
        for member in self.members[:-1]:
            attending.mark(meeting, member, status="present", by=self.secretary)
        self.people = {person.member_id: person.pk for person in self.row.people.all()}
        self.state, self.voted, self.sums, self.paper = "prepared", set(), [], None
        self.grades, self.viewed = {}, set()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.travel.stop()
        super().teardown()

    @property
    def row(self):
        return Appraisal.objects.select_related("branch", "activity", "box", "committee_box").get(pk=self.pk)

    def do(self, allowed, act):
        before = fingerprint()
        try:
            with transaction.atomic():
                act()
        except DomainError as refusal:
            assert not allowed, f"refused, but the model allows it: {refusal.message}"
            assert any("一" <= letter <= "鿿" for letter in refusal.message), refusal.message
            assert fingerprint() == before, "refused, and yet something changed"
            return False
        assert allowed, "done, but the model refuses it"
        return True

    def pk_of(self, number):
        return self.people[self.members[number].pk]

    def is_full(self, number):
        return number != FULL

    # --- steps ------------------------------------------------------------------------------------------

    @rule()
    def open_ballot(self):
        if self.do(
            self.state in ("prepared", "open"), lambda: appraising.open_ballot(self.row, by=self.secretary)
        ):
            self.state = "open"

    @rule(number=voters, grade=st.sampled_from(GRADES), own=st.sampled_from([False, False, True]))
    def vote(self, number, grade, own):
        marks = {str(self.pk_of(n)): grade for n in (*range(FULL), FULL + 1) if own or n != number}
        names_self = own and self.is_full(number)
        left = FULL + 1 - len(self.voted) - (self.paper[0] if self.paper else 0)
        fine = self.state == "open" and number <= FULL and number not in self.voted and left > 0
        member = self.members[number]
        if self.do(fine and not names_self, lambda: appraisal_ballots.vote(self.row, member, grades=marks)):
            self.voted.add(number)
            self.sums.append(marks)

    @rule(returned=st.integers(0, FULL + 3), grade=st.sampled_from(GRADES))
    def count_paper(self, returned, grade):
        each = max(returned - 1, 0)
        counts = {str(self.pk_of(n)): {grade: each} for n in (*range(FULL), FULL + 1)}
        fine = self.state == "open" and 0 < returned <= FULL + 1 - len(self.voted)
        issued = min(returned, FULL + 1)
        if self.do(
            fine,
            lambda: appraisal_ballots.enter_paper(
                self.row, by=self.secretary, issued=issued, returned=returned, counts=counts
            ),
        ):
            self.paper = (returned, counts)

    @rule()
    def all_vote(self):
        for number in range(FULL + 1):
            self.vote(number, GRADES[number % 2], own=False)

    @rule(really=st.sampled_from([False, False, False, False, True]))
    def call_off(self, really):
        if not really:
            return
        if self.do(
            self.state == "open", lambda: appraising.call_off(self.row, by=self.secretary, reason="有差错")
        ):
            self.state, self.voted, self.sums, self.paper = "prepared", set(), [], None
            REACHED.add("called off")

    @rule()
    def close_ballot(self):
        returned = len(self.voted) + (self.paper[0] if self.paper else 0)
        done = self.state in ("closed", "published")
        fine = done or (self.state == "open" and returned > 0)
        if self.do(fine, lambda: appraising.close_ballot(self.row, by=self.secretary)) and not done:
            self.state = "closed"
            self.check_sums(returned)

    @rule()
    def an_evening(self):
        """Open, everybody, close: else few histories come to what follows the ballot."""
        self.open_ballot()
        self.all_vote()
        self.close_ballot()

    def check_sums(self, returned):
        """What stands beside each name, counted again ballot by ballot."""
        leaves_out = self.paper is not None and len(self.voted) < LEAST
        counted = returned - (len(self.voted) if leaves_out else 0)
        for person in AppraisalPerson.objects.filter(appraisal=self.pk):
            line = str(person.pk)
            expected: Counter[str] = Counter()
            for marks in [] if leaves_out else self.sums:
                if line in marks:
                    expected[marks[line]] += 1
            expected.update((self.paper[1] if self.paper else {}).get(line, {}))
            shown = counted >= LEAST and sum(expected.values()) >= LEAST - 1 and person.is_graded
            if shown:
                found = Counter({grade: count for grade, count in person.counts.items() if count})
                assert found == +expected
                REACHED.add("shown")
            else:
                assert person.counts is None
                REACHED.add("hidden")

    @rule(number=voters, grade=st.sampled_from((*GRADES, "ungraded", "outstanding")))
    def decide(self, number, grade):
        after = {**self.grades, number: grade}
        above = list(after.values()).count("outstanding") > (FULL + 1) // 3
        fine = self.state == "closed" and self.is_full(number) and not above
        if above and self.state == "closed":
            REACHED.add("above the cap")
        decision = {self.pk_of(number): Decision(grade, "依据")}
        revision = self.row.revision
        if self.do(
            fine,
            lambda: appraisal_grading.decide(
                self.row, decision, by=self.secretary, on=date(2026, 6, 18), revision=revision
            ),
        ):
            self.grades[number] = grade

    @rule(outstanding=st.sampled_from([2, 2, 3]))
    def decide_all(self, outstanding):
        """The whole table at once, as the page sends it."""
        full = [number for number in range(FULL + 2) if self.is_full(number)]
        grades = {n: "outstanding" if i < outstanding else "qualified" for i, n in enumerate(full)}
        decisions = {self.pk_of(number): Decision(grade, "依据") for number, grade in grades.items()}
        fine = self.state == "closed" and outstanding <= (FULL + 1) // 3
        revision = self.row.revision
        if self.do(
            fine,
            lambda: appraisal_grading.decide(
                self.row, decisions, by=self.secretary, on=date(2026, 6, 18), revision=revision
            ),
        ):
            self.grades = grades

    @rule()
    def publish(self):
        fine = self.state == "published" or (self.state == "closed" and len(self.grades) == FULL + 1)
        if self.do(fine, lambda: appraising.publish(self.row, by=self.secretary)):
            self.state = "published"
            REACHED.add("published")

    @rule(number=voters, agrees=st.booleans())
    def view(self, number, agrees):
        person = AppraisalPerson.objects.get(pk=self.pk_of(number))
        view = "agrees" if agrees else "objects"
        fine = self.state == "published"
        self.do(fine, lambda: appraisal_words.say_view(person, by=self.secretary, view=view, words="有"))

    @rule(number=voters)
    def write(self, number):
        person = AppraisalPerson.objects.get(pk=self.pk_of(number))
        fine = self.state in ("prepared", "open")
        self.do(fine, lambda: appraisal_words.assess_self(person, by=self.secretary, text="自评"))

    # --- what holds at any time -------------------------------------------------------------------------

    @invariant()
    def the_state_is_the_models(self):
        assert self.row.state == self.state

    @invariant()
    def never_more_outstanding_than_the_cap(self):
        number = AppraisalPerson.objects.filter(appraisal=self.pk, grade="outstanding").count()
        assert number <= (FULL + 1) // 3

    @invariant()
    def no_grade_for_the_probationary(self):
        assert AppraisalPerson.objects.get(pk=self.pk_of(FULL)).grade == ""

    @invariant()
    def only_the_number_of_ballots_is_known_before_closing(self):
        if self.state in ("prepared", "open"):
            assert not AppraisalPerson.objects.filter(appraisal=self.pk).exclude(counts=None).exists()
        if self.state == "open":
            expected = len(self.voted) + (self.paper[0] if self.paper else 0)
            assert appraisal_ballots.returned(self.row) == expected


def played(*steps):
    """One history whose steps are said, so that every corner of the model is walked whatever chance leaves out."""
    REACHED.clear()
    history = OneAppraisal()
    try:
        for step, drawn in steps:
            getattr(history, step)(**drawn)
            history.the_state_is_the_models()
            history.never_more_outstanding_than_the_cap()
    finally:
        history.teardown()
    return REACHED


def test_a_ballot_called_off_and_held_again_to_the_end(transactional_db):
    third = [("decide", {"number": number, "grade": "outstanding"}) for number in range(3)]
    reached = played(
        ("open_ballot", {}),
        ("call_off", {"really": True}),
        ("an_evening", {}),
        *third,
        ("decide_all", {"outstanding": 2}),
        ("publish", {}),
    )

    assert reached == {"called off", "shown", "hidden", "above the cap", "published"}


def test_of_four_ballots_nothing_is_shown(transactional_db):
    votes = [("vote", {"number": number, "grade": "qualified", "own": False}) for number in range(LEAST - 1)]

    assert played(("open_ballot", {}), *votes, ("close_ballot", {})) == {"hidden"}


def test_any_history_of_an_appraisal_is_what_the_model_says(transactional_db):
    REACHED.clear()
    run_state_machine_as_test(OneAppraisal, settings=PROFILE)

    assert {"shown", "published"} <= REACHED
