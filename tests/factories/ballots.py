"""A member meeting with a vote: so many full members, so many of them there."""

from datetime import date, datetime
from types import SimpleNamespace

from activities.choices import ActivityKind, AttendanceStatus, SignInMethod, Venue
from activities.models import Activity, Attendance, Ballot
from activities.services import preparing_ballots
from branches.models import Organization
from members.models import Member, User
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_member, make_user

MEETING_DAY = date(2026, 6, 18)
DURING = datetime(2026, 6, 18, 14, 30, tzinfo=clock.OFFICE)


def make_voters(branch: Organization, number: int, *, prefix: str = "丙") -> list[Member]:
    """Full members, each with an account."""
    return [
        make_member(branch, name=f"{prefix}{n}", user=make_user(name=f"{prefix}{n}"))
        for n in range(1, number + 1)
    ]


def make_meeting(
    branch: Organization, kind: ActivityKind = ActivityKind.MEMBER_MEETING, **fields: object
) -> Activity:
    return make_activity(
        branch, MEETING_DAY, kind=kind, state="announced", theme="第二季度党员大会", **{"hours": 2, **fields}
    )


def mark_there(
    activity: Activity, members: list[Member], status: AttendanceStatus = AttendanceStatus.PRESENT
) -> None:
    for member in members:
        Attendance.objects.update_or_create(
            activity=activity,
            member=member,
            defaults={
                "status": status,
                "method": SignInMethod.CODE,
                "standing": member.standing_on(activity.day),
                "marked_at": clock.now(),
            },
        )


def make_ballot(activity: Activity, by: User, chair: Member, teller: Member, **fields: object) -> Ballot:
    values: dict[str, object] = {
        "kind": "V-ADM",
        "method": "electronic",
        "title": "",
        "step": "admit",
        "subject": "周七",
        **fields,
    }
    if values["kind"] != "V-ADM":
        values.update(title=values["title"] or "通过上半年工作报告", step="", subject="")
    return preparing_ballots.prepare(activity, by=by, chair=chair, teller=teller, **values)


def make_voting(
    branch: Organization, secretary: User, *, voters: int = 10, there: int = 7, **fields: object
) -> SimpleNamespace:
    """A branch of so many full members (the first chairs, the second tells), so many of them signed in."""
    people = make_voters(branch, voters)
    venue = fields.pop("venue", Venue.ON_SITE)
    activity = make_meeting(branch, fields.pop("activity_kind", ActivityKind.MEMBER_MEETING), venue=venue)
    mark_there(activity, people[:there])
    ballot = make_ballot(activity, secretary, people[0], people[1], **fields)
    return SimpleNamespace(activity=activity, people=people, there=people[:there], ballot=ballot)
