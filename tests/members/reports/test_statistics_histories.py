"""Random histories by the real verbs against a small model: last year + in − out = this year, or who makes it not fit.

Moved within the tree and out of it and back, died, stopped and restored, on the days around New Year, and an acceptance
put right after the table was frozen (ST-01, ST-02, ST-04).
"""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from branches.models import Organization
from members.choices import SpellEnd
from members.reports.statistics import FOUND, LOST, statistics_of
from members.rules.statistics_period import Period
from members.services import deciding
from members.services.deciding import Decision, Place
from members.services.enrolling import leave_branch
from members.services.freezing_statistics import freeze
from members.services.transferring import correct_transfer_day, transfer
from partywork.common.errors import DomainError
from partywork.common.uploads import PDF, CleanFile
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import make_member, make_user

END, NEXT = date(2024, 12, 31), date(2025, 12, 31)
DAYS = st.sampled_from(
    [
        date(2024, 6, 1),
        date(2024, 12, 30),
        END,
        date(2025, 1, 1),
        date(2025, 6, 30),
        date(2025, 12, 30),
        NEXT,
        date(2026, 1, 1),
    ]
)
STEPS = st.lists(
    st.tuples(st.integers(0, 2), DAYS, st.sampled_from(["move", "move", "move", "die", "stop", "restore"])),
    max_size=8,
)
Line = list[tuple[date, Organization | None]]
PAPER = CleanFile(b"%PDF-1.4 decision", PDF, "决定.pdf")


class World:
    """Two branches below one committee, one below another; the model is a list of (from, branch or nowhere)."""

    def __init__(self) -> None:
        self.top, other = make_committee(), make_committee()
        self.branches = [
            make_branch(parent=self.top),
            make_branch(parent=self.top),
            make_branch(parent=other),
        ]
        self.top.refresh_from_db()
        self.by = make_user("official", name="办事员")
        self.members = [make_member(branch, since=date(2012, 1, 1)) for branch in self.branches]
        self.model: dict[int, Line] = {
            member.pk: [(date(2012, 1, 1), branch)]
            for member, branch in zip(self.members, self.branches, strict=True)
        }

    def take(self, who: int, day: date, what: str, to: int) -> None:
        """What the verbs refuse did not happen."""
        member, line = self.members[who], self.model[self.members[who].pk]
        try:
            if what == "move":
                transfer(member, self.branches[to], day=day, by=None)
                place = self.branches[to]
            elif what == "die":
                leave_branch(member, day=day, ended_by=SpellEnd.DIED, by=None)
                place = None
            elif what == "stop":
                deciding.decide(member, Decision("stopped", day, day, "1号", "党委"), paper=PAPER, by=self.by)
                place = None
            else:
                restored = Decision("restored", day, day, "2号", "党委")
                where = Place(self.branches[to])
                deciding.restore(member, restored, place=where, paper=PAPER, by=self.by)
                place = self.branches[to]
        except DomainError:
            return
        if line[-1][1] != place:
            line[:] = [each for each in line if each[0] < day] + [(day, place)]

    def inside(self, day: date) -> set[int]:
        return {pk for pk, line in self.model.items() if self._on(line, day)}

    def _on(self, line: Line, day: date) -> bool:
        place = [place for since, place in line if since <= day][-1]
        return place is not None and place.path.startswith(self.top.path)


def sums(sheet) -> int:
    ins = sum(row.figures[0] for row in sheet.ins)
    return ins - sum(row.figures[0] for row in sheet.outs)


class TestHistories(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(STEPS, st.integers(0, 2))
    def test_last_year_and_who_came_less_who_went_is_this_year(self, steps, to):
        world = World()
        for who, day, what in sorted(steps, key=lambda step: step[1]):
            world.take(who, day, what, (who + to) % 3)

        sheet, people = statistics_of(world.top, Period(NEXT))

        assert people == world.inside(NEXT)
        assert sheet.before == len(world.inside(END))
        assert sheet.before + sums(sheet) == sheet.after == len(people)
        assert sheet.fits

    @settings(max_examples=20, deadline=None)
    @given(DAYS.filter(lambda day: day > date(2024, 6, 1)), DAYS.filter(lambda day: day > date(2024, 6, 1)))
    def test_an_acceptance_put_right_after_the_freezing_is_named_when_it_changes_the_old_year(
        self, said, right
    ):
        world = World()
        leaving, coming = world.members[0], world.members[2]
        transfer(leaving, world.branches[2], day=said, by=None)
        transfer(coming, world.branches[1], day=said, by=None)
        frozen = set(freeze(world.top, END, by=None).people)
        for member in (leaving, coming):
            correct_transfer_day(member, right, by=None, reason="回执上是另一天")

        sheet, people = statistics_of(world.top, Period(NEXT))

        changed = (said <= END) != (right <= END)
        named = {person.member: person.what for person in sheet.people}
        if not changed:
            expected = {}
        elif right <= END:
            expected = {leaving.pk: LOST, coming.pk: FOUND}
        else:
            expected = {leaving.pk: FOUND, coming.pk: LOST}
        assert named == expected
        assert sheet.fits is (not changed)
        assert sheet.before == len(frozen)
        assert (leaving.pk in people, coming.pk in people) == (right > NEXT, right <= NEXT)
