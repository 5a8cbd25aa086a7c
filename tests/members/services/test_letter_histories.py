"""Random histories of one member's letters against a small model: whose he is on each day, which letter is open.

Issue, accept (in time or late), correct, take back, let time pass. The model is a list of (first day, branch).
"""

from datetime import date, timedelta

import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from members.choices_letters import LetterState
from members.models import TransferLetter
from members.services import letters
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.branches import make_branch, make_committee
from tests.factories.letters import letter_to
from tests.factories.members import make_member

START = date(2026, 1, 10)
PICK = st.integers(0, 2)


class Letters(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.today = START
        self.travel = time_machine.travel("2026-01-10T09:00:00+08:00", tick=False)
        self.hand = self.travel.start()
        committee = make_committee()
        self.branches = [make_branch(parent=committee) for _ in range(3)]
        self.member = make_member(self.branches[0], since=date(2025, 1, 1))
        self.stays = [(date(2025, 1, 1), self.branches[0].pk)]
        self.open: TransferLetter | None = None
        self.last: TransferLetter | None = None
        self.numbers: dict[int, int] = {}

    def teardown(self) -> None:
        if hasattr(self, "travel"):
            self.travel.stop()

    @property
    def here(self) -> int:
        return self.stays[-1][1]

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)
        self.hand.move_to(clock.at(self.today, clock.now().time()))
        letters.expire_letters(self.today)

    @rule(pick=PICK, days=st.sampled_from([1, 10, 30, 90]))
    def issue(self, pick: int, days: int) -> None:
        to = self.branches[pick]
        running = self.open is not None and self.today <= self.open.valid_until
        try:
            made = letters.issue(self.member, letter_to(to, issued_on=self.today, days=days), by=None)
        except DomainError:
            assert to.pk == self.here or (running and self.open.target_id != to.pk)
            return
        assert to.pk != self.here
        if running:
            assert made == self.open
            return
        self.numbers[self.here] = self.numbers.get(self.here, 0) + 1
        assert made.serial == self.numbers[self.here]
        self.open = made

    @precondition(lambda self: self.open is not None)
    @rule(back=st.integers(0, 20), word=st.sampled_from(["", "路上耽误"]))
    def accept(self, back: int, word: str) -> None:
        day = self.today - timedelta(days=back)
        allowed = day >= self.open.issued_on and day > self.stays[-1][0]
        allowed = allowed and (day <= self.open.valid_until or bool(word))
        try:
            letters.accept(self.open, day=day, by=None, late_word=word)
        except DomainError:
            assert not allowed
            return
        assert allowed
        self.stays.append((day, self.open.target_id))
        self.open, self.last = None, self.open

    @precondition(lambda self: self.last is not None)
    @rule(back=st.integers(0, 60))
    def correct(self, back: int) -> None:
        day = self.today - timedelta(days=back)
        allowed = day >= self.last.issued_on and day > self.stays[-2][0]
        try:
            letters.correct_acceptance(self.last, day=day, reason="回执", by=None)
        except DomainError:
            assert not allowed
            return
        assert allowed
        self.stays[-1] = (day, self.stays[-1][1])

    @precondition(lambda self: self.open is not None)
    @rule()
    def take_back(self) -> None:
        letters.void(self.open, reason="不去了", by=None)
        self.open = None

    @invariant()
    def each_day_has_the_branch_of_the_model_and_no_other(self) -> None:
        if not hasattr(self, "stays"):
            return
        days = [day + timedelta(days=shift) for day, _ in self.stays for shift in (-1, 0, 1)]
        for day in (*days, self.today):
            expected = [pk for first, pk in self.stays if first <= day]
            branch = self.member.branch_on(day)
            assert (branch.pk if branch else None) == (expected[-1] if expected else None)

    @invariant()
    def one_open_letter_at_most_and_it_says_whether_it_ran_out(self) -> None:
        if not hasattr(self, "stays"):
            return
        rows = list(
            TransferLetter.objects.filter(
                member=self.member, state__in=(LetterState.ISSUED, LetterState.EXPIRED)
            )
        )
        assert rows == ([self.open] if self.open else [])
        if rows:
            assert (rows[0].state == LetterState.EXPIRED) is (self.today > rows[0].valid_until)


class LettersCase(Letters.TestCase, TestCase):  # type: ignore[valid-type]
    settings = settings(
        max_examples=25,
        stateful_step_count=18,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
