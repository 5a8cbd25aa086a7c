"""Random histories of one way against a small model that knows only which step needs which.

Steps in and out of turn, taken back, corrected: what stands is what the model says, nothing stands without what it
needs, and whatever was replaced is still there with its reason.
"""

from datetime import date, timedelta
from itertools import count

import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from members.choices import Post
from members.choices_development import StepOutcome
from members.models import Development, DevelopmentStep, Member
from members.rules.development import BY_NUMBER, BY_REVIEW, STEPS
from members.rules.development_facts import People, StepFacts
from members.services import developing_corrections as corrections
from members.services.developing import Taken
from partywork.common.errors import DomainError
from tests.conftest import NOW
from tests.factories.branches import make_branch, make_committee
from tests.factories.development import WAY, make_development, walk
from tests.factories.members import appoint, make_member, make_user

NUMBER = st.integers(2, 25)
_names = count(1)


class Ways(RuleBasedStateMachine):
    @initialize()
    def somebody_applies(self) -> None:
        self.clock = time_machine.travel(NOW, tick=False)
        self.clock.start()
        branch = make_branch(parent=make_committee())
        self.by = make_user()
        appoint(self.by, branch, Post.SECRETARY)
        self.people = [make_member(branch) for _ in range(4)]
        self.development = make_development(branch, by=self.by, name=f"周{next(_names)}")
        self.model = {1}
        self.replaced = 0

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()

    @rule(number=NUMBER)
    def any_step(self, number: int) -> None:
        """Whatever is asked for: taken when all that it needs stands, otherwise refused."""
        self._take(number)

    @rule()
    def the_next_step(self) -> None:
        waiting = [number for number in BY_NUMBER if number not in self.model]
        if waiting:
            self._take(waiting[0])

    @rule(number=NUMBER)
    def taken_back(self, number: int) -> None:
        row = self._row(number)
        if row is None:
            return
        needed = any(number in BY_NUMBER[done].needs for done in self.model)
        acted = BY_NUMBER[number].key in ("approved", "conversion_approved", "archived")
        try:
            corrections.take_back(row, why="记错", by=self.by)
        except DomainError:
            assert needed or acted or self._is_over()
        else:
            assert not needed
            assert not acted
            self.model.discard(number)
            self.replaced += 1

    @rule(number=NUMBER)
    def corrected(self, number: int) -> None:
        row = self._row(number)
        if row is None or self._is_over():
            return
        taken = Taken(row.done_on, walk_facts(row, self.people), note="更正过")
        try:
            corrections.correct_step(row, taken, why="写错", by=self.by)
        except DomainError:
            assert BY_NUMBER[number].key in ("approved", "conversion_approved", "archived", *BY_REVIEW)
        else:
            self.replaced += 1

    @invariant()
    def what_stands_is_what_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        rows = DevelopmentStep.objects.filter(development=self.development)
        done = {row.step.number for row in rows.filter(outcome=StepOutcome.DONE)}
        assert done == self.model
        assert all(set(BY_NUMBER[number].needs) <= done for number in done)
        replaced = rows.filter(outcome=StepOutcome.REPLACED)
        assert replaced.count() == self.replaced
        assert not replaced.filter(why="").exists()

    @invariant()
    def a_member_from_the_approval_on(self) -> None:
        if hasattr(self, "model"):
            held = Development.objects.get(pk=self.development.pk)
            assert (held.member_id is not None) == (17 in self.model)

    def _take(self, number: int) -> None:
        step = BY_NUMBER[number]
        may = set(step.needs) <= self.model and number not in self.model and not self._is_over()
        try:
            walk(self.development, step.key, by=self.by, people=self.people)
        except DomainError:
            assert not may
        else:
            assert may
            self.model.add(number)

    def _row(self, number: int) -> DevelopmentStep | None:
        rows = self.development.steps.filter(key=BY_NUMBER[number].key, outcome=StepOutcome.DONE)
        return rows.first()

    def _is_over(self) -> bool:
        return 25 in self.model


def walk_facts(row: DevelopmentStep, people: list[Member]) -> StepFacts:
    """What a step usually leaves, with the people of this branch."""
    facts = WAY[row.key][1]
    if row.key in ("contacts", "introducers"):
        return People(members=tuple(each.pk for each in people[:2]))
    return facts


class WaysCase(Ways.TestCase, TestCase):  # type: ignore[valid-type]
    settings = settings(
        max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )


def test_the_usual_way_takes_its_days_in_turn() -> None:
    """The model above may take any step as soon as its needs stand: the days must allow it."""
    for step in STEPS:
        for number in step.needs:
            assert WAY[BY_NUMBER[number].key][0] <= WAY[step.key][0]
    assert WAY["applied"][0] == date(2023, 3, 1)
    assert timedelta(0) < WAY["archived"][0] - WAY["applied"][0]
