"""What a member finds on the first page: what comes, what is open, what became of the last opinions (M01)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from activities.choices import ActivityState, LeaveState, MakeUpState, RatingState
from activities.models import (
    ActionItem,
    Activity,
    Answer,
    Attendance,
    ElectionRound,
    LeaveProof,
    LeaveRequest,
    MakeUp,
    Quiz,
    RatingRound,
    RecordSheet,
    Study,
    Talk,
    TalkItem,
)
from activities.reports.actions import open_actions_of
from activities.reports.expected import Expectation
from activities.reports.gathering import siblings_of
from activities.reports.quizzes import waiting_quizzes
from activities.reports.reading_turns import coming_turns
from activities.reports.round_page import polling_for
from activities.reports.steps import limits_of
from activities.reports.talks import open_items, waiting_for
from activities.reports.todo_minutes import minutes_to_sign
from activities.rules.kind_limits import asks_make_up
from branches.models import Organization
from members.models import Member, User
from partywork.common import clock
from partywork.common.piles import Pile, read

ENTER_FROM = timedelta(minutes=30)
STANDING_LEAVE = (LeaveState.ASKED, LeaveState.APPROVED)


@dataclass(frozen=True)
class Ticket:
    """One activity as one member sees it."""

    activity: Activity
    leave: LeaveRequest | None
    coming: bool
    attendance: Attendance | None
    rest: tuple[Activity, ...] = ()  # the other parts of the same gathering, in their order (N06)

    @property
    def on_leave(self) -> bool:
        return self.leave is not None and self.leave.state in STANDING_LEAVE

    @property
    def may_answer(self) -> bool:
        return self.activity.is_ahead(clock.now())

    @property
    def may_ask_leave(self) -> bool:
        """Before the start, and afterwards as 补假 until somebody has marked the member present (E-48)."""
        here = self.attendance is not None and self.attendance.is_present
        return self.activity.state != ActivityState.CANCELLED and not self.on_leave and not here

    @property
    def is_running(self) -> bool:
        return self.activity.is_open and not self.may_answer

    @property
    def is_soon(self) -> bool:
        """Time to enter an online meeting: half an hour before it begins, and while it lasts (MT-13)."""
        return self.activity.is_open and clock.now() >= self.activity.starts_at - ENTER_FROM

    @property
    def brings_make_up(self) -> bool:
        """Whether a leave from it is made up afterwards: not for every kind (AT-05)."""
        kind = self.activity.sort
        return kind.has_nine_steps or asks_make_up(kind, limits_of(self.activity))

    @property
    def when(self) -> str:
        """今天 · 明天 · 还有5天"""
        days = (self.activity.day - clock.today()).days
        if days < 0:
            return ""
        return ("今天", "明天", "后天")[days] if days < 3 else f"还有{days}天"


@dataclass(frozen=True)
class Duties:
    """What is still to be done, with its limit."""

    ratings: list[RatingRound]
    make_ups: list[MakeUp]
    talks: list[Talk]
    talk_items: list[TalkItem]
    elections: list[ElectionRound]
    actions: list[ActionItem]
    minutes: list[RecordSheet]
    quizzes: list[Quiz]
    reading: Study | None

    def __bool__(self) -> bool:
        waiting = (
            self.ratings,
            self.make_ups,
            self.talks,
            self.talk_items,
            self.elections,
            self.actions,
            self.minutes,
            self.quizzes,
        )
        return any(waiting) or self.reading is not None


def tickets_of(member: Member, moment: datetime) -> list[Ticket]:
    """What is announced and not over yet, of the branch the member belongs to on that day; soonest first."""
    expectation = Expectation(member)
    coming = Activity.objects.coming(moment).filter(
        state=ActivityState.ANNOUNCED, branch__in=expectation.branches
    )
    rows = coming.select_related("branch", "host", "group")
    mine = [activity for activity in rows if expectation.covers(activity)]
    return _one_a_gathering(_tickets(member, mine))


def ticket_of(member: Member, activity: Activity) -> Ticket:
    expectation = Expectation(member)
    rest = [part for part in siblings_of(activity) if part.published_at and expectation.covers(part)]
    return replace(_tickets(member, [activity])[0], rest=tuple(rest))


def _one_a_gathering(tickets: list[Ticket]) -> list[Ticket]:
    """An afternoon of several duties is one ticket, behind the part that comes next."""
    shown: dict[tuple[str, int], Ticket] = {}
    for ticket in tickets:
        gathering = ticket.activity.gathering_id
        key = ("gathering", gathering) if gathering is not None else ("activity", ticket.activity.pk)
        first = shown.get(key)
        shown[key] = replace(first, rest=(*first.rest, ticket.activity)) if first else ticket
    return list(shown.values())


def own_activity(member: Member, pk: int) -> Activity | None:
    """An activity the member was or is expected at, or was marked at; nobody else's."""
    activity = Activity.objects.filter(pk=pk).select_related("branch", "host", "group").first()
    if activity is None:
        return None
    marked = Attendance.objects.filter(activity=activity, member=member).exists()
    published = activity.published_at is not None or activity.state == ActivityState.HELD
    expected = published and Expectation(member).covers(activity)
    return activity if marked or expected else None


def duties_of(member: Member, moment: datetime) -> Duties:
    """One query while nothing is open, and one for each list in which something is."""
    ratings = RatingRound.objects.filter(
        state=RatingState.OPEN,
        closes_at__gt=moment,
        participations__member=member,
        participations__has_rated=False,
    )
    owed = Q(state__in=(MakeUpState.OPEN, MakeUpState.CONTACTED))
    filled_in = Q(state=MakeUpState.DONE) & ~Q(handed_in_by=member.user_id)
    make_ups = MakeUp.objects.filter(owed | filled_in, attendance__member=member)
    lists: tuple[QuerySet[Any], ...] = (
        ratings.select_related("activity").order_by("closes_at"),
        make_ups.select_related("attendance__activity"),
        waiting_for(member),
        open_items(member),
        polling_for(member, clock.local_day(moment)),
        open_actions_of(member),
        minutes_to_sign(member),
        waiting_quizzes(member),
        coming_turns(member.pk),
    )
    piles = [Pile[Any](rows, list) for rows in lists]
    rounds, owing, talks, items, polls, actions, minutes, quizzes, turns = read(piles)
    reading = turns[0] if turns else None
    return Duties(rounds, owing, talks, items, polls, actions, minutes, quizzes, reading)


def branch_of(member: Member, day: date) -> Organization | None:
    spell = member.spells.filter(period__contains=day).select_related("branch").first()
    return spell.branch if spell else None


def _tickets(member: Member, activities: list[Activity]) -> list[Ticket]:
    own = {"member": member, "activity__in": activities}
    leaves = {row.activity_id: row for row in LeaveRequest.objects.filter(**own).select_related("decided_by")}
    answers = set(Answer.objects.filter(**own).values_list("activity_id", flat=True))
    marks = {row.activity_id: row for row in Attendance.objects.filter(**own)}
    return [
        Ticket(activity, leaves.get(activity.pk), activity.pk in answers, marks.get(activity.pk))
        for activity in activities
    ]


def own_proof(user: User, pk: int) -> LeaveProof | None:
    """The paper the person handed in with a leave (M12); anybody else's is not found here."""
    return LeaveProof.objects.filter(pk=pk, leave__member__user=user).first()
