"""Any history of a joint event against a model of a few lines: who follows, who is told, what counts (R3, E-20).

PARTYWORK_DEEP=1 plays two hundred histories instead of a few.
"""

import os
from datetime import date, datetime, timedelta

import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from activities.models import Activity, JointPart
from activities.reports.joint import unreported_changes
from activities.services import announcing, attending, change_reports, changing, joining
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.activities.services.test_joint_events import START, make_guest
from tests.conftest import NOW
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, make_member, make_user

DEEP = bool(os.environ.get("PARTYWORK_DEEP"))
PROFILE = settings(
    max_examples=200 if DEEP else 20,
    stateful_step_count=40 if DEEP else 25,
    deadline=None,
    derandomize=not DEEP,
    suppress_health_check=list(HealthCheck),
)
which = st.sampled_from([0, 0, 1, 1, 2])
hours = st.sampled_from([0, 1, 24, 25, 48])


class OneJointDay(RuleBasedStateMachine):
    """`parts` holds, by the branch's number, its state; `own` the start of its standing activity."""

    def __init__(self):
        super().__init__()
        self.travel = time_machine.travel(NOW, tick=False)
        self.clock = self.travel.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        committee = make_committee()
        branch = make_branch(parent=committee)
        self.host = make_user()
        appoint(self.host, branch)
        make_member(branch, user=self.host)
        self.lead = make_activity(branch, date(2026, 6, 25), theme="共学")
        self.guests = [make_guest(make_committee(), f"支部{number}", people=2) for number in range(3)]
        self.joint = joining.open_joint(
            self.lead, by=self.host, branches=[guest.branch for guest in self.guests]
        )
        self.parts = ["invited"] * 3
        self.own: list[datetime | None] = [None] * 3
        self.announced, self.unreported = [False] * 3, [0] * 3
        self.start, self.off, self.lead_announced = START, False, False

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.travel.stop()

    def do(self, allowed, act):
        try:
            with transaction.atomic():
                answer = act()
        except DomainError as refusal:
            assert not allowed, refusal.message
            assert any("一" <= letter <= "鿿" for letter in refusal.message)
            return None
        assert allowed, "done, but the model refuses it"
        return answer

    def part(self, number):
        return JointPart.objects.get(joint=self.joint, branch=self.guests[number].branch)

    @rule(number=which)
    def adopt(self, number):
        had = self.parts[number] == "adopted"
        guest = self.guests[number]
        allowed = had or not self.off
        done = self.do(
            allowed, lambda: joining.adopt(self.part(number), by=guest.secretary, on=clock.today())
        )
        if done and not had:
            self.parts[number], self.own[number], self.announced[number] = "adopted", self.start, False

    @rule(number=which)
    def decline(self, number):
        allowed = self.parts[number] in ("invited", "declined")
        if self.do(
            allowed,
            lambda: joining.decline(self.part(number), by=self.guests[number].secretary, reason="有任务"),
        ):
            self.parts[number] = "declined"

    @rule(number=which)
    def leave(self, number):
        following = self.parts[number] == "adopted" and self.own[number] is not None
        allowed = following or self.parts[number] == "left"
        if self.do(
            allowed,
            lambda: joining.leave(self.part(number), by=self.guests[number].secretary, reason="自己办"),
        ):
            if following:
                self.own[number] = None  # goes on alone: no longer part of this story
            self.parts[number] = "left"

    @rule(number=which)
    def call_off_ones_own(self, number):
        if self.own[number] is None:
            return
        activity = self.part(number).activity
        self.do(True, lambda: changing.cancel(activity, by=self.guests[number].secretary, reason="防汛"))
        self.parts[number], self.own[number] = "left", None

    @rule(number=which)
    def announce(self, number):
        if self.own[number] is None:
            return
        activity = self.part(number).activity
        self.do(
            True, lambda: announcing.announce(activity, by=self.guests[number].secretary, late_reason="晚了")
        )
        self.announced[number] = True

    @rule(number=which, shift=hours)
    def a_follower_tries_to_move_it(self, number, shift):
        if self.own[number] is None:
            return
        activity = Activity.objects.get(pk=self.part(number).activity_id)
        new = START + timedelta(hours=shift)
        fields = {"starts_at": new, "ends_at": new + timedelta(hours=4)}
        self.do(
            new == self.start,
            lambda: changing.change(
                activity,
                by=self.guests[number].secretary,
                revision=activity.revision,
                fields=fields,
                reason="想换",
            ),
        )

    @rule(shift=hours)
    def the_host_moves_it(self, shift):
        lead = Activity.objects.get(pk=self.lead.pk)
        new = START + timedelta(hours=shift)
        fields = {"starts_at": new, "ends_at": new + timedelta(hours=4)}
        done = self.do(
            not self.off,
            lambda: changing.change(lead, by=self.host, revision=lead.revision, fields=fields, reason="会场"),
        )
        if not done:
            return
        for number in range(3):
            if self.own[number] is not None:
                moved = self.own[number].date() != new.date()
                self.unreported[number] += moved and self.announced[number]
                self.own[number] = new
        self.start = new

    @rule(chance=st.sampled_from([False, False, False, True]))
    def the_host_calls_it_off(self, chance):
        if not chance or self.off:
            return
        lead = Activity.objects.get(pk=self.lead.pk)
        self.do(True, lambda: changing.cancel(lead, by=self.host, reason="台风"))
        self.off = True
        for number in range(3):
            if self.own[number] is not None:
                self.unreported[number] += self.announced[number]
                self.own[number] = None

    @rule(number=which)
    def report(self, number):
        guest = self.guests[number]
        for row in unreported_changes(guest.branch):
            filing = change_reports.report(row, by=guest.secretary)
            assert filing.to == guest.branch.superior
        self.unreported[number] = 0

    @invariant()
    def the_rows_say_what_the_model_says(self):
        for number, guest in enumerate(self.guests):
            part = self.part(number)
            assert part.state == self.parts[number]
            if self.own[number] is not None:
                assert part.activity.starts_at == self.own[number]
                assert part.activity.is_open
                assert (part.activity.state == "announced") == self.announced[number]
            standing = Activity.objects.standing().filter(branch=guest.branch, joint_part__isnull=False)
            assert standing.count() == (self.own[number] is not None)
            assert len(unreported_changes(guest.branch)) == self.unreported[number]

    @invariant()
    def the_one_code_lets_in_whose_branch_adopted(self):
        if self.off:
            return
        with time_machine.travel(self.start, tick=False):
            for number, guest in enumerate(self.guests):
                if self.own[number] is None:
                    continue
                with transaction.atomic():
                    signed = attending.sign_in(self.lead.pk, guest.members[0].pk)
                    assert signed.activity_id == self.part(number).activity_id
                    transaction.set_rollback(True)


def test_any_joint_history(db):
    run_state_machine_as_test(OneJointDay, settings=PROFILE)
