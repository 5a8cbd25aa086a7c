"""The flag beside a nomination comes from the ratings of the year themselves (EV-05, CA-04, E-38)."""

from datetime import date
from itertools import product

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from activities.models import RatingRound, RatingTally
from members.choices import Post
from members.models import Appointment, Member
from members.reports.honours import honour_page
from members.services.honouring import Nomination, nominate
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
D = date
TODAY = D(2026, 6, 18)
DAYS = (D(2026, 1, 15), D(2026, 3, 12), D(2026, 5, 14))
LOW = "2026年低于60%的活动：3次"


def rated(branch, day: date, satisfied: int, dissatisfied: int) -> None:
    """A closed rating of that many ballots."""
    judged = {"ev.threshold_pct": 60, "ev.times": 3}
    event = make_activity(branch, day, state="held", judged_by=judged, closed_at=clock.end_of(day))
    total = satisfied + dissatisfied
    round_ = RatingRound.objects.create(
        activity=event,
        state="closed",
        opens_at=event.ends_at,
        closes_at=event.ends_at,
        issued=total,
        collected=total,
    )
    counts = (("satisfied", satisfied), ("dissatisfied", dissatisfied))
    for criterion, (grade, count) in product(("theme", "content", "form", "effect", "overall"), counts):
        RatingTally.objects.create(round=round_, criterion=criterion, grade=grade, count=count)


def of_the_committee(world, name: str, since: date, until: date | None) -> Member:
    user = make_user(name=name)
    Appointment.objects.create(
        holder=user,
        organization=world.branch,
        post=Post.COMMITTEE_MEMBER,
        period=DateRange(since, until),
    )
    return make_member(world.branch, name=name, user=user)


def put_up(world, member: Member | None, kind: str = "excellent_member", **fields) -> None:
    facts = {"kind": kind, "level": "city", "year": 2026, "on": TODAY, "member": member, **fields}
    nominate(world.branch, Nomination(**facts), by=world.secretary)


def doubts(world) -> dict[str, str]:
    lines = honour_page(world.branch, 2026, TODAY).honours
    return {line.honour.member.name if line.honour.member else "": line.doubt for line in lines}


@pytest.mark.parametrize(
    ("ballots", "flagged"),
    [
        (((5, 5), (5, 5), (5, 5)), True),
        (((5, 5), (5, 5), (6, 4)), False),
        (((5, 5), (5, 5)), False),
        (((1, 3), (5, 5), (5, 5)), False),
    ],
)
def test_the_third_low_rating_of_the_year_flags_branch_and_committee(world, ballots, flagged) -> None:
    for day, (satisfied, dissatisfied) in zip(DAYS, ballots, strict=False):
        rated(world.branch, day, satisfied, dissatisfied)
    there = of_the_committee(world, "周七", D(2025, 1, 1), None)
    put_up(world, there)
    put_up(world, world.plain_member)
    put_up(world, None, kind="advanced_organization")

    found = doubts(world)

    assert {name: LOW in doubt for name, doubt in found.items()} == {
        "周七": flagged,
        "钱五": False,
        "": flagged,
    }


@pytest.mark.parametrize(
    ("since", "until", "flagged"),
    [
        (D(2025, 1, 1), D(2026, 1, 15), False),
        (D(2025, 1, 1), D(2026, 1, 16), True),
        (D(2026, 5, 14), None, True),
        (D(2026, 5, 15), None, False),
    ],
)
def test_only_those_in_office_on_the_day_of_a_low_event_are_flagged(world, since, until, flagged) -> None:
    for day in DAYS:
        rated(world.branch, day, 5, 5)
    someone = of_the_committee(world, "周七", since, until)
    put_up(world, someone)

    assert (LOW in doubts(world)["周七"]) is flagged


def test_the_low_events_of_another_branch_or_year_say_nothing_here(world) -> None:
    for day in DAYS:
        rated(world.foreign_branch, day, 5, 5)
        rated(world.branch, day.replace(year=2025), 5, 5)
    put_up(world, None, kind="advanced_organization")

    assert doubts(world) == {"": ""}
