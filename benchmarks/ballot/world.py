"""A member meeting of 500 full members, all signed in, with one secret vote on its list."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from benchmarks.signin.load import Visitor
from benchmarks.signin.world import post_of

if TYPE_CHECKING:
    from activities.models import Ballot

CHOICES = ("for", "for", "for", "against", "abstain")


def prepare(people: int) -> tuple["Ballot", list[Visitor], dict[str, int]]:
    """The vote, not yet opened; each voter's ready request; and what the sums must come to."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db.backends.postgresql.psycopg_any import DateRange
    from django.urls import reverse

    from activities.choices import ActivityKind
    from activities.models import Activity, Attendance
    from activities.services import preparing_ballots
    from branches.choices import BranchDomain, OrganizationKind
    from branches.models import Organization
    from members.models import Member, MembershipSpell, User
    from partywork.common import clock

    call_command("migrate", verbosity=0)
    now, today = clock.now(), clock.today()
    branch = Organization.objects.add_root(
        {"kind": OrganizationKind.BRANCH, "name": "测量支部", "domain": BranchDomain.GOVERNMENT_OFFICE,
         "code": "BENCH", "founded_on": today}
    )  # fmt: skip
    users = User.objects.bulk_create(
        [User(username=f"voter{number}", name=f"甲{number}", password="!") for number in range(people)]
    )
    long_ago = today - timedelta(days=900)
    members = Member.objects.bulk_create(
        Member(
            name=u.name,
            name_key=u.name,
            initials="j",
            sex="male",
            joined_on=long_ago,
            full_on=long_ago,
            user=u,
        )
        for u in users
    )
    MembershipSpell.objects.bulk_create(
        MembershipSpell(member=m, branch=branch, period=DateRange(today - timedelta(days=9), None))
        for m in members
    )
    meeting = Activity.objects.create(
        branch=branch, kind=ActivityKind.MEMBER_MEETING, theme="测量", for_year=now.year, for_month=now.month,
        state="announced", published_at=now, starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=2),
    )  # fmt: skip
    Attendance.objects.bulk_create(
        Attendance(
            activity=meeting, member=member, status="present", method="code", standing="full", marked_at=now
        )
        for member in members
    )
    asked: dict[str, Any] = {"kind": "V-GEN", "method": "electronic", "title": "通过工作报告"}
    ballot = preparing_ballots.prepare(meeting, by=users[0], chair=members[0], teller=members[1], **asked)
    path = reverse("my_ballot", args=[ballot.pk])
    wanted = dict.fromkeys(CHOICES, 0)
    visitors = []
    for number, user in enumerate(users):
        choice = CHOICES[number % len(CHOICES)]
        wanted[choice] += 1
        visitors.append(
            Visitor(post_of(user, path, body=f"choice={choice}"), "您投过票了".encode(), patience=300.0)
        )
    return ballot, visitors, wanted
