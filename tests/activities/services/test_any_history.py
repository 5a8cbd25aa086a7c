"""Any history of one branch's month against a model of a few lines: what the model refuses, the verbs refuse in a
Chinese sentence and change nothing; what it allows happens, is journaled once, and leaves the counters right (R3).

PARTYWORK_DEEP=1 plays two hundred histories of fifty steps instead of a few.
"""

import os
from datetime import date, datetime, timedelta

import time_machine
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from activities.models import (
    Activity,
    ActivityChange,
    Answer,
    Attendance,
    Filing,
    FilingRound,
    LeaveRequest,
    MakeUp,
    Notice,
    RatingParticipation,
    RatingRound,
    RecordSheet,
)
from activities.services import (
    announcing,
    attending,
    changing,
    filing,
    leaving,
    making_up,
    opening,
    rating,
    recording,
    watching,
)
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.conftest import NOW
from tests.factories.activities import make_plan, make_row
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, make_member, make_user

DEEP = bool(os.environ.get("PARTYWORK_DEEP"))
PROFILE = settings(
    max_examples=200 if DEEP else 35,
    stateful_step_count=50 if DEEP else 30,
    deadline=None,
    derandomize=not DEEP,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
TABLES = (
    Activity, ActivityChange, Answer, Attendance, Filing, FilingRound, JournalEntry, LeaveRequest, MakeUp, Notice,
    RatingParticipation, RatingRound, RecordSheet,
)  # fmt: skip
FINGERPRINT = " UNION ALL ".join(
    f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {model._meta.db_table} t"
    for model in TABLES
)
PRESENT = {"present", "online", "late", "left_early"}
ABSENT = {"absent", "exempt", "leave_official", "leave_sick", "leave_personal"}
LEAVE_MARK = {"official": "leave_official", "sick": "leave_sick", "personal": "leave_personal"}
WRITTEN = {"content": "学习了原文", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}
GRADES = dict.fromkeys(["theme", "content", "form", "effect", "overall"], "satisfied")
START, END = datetime(2026, 6, 25, 14, tzinfo=clock.OFFICE), datetime(2026, 6, 25, 18, tzinfo=clock.OFFICE)
MOMENTS = (
    NOW,
    START - timedelta(days=2),
    START - timedelta(hours=1),
    START + timedelta(minutes=2),
    START + timedelta(hours=1),
    END + timedelta(minutes=5),
    END + timedelta(hours=20),
    END + timedelta(days=5),
)
people = st.sampled_from([0, 1, 1, 2, 2, 5])  # the same few again and again: more happens to them
seldom = st.sampled_from([False, False, False, True])
mostly = st.sampled_from([True, True, True, False])
REACHED: set[str] = set()  # what the histories came through, so that a shallow run is not taken for a proof


def fingerprint():
    with connection.cursor() as cursor:
        cursor.execute(FINGERPRINT)
        return cursor.fetchall()


class OneMonth(RuleBasedStateMachine):
    """`marks`, `leaves`, `make_ups` go by the person's number; the model knows nothing of the database."""

    def __init__(self):
        super().__init__()
        self.travel = time_machine.travel(NOW, tick=False)
        self.clock = self.travel.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        committee = make_committee()
        branch = make_branch(parent=committee)
        self.secretary, self.deputy, self.reviewer = make_user(), make_user(), make_user()
        appoint(self.secretary, branch)
        appoint(self.deputy, branch, "deputy_secretary")
        appoint(self.reviewer, committee, "officer")
        users = [self.secretary, make_user(), make_user(), None, None, None]
        self.people = [make_member(branch, user=user) for user in users]
        self.row = make_row(make_plan(branch), start=date(2026, 6, 25), end=date(2026, 6, 25))
        self.activity = opening.open_from_row(self.row, by=self.secretary)
        Activity.objects.filter(pk=self.activity.pk).update(starts_at=START, ends_at=END)
        self.time, self.state = 0, "draft"
        self.marks, self.leaves, self.make_ups = {}, {}, {}
        self.handed_in_by = {}
        self.record, self.rounds, self.rated, self.rating = None, 0, set(), None
        self.written, self.low_reason, self.revision = False, False, 1

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.travel.stop()
        super().teardown()

    # --- how a step is taken and compared ---------------------------------------------------------------

    def do(self, allowed, act, *, entries=None):
        """Allowed by the model: it happens, with so many journal entries. Else: refused, nothing changed."""
        before, journal = fingerprint(), JournalEntry.objects.count()
        try:
            answer = act()
        except DomainError as refusal:
            assert not allowed, f"refused, but the model allows it: {refusal.message}"
            assert any("一" <= letter <= "鿿" for letter in refusal.message), refusal.message
            assert fingerprint() == before, "refused, and yet something changed"
            return None
        assert allowed, "done, but the model refuses it"
        if entries is not None:
            assert JournalEntry.objects.count() - journal == entries
        return answer

    def fresh(self):
        self.activity = Activity.objects.get(pk=self.activity.pk)
        return self.activity

    @property
    def now(self):
        return MOMENTS[self.time]

    @property
    def is_open(self):
        return self.state in ("draft", "announced")

    @property
    def editable(self):
        return self.record in ("draft", "returned")

    def follow_marks(self):
        """Make-ups after a mark changed: one for every absentee, none for anybody else."""
        for person, mark in self.marks.items():
            if mark in ABSENT:
                self.make_ups.setdefault(person, "open")
            else:
                self.make_ups.pop(person, None)
                self.handed_in_by.pop(person, None)
        if self.rating == "open":
            present = {person for person, mark in self.marks.items() if mark in PRESENT}
            self.may_rate = present | self.rated

    @initialize(time=st.sampled_from([0, 1, 3, 5]), stage=st.integers(0, 3))
    def begin_the_story_somewhere(self, time, stage):
        """At the beginning, after the closing, before the filing, after it: by the same steps."""
        self.time = max(time, 5) if stage else time
        self.clock.move_to(self.now)
        if stage:
            self.mark(1, "absent")
            self.tick_everybody_else()
            self.close()
        if stage > 1:
            self.write_the_sheet(stale=False)
        if stage > 2:
            self.hand_in_the_sheet()

    # --- what people do -----------------------------------------------------------------------------------

    @precondition(lambda self: self.time < len(MOMENTS) - 1)
    @rule(steps=st.integers(1, 3))
    def time_goes_on(self, steps):
        self.time = min(self.time + steps, len(MOMENTS) - 1)
        self.clock.move_to(self.now)

    @rule()
    def open_the_row_again(self):
        if self.state == "cancelled":
            return  # a cancelled month may be opened anew; that is another activity's history
        found = self.do(True, lambda: opening.open_from_row(self.row, by=self.secretary), entries=0)
        assert found.pk == self.activity.pk

    @rule(late=st.booleans())
    def announce(self, late):
        again = self.state == "announced"
        in_time = self.now.date() <= date(2026, 6, 20)
        allowed = again or (self.state == "draft" and self.now < START and (in_time or late))
        if self.do(
            allowed,
            lambda: announcing.announce(
                self.activity, by=self.secretary, late_reason="临时通知" if late else ""
            ),
            entries=0 if again else 1,
        ):
            self.state = "announced"

    @rule(reason=st.booleans(), stale=seldom, place=st.sampled_from(["301", "302"]))
    def move_to_another_room(self, reason, stale, place):
        activity = self.fresh()
        moved = activity.place != place
        allowed = self.is_open and not stale and (self.state == "draft" or not moved or reason)
        self.do(
            allowed,
            lambda: changing.change(
                activity,
                by=self.secretary,
                revision=activity.revision - stale,
                fields={"place": place},
                reason="会议室维修" if reason else "",
            ),
            entries=1,
        )

    @rule(reason=st.sampled_from(["", "台风"]), sure=st.integers(0, 4))
    def cancel(self, reason, sure):
        if sure and reason:
            return  # not too often: a cancelled month is soon told
        allowed = self.is_open and bool(reason)
        announced = self.state == "announced"
        if self.do(
            allowed,
            lambda: changing.cancel(self.activity, by=self.secretary, reason=reason),
            entries=2 if announced else 1,
        ):
            self.state = "cancelled"

    @rule(person=people, reason=st.sampled_from(sorted(LEAVE_MARK)), word=mostly)
    def ask_for_leave(self, person, reason, word):
        late = self.now >= START
        allowed = self.state != "cancelled" and (not late or word)
        text = "家里有事" if word else ""
        before = self.leaves.get(person)
        if self.do(
            allowed,
            lambda: leaving.ask(
                self.activity, self.people[person], reason=reason, by=self.secretary, text=text
            ),
        ):
            same = (
                before
                and before[0] in ("asked", "approved")
                and before[1] == reason
                and text in ("", before[2])
            )
            if not same:
                self.leaves[person] = ("asked", reason, text)

    @rule(person=people, as_deputy=mostly)
    def approve_leave(self, person, as_deputy):
        if not self.leaves:
            return
        person = person if person in self.leaves else min(self.leaves)
        leave = LeaveRequest.objects.get(activity=self.activity, member=self.people[person])
        state, reason, text = self.leaves[person]
        own = person == 0 and not as_deputy
        allowed = state in ("asked", "refused") and not own
        by = self.deputy if as_deputy else self.secretary
        if self.do(allowed, lambda: leaving.approve(leave, by=by)):
            self.leaves[person] = ("approved", reason, text)
            if self.state == "held" and self.editable and self.marks[person] not in PRESENT:
                self.marks[person] = LEAVE_MARK[reason]
                self.follow_marks()

    @rule(person=people)
    def refuse_leave(self, person):
        if not self.leaves:
            return
        person = person if person in self.leaves else min(self.leaves)
        leave = LeaveRequest.objects.get(activity=self.activity, member=self.people[person])
        state, reason, text = self.leaves[person]
        allowed = state == "asked"
        if self.do(allowed, lambda: leaving.refuse(leave, by=self.deputy, note="请调整安排"), entries=1):
            self.leaves[person] = ("refused", reason, text)

    @rule(person=people)
    def withdraw_leave(self, person):
        if not self.leaves:
            return
        person = person if person in self.leaves else min(self.leaves)
        leave = LeaveRequest.objects.get(activity=self.activity, member=self.people[person])
        state, reason, text = self.leaves[person]
        allowed = state in ("asked", "approved") and self.now < START
        if self.do(allowed, lambda: leaving.withdraw(leave, by=self.secretary), entries=1):
            self.leaves[person] = ("withdrawn", reason, text)

    @rule(person=people)
    def say_one_comes(self, person):
        allowed = self.is_open and self.now < START
        before = fingerprint()
        try:
            leaving.answer_coming(self.activity, self.people[person], by=self.secretary)
        except DomainError:
            assert not allowed
            assert fingerprint() == before
            return
        assert allowed
        state, *rest = self.leaves.get(person, ("none",))
        if state in ("asked", "approved"):
            self.leaves[person] = ("withdrawn", *rest)

    @rule(person=people)
    def sign_in(self, person):
        present = self.marks.get(person) in PRESENT
        window = START - timedelta(hours=2) <= self.now < clock.end_of(END.date())
        allowed = present or (self.is_open and window)
        act = lambda: attending.sign_in(self.activity.pk, self.people[person].pk)  # noqa: E731
        if signed := self.do(allowed, act, entries=0):
            assert signed.again == present
            if not present:
                self.marks[person] = "present" if self.now <= START + timedelta(minutes=5) else "late"

    @rule(person=people, status=st.sampled_from(["present", "online", "left_early", "absent", ""]))
    def mark(self, person, status):
        before = fingerprint()
        try:
            attending.mark(self.activity, self.people[person], status=status, by=self.secretary)
        except DomainError:
            assert not self.is_open
            assert fingerprint() == before
            return
        assert self.is_open
        if status:
            self.marks[person] = status
        else:
            self.marks.pop(person, None)

    @rule()
    def tick_everybody_else(self):
        act = lambda: attending.mark_all_present(self.activity, by=self.secretary)  # noqa: E731
        if self.do(self.is_open, act) is not None:
            for person in range(6):
                if person not in self.marks and self.leaves.get(person, ("",))[0] != "approved":
                    self.marks[person] = "present"

    @rule()
    def close(self):
        again = self.state == "held"
        allowed = again or (self.is_open and self.now >= START)
        # closing the activity and opening its rating are two steps
        act = lambda: attending.close(self.activity, by=self.secretary)  # noqa: E731
        if self.do(allowed, act, entries=0 if again else 2) and not again:
            self.state, self.record, self.rating = "held", "draft", "open"
            for person in range(6):
                if person not in self.marks:
                    state, *rest = self.leaves.get(person, ("none",))
                    self.marks[person] = LEAVE_MARK[rest[0]] if state == "approved" else "unsettled"
            self.follow_marks()

    @rule(
        person=people,
        status=st.sampled_from(["present", "absent", "leave_sick", "unsettled"]),
        why=mostly,
    )
    def settle(self, person, status, why):
        row = Attendance.objects.filter(activity=self.activity, member=self.people[person]).first()
        if row is None:
            return
        corrects = self.marks[person] != "unsettled"
        allowed = self.state == "held" and self.editable and (not corrects or why) and status != "unsettled"
        remark = "核对签到表" if why else ""
        act = lambda: attending.settle(row, status=status, by=self.secretary, remark=remark)  # noqa: E731
        if self.do(allowed, act, entries=1):
            self.marks[person] = status
            self.follow_marks()

    @precondition(lambda self: self.state == "held")
    @rule(person=people)
    def rate(self, person):
        round_ = RatingRound.objects.get(activity=self.activity)
        allowed = self.rating == "open" and self.now < round_.closes_at
        allowed = allowed and person in self.may_rate and person not in self.rated
        act = lambda: rating.rate(round_, self.people[person], grades=GRADES) or True  # noqa: E731
        if self.do(allowed, act, entries=0):
            self.rated.add(person)

    @precondition(lambda self: self.state == "held")
    @rule()
    def the_job_closes_ratings(self):
        round_ = RatingRound.objects.get(activity=self.activity)
        everybody = bool(self.may_rate) and len(self.rated) >= len(self.may_rate)
        due = self.rating == "open" and (self.now >= round_.closes_at or everybody)
        assert rating.close_due(clock.now()) == int(due)
        if due:
            self.rating = "closed"

    @precondition(lambda self: self.state == "held")
    @rule(person=people, verb=st.sampled_from(["contact", "hand_in", "confirm", "send_back"]), own=seldom)
    def work_on_a_make_up(self, person, verb, own):
        if not self.make_ups:
            return
        person = person if person in self.make_ups else min(self.make_ups)
        make_up = MakeUp.objects.get(
            attendance__activity=self.activity, attendance__member=self.people[person]
        )
        state, by = self.make_ups[person], self.secretary if own else self.deputy
        steps = {
            "contact": (
                {"open", "contacted", "done"},
                "done" if state == "done" else "contacted",
                lambda: making_up.contact(make_up, by=by, cause="出差"),
            ),
            "hand_in": (
                {"open", "contacted"},
                "done",
                lambda: making_up.hand_in(make_up, by=by, method="talk", done_on=date(2026, 6, 25)),
            ),
            "confirm": ({"done", "confirmed"}, "confirmed", lambda: making_up.confirm(make_up, by=by)),
            "send_back": (
                {"done"},
                "contacted",
                lambda: making_up.send_back(make_up, by=by, reason="请补要点"),
            ),
        }
        sources, target, act = steps[verb]
        again = verb == "confirm" and state == "confirmed"
        called = make_up.contacted_at is not None or not make_up.contact_first
        second = self.handed_in_by.get(person) != own and called
        allowed = state in sources and (verb != "confirm" or again or second)
        if self.do(allowed, act, entries=0 if again else 1):
            self.make_ups[person] = target
            if verb == "hand_in":
                self.handed_in_by[person] = own

    @precondition(lambda self: self.state == "held")
    @rule(stale=seldom)
    def write_the_sheet(self, stale):
        record = RecordSheet.objects.get(activity=self.activity)
        fields = WRITTEN | {"discussion": f"第{record.revision}稿"}
        act = lambda: recording.write(  # noqa: E731
            record, by=self.secretary, revision=record.revision - stale, fields=fields
        )
        if self.do(self.editable and not stale, act, entries=1):
            self.written = True

    @precondition(lambda self: self.state == "held")
    @rule(reason=mostly)
    def explain_low_attendance(self, reason):
        text = "外出学习较多" if reason else ""
        act = lambda: attending.explain_low(self.activity, by=self.secretary, reason=text)  # noqa: E731
        if self.do(self.editable and reason, act, entries=1):
            self.low_reason = True

    @precondition(lambda self: self.state == "held")
    @rule()
    def hand_in_the_sheet(self):
        record = RecordSheet.objects.get(activity=self.activity)
        present = sum(mark in PRESENT for mark in self.marks.values())
        enough = present * 100 >= 80 * 6  # six people, all of them expected, eighty percent: five
        allowed = self.editable and self.written and (enough or self.low_reason)
        # A rating whose time is over is closed with the handing-in, if nobody did so before (EV-10).
        closes_at = RatingRound.objects.values_list("closes_at", flat=True).get(activity=self.activity)
        due = self.rating == "open" and self.now >= closes_at
        if self.do(allowed, lambda: recording.submit(record, by=self.secretary), entries=3 if due else 2):
            self.record, self.rounds = "submitted", self.rounds + 1
            self.rating = "closed" if due else self.rating

    @precondition(lambda self: self.rounds > 0)
    @rule(verdict=st.sampled_from(["accept", "return"]), words=mostly, stale=seldom)
    def the_superior_answers(self, verdict, words, stale):
        filed = Filing.objects.get(activity=self.activity, kind="record")
        number = self.rounds - 1 if stale else self.rounds
        answer = "请补充讨论情况。" if words else ""
        verb = filing.accept if verdict == "accept" else filing.return_
        allowed = self.record == "submitted" and not stale and (verdict == "accept" or words)
        act = lambda: verb(filed, by=self.reviewer, answer=answer, round_number=number)  # noqa: E731
        if self.do(allowed, act, entries=2):
            self.record = {"accept": "accepted", "return": "returned"}[verdict]

    # --- what must hold after every step -------------------------------------------------------------------

    @invariant()
    def states_are_those_of_the_model(self):
        assert self.fresh().state == self.state
        if self.record:
            assert RecordSheet.objects.get(activity=self.activity).state == self.record
            assert RatingRound.objects.get(activity=self.activity).collected == len(self.rated)
            REACHED.update(
                {self.record, self.rating, *self.make_ups.values()}, ["a ballot"] * bool(self.rated)
            )
        REACHED.update({self.state, *(leave[0] for leave in self.leaves.values()), *self.marks.values()})

    @invariant()
    def marks_are_those_of_the_model_one_row_a_person(self):
        rows = Attendance.objects.filter(activity=self.activity).values_list("member_id", "status")
        numbers = {member.pk: number for number, member in enumerate(self.people)}
        assert len(rows) == len(self.marks)
        assert {numbers[member]: status for member, status in rows} == self.marks

    @invariant()
    def counters_are_the_rows(self):
        assert watching.reconcile() == []
        if self.state == "held":
            present = sum(mark in PRESENT for mark in self.marks.values())
            confirmed = sum(state == "confirmed" for state in self.make_ups.values())
            held = self.fresh()
            assert (held.total, held.present, held.made_up) == (6, present, confirmed)

    @invariant()
    def make_ups_are_those_of_absentees(self):
        rows = MakeUp.objects.filter(attendance__activity=self.activity).values_list(
            "attendance__member_id", "state"
        )
        numbers = {member.pk: number for number, member in enumerate(self.people)}
        assert {numbers[member]: state for member, state in rows} == self.make_ups

    @invariant()
    def leaves_are_those_of_the_model(self):
        rows = LeaveRequest.objects.filter(activity=self.activity).values_list("member_id", "state", "reason")
        numbers = {member.pk: number for number, member in enumerate(self.people)}
        expected = {person: leave[:2] for person, leave in self.leaves.items()}
        assert {numbers[member]: (state, reason) for member, state, reason in rows} == expected


def test_any_history_of_a_month_agrees_with_the_model(db):
    REACHED.clear()
    run_state_machine_as_test(OneMonth, settings=PROFILE)
    wanted = {"held", "asked", "approved", "unsettled", "contacted", "submitted"}
    if DEEP:
        wanted |= {
            "cancelled",
            "refused",
            "withdrawn",
            "late",
            "returned",
            "accepted",
            "confirmed",
            "a ballot",
            "closed",
        }
    assert wanted - REACHED == set()
