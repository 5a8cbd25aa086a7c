"""Whatever a program can read: when it changes, `updated_since` shows it and the ETag moves (R03, N45)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Activity, AnnualPlan, Filing, MakeUp, RecordSheet
from activities.services import (
    announcing,
    attending,
    changing,
    filing,
    making_up,
    opening,
    planning,
    preparing,
    recording,
)
from branches.models import Organization
from branches.services import structuring
from members.models import Member
from members.services import enrolling, member_facts, transferring
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.api.month import WRITTEN
from tests.api.program import RESOURCES, Program, program_of
from tests.factories.branches import make_branch


class Office:
    """What people do in the office; each step does the next sensible thing, or nothing."""

    def __init__(self, world) -> None:
        self.world, self.by, self.reviewer = world, world.secretary, world.reviewer
        self.neighbour = make_branch(parent=world.committee, name="第三党支部")

    @property
    def branch(self) -> Organization:
        return Organization.objects.get(pk=self.world.branch.pk)

    @property
    def plan(self) -> AnnualPlan:
        return planning.begin(self.branch, clock.today().year, by=self.by)

    @property
    def activity(self) -> Activity:
        return Activity.objects.order_by("-pk").first() or self._missing()

    @property
    def record(self) -> RecordSheet:
        return RecordSheet.objects.order_by("-pk").first() or self._missing()

    @property
    def filing(self) -> Filing:
        return Filing.objects.order_by("-updated_at", "-pk").first() or self._missing()

    @property
    def make_up(self) -> MakeUp:
        return MakeUp.objects.order_by("pk").first() or self._missing()

    @staticmethod
    def _missing() -> None:
        raise DomainError("还没有。")

    def begins_the_plan(self) -> None:
        assert self.plan

    def adds_a_row(self) -> None:
        fields = {"month": clock.today().month, "content": f"学习 {clock.now():%H:%M}"}
        planning.add_row(self.plan, by=self.by, fields=fields)

    def changes_a_row(self) -> None:
        row = self.plan.rows.filter(amended_by__isnull=True).last() or self._missing()
        planning.change_row(row, by=self.by, fields={"content": f"改 {clock.now()}"}, reason="上级安排")

    def removes_a_row(self) -> None:
        planning.remove_row(self.plan.rows.last() or self._missing(), by=self.by)

    def places_days(self) -> None:
        planning.place_days(self.plan, by=self.by)

    def describes_the_plan(self) -> None:
        note = f"说明 {clock.now()}"
        planning.describe(
            self.plan, by=self.by, revision=self.plan.revision, discussed_on=clock.today(), note=note
        )

    def hands_in_the_plan(self) -> None:
        planning.submit(self.plan, by=self.by)

    def reopens_the_plan(self) -> None:
        planning.reopen(self.plan, by=self.by, reason="修订")

    def accepts(self) -> None:
        filing.accept(self.filing, by=self.reviewer, answer="可以。")

    def returns(self) -> None:
        filing.return_(self.filing, by=self.reviewer, answer="请改。", remarks=[("内容", "短。")])

    def opens_an_activity(self) -> None:
        start = clock.now() + timedelta(days=9)
        opening.open_unplanned(
            self.branch,
            by=self.by,
            kind="party_day",
            theme="专题学习",
            starts_at=start,
            ends_at=start + timedelta(hours=4),
        )

    def opens_a_row(self) -> None:
        opening.open_from_row(self.plan.rows.last() or self._missing(), by=self.by)

    def announces(self) -> None:
        announcing.announce(self.activity, by=self.by, late_reason="晚", short_reason="短")

    def changes_the_activity(self) -> None:
        fields = {"place": f"会议室 {clock.now():%H:%M}"}
        activity = self.activity
        changing.change(activity, by=self.by, revision=activity.revision, fields=fields, reason="占用")

    def cancels(self) -> None:
        changing.cancel(self.activity, by=self.by, reason="防汛")

    def settles_the_theme(self) -> None:
        preparing.decide_theme(self.activity, by=self.by, on=clock.today(), note="支委会")
        preparing.ask_approval(self.activity, by=self.by)

    def holds_it(self) -> None:
        activity = self.activity
        Activity.objects.filter(pk=activity.pk, state__in=["draft", "announced"]).update(
            starts_at=clock.now() - timedelta(hours=4), ends_at=clock.now()
        )
        attending.mark(activity, self.world.plain_member, status="absent", by=self.by)
        attending.mark(activity, self.world.secretary_member, status="present", by=self.by)
        attending.close(activity, by=self.by)

    def settles_a_mark(self) -> None:
        mark = self.activity.attendances.filter(status="unsettled").first() or self._missing()
        attending.settle(mark, status="present", by=self.by)

    def explains(self) -> None:
        attending.explain_low(self.activity, by=self.by, reason=f"防汛 {clock.now()}")

    def makes_up(self) -> None:
        if self.make_up.state in ("open", "contacted"):
            making_up.contact(self.make_up, by=self.by, cause="出差")
            making_up.hand_in(self.make_up, by=self.by, method="talk", done_on=clock.today())
        making_up.confirm(self.make_up, by=self.reviewer)

    def writes_the_sheet(self) -> None:
        fields = {**WRITTEN, "content": f"学习 {clock.now()}"}
        recording.write(self.record, by=self.by, revision=self.record.revision, fields=fields)

    def files_the_sheet(self) -> None:
        recording.submit(self.record, by=self.by)

    def renames(self) -> None:
        structuring.rename(self.branch, f"第{clock.now():%d%H%M}支部", day=clock.today(), by=None)

    def corrects_the_branch(self) -> None:
        structuring.correct(
            self.branch, short_name=f"{clock.now():%H%M}", domain="village", has_committee=False, by=None
        )

    def founds(self) -> None:
        make_branch(parent=self.world.committee, name="新支部")

    def transfers(self) -> None:
        member = Member.objects.get(pk=self.world.others[0].pk)
        here = member.branch_on(clock.today())
        to = self.neighbour if here == self.branch else self.branch
        transferring.transfer(member, to, day=clock.today(), by=None)

    def corrects_the_transfer(self) -> None:
        day = clock.today() - timedelta(days=1)
        transferring.correct_transfer_day(
            Member.objects.get(pk=self.world.others[0].pk), day, by=None, reason="看错"
        )

    def corrects_a_member(self) -> None:
        facts = enrolling.MemberFacts(f"李{clock.now():%H%M}", "male", date(2010, 6, 1), date(2011, 6, 1))
        member_facts.correct(Member.objects.get(pk=self.world.others[1].pk), facts, by=None)

    def enrols(self) -> None:
        facts = enrolling.MemberFacts(f"新{clock.now():%H%M}", "male", date(2020, 6, 1))
        enrolling.enrol(self.branch, facts, since=clock.today(), by=None)

    def loses_a_member(self) -> None:
        member = Member.objects.get(pk=self.world.others[2].pk)
        enrolling.leave_branch(member, day=clock.today(), ended_by="transferred", by=None)

    def waits_for_full_membership(self) -> None:
        facts = enrolling.MemberFacts("钱五", "male", date(2020, 6, 1), clock.today() + timedelta(days=1))
        member_facts.correct(Member.objects.get(pk=self.world.plain_member.pk), facts, by=None)


Step = Callable[[Office], None]
STEPS: dict[str, Step] = {
    name: step for name, step in vars(Office).items() if name[0] != "_" and callable(step)
}
# A whole life in one go, so that even an unlucky run has seen every step do something.
A_LIFE = [
    "begins_the_plan",
    "adds_a_row",
    "changes_a_row",
    "places_days",
    "describes_the_plan",
    "hands_in_the_plan",
    "returns",
    "adds_a_row",
    "removes_a_row",
    "hands_in_the_plan",
    "accepts",
    "opens_a_row",
    "changes_a_row",
    "reopens_the_plan",
    "opens_an_activity",
    "settles_the_theme",
    "accepts",
    "announces",
    "changes_the_activity",
    "cancels",
    "opens_an_activity",
    "announces",
    "holds_it",
    "settles_a_mark",
    "explains",
    "makes_up",
    "writes_the_sheet",
    "explains",
    "files_the_sheet",
    "returns",
    "writes_the_sheet",
    "files_the_sheet",
    "accepts",
    "renames",
    "corrects_the_branch",
    "founds",
    "transfers",
    "corrects_the_transfer",
    "corrects_a_member",
    "enrols",
    "loses_a_member",
    "waits_for_full_membership",
]


@dataclass
class Poll:
    """Everything a program can read at one moment, without the times of change, and the ETags of the lists."""

    at: str
    rows: dict[tuple[str, int], dict[str, Any]]
    etags: dict[str, str]


def poll(program: Program) -> Poll:
    found = Poll(clock.now().isoformat(), {}, {})
    for resource in RESOURCES:
        answer = program.get(f"{resource}/", {"page_size": 1000})
        found.etags[resource] = answer["ETag"]
        for row in answer.json()["results"]:
            row.pop("updated_at")
            found.rows[resource, row["id"]] = row
    return found


def play(world, today, names: list[str]) -> set[str]:
    """Play the steps an hour or a day apart; after each, what changed must be among what `updated_since` brings.

    Answers which steps did anything.
    """
    today.move_to(datetime(2026, 6, 18, 9, 0, tzinfo=clock.OFFICE))
    office, program = Office(world), program_of(world.reviewer)
    done: set[str] = set()
    before = poll(program)
    for name in names:
        today.shift(timedelta(hours=25))
        try:
            with transaction.atomic():
                STEPS[name](office)
        except DomainError:
            continue
        done.add(name)
        today.shift(timedelta(minutes=1))
        after = poll(program)
        changed = {key for key, row in after.rows.items() if before.rows.get(key) != row}
        told = {(r, row["id"]) for r in RESOURCES for row in program.rows(r, updated_since=before.at)}
        assert changed <= told, f"{name}: {changed - told}"
        for resource in {resource for resource, _ in before.rows.keys() ^ after.rows.keys() | changed}:
            assert before.etags[resource] != after.etags[resource], f"{name}: {resource}"
        before = after
    return done


def test_every_step_of_a_life_is_told(world, today):
    assert set(A_LIFE) == set(STEPS) | {"opens_an_activity"}

    done = play(world, today, A_LIFE)

    assert done == set(STEPS)


@given(names=st.lists(st.sampled_from(sorted(STEPS)), min_size=4, max_size=7))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_steps_in_any_order_are_told(world, today, names):
    with transaction.atomic():
        play(world, today, names)
        transaction.set_rollback(True)
