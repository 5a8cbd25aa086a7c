"""The big screen: who is here, who is still awaited, how many the 80 % line asks for (PD-12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from activities.choices import PRESENT_STATUSES, LeaveState
from activities.models import Activity, Attendance, JointPart, LeaveRequest
from activities.reports.sessions import here_now
from activities.rules.attendance import EXPECTED, AttendanceVerdict, Mark, count_heads, judge_attendance
from branches.models import Organization
from branches.reports.parameters import in_force
from members.models import ExemptionSpell
from members.reports.roster import on_roster
from partywork.common import clock


class Person(NamedTuple):
    name: str
    status: str | None
    on_leave: bool
    exempt: bool
    member_id: int

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT_STATUSES


@dataclass(frozen=True)
class Wall:
    """`names_people` is the branch's own wish; without it the screen shows numbers only (S09)."""

    verdict: AttendanceVerdict
    awaited: list[str]
    on_leave: list[str]
    exempt: list[str]
    names_people: bool = False

    @property
    def present(self) -> int:
        return self.verdict.headcount.present

    @property
    def expected(self) -> int:
        return self.verdict.headcount.expected

    @property
    def away(self) -> int:
        """Those of the base who will not come; not drawn when the base leaves the exempt out."""
        counted = len(self.exempt) if self.verdict.denominator != EXPECTED else 0
        return len(self.on_leave) + counted


def wall_of(activity: Activity) -> Wall:
    """One query, two for an event of several days; the limits are looked up once a minute, the screens ask all
    the time.
    """
    people = list(_people(activity))
    here = here_now(activity)
    if here is not None:  # of several days: who is here today, not who was yesterday (PD-30)
        people = [p._replace(status=p.status if p.member_id in here else None) for p in people]
    minute = int(clock.now().timestamp() // 60)
    pct, denominator, small, names_people = _limits(activity.branch_id, activity.day, minute)
    heads = count_heads(Mark(person.status or "", exempt=person.exempt) for person in people)
    missing = [person for person in people if not person.is_present]
    return Wall(
        verdict=judge_attendance(heads, pct, denominator, small),
        awaited=[person.name for person in missing if not person.on_leave and not person.exempt],
        on_leave=[person.name for person in missing if person.on_leave],
        exempt=[person.name for person in missing if person.exempt and not person.on_leave],
        names_people=names_people,
    )


VERSION = """
SELECT count(*), coalesce(sum(hashtextextended(member_id::text || status, 0)::numeric), 0),
       (SELECT count(*) FROM activities_leaverequest l WHERE l.activity_id = %(activity)s AND l.state = 'approved')
FROM activities_attendance WHERE activity_id = %(activity)s
"""


def version_of(activity_id: int) -> str:
    """Another text as soon as anybody's mark or leave is another one: a query that reads no names."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION, {"activity": activity_id})
        return "-".join(str(part) for part in cursor.fetchone())


@dataclass(frozen=True)
class Other:
    """Another branch at the same event: how many came, and nothing else of it (N25)."""

    branch: str
    present: int


def others_of(joint_id: int, activity_id: int | None) -> list[Other]:
    """The other branches that adopted the event: one query."""
    here = Count("activity__attendances", filter=Q(activity__attendances__status__in=PRESENT_STATUSES))
    parts = JointPart.objects.adopted().filter(joint=joint_id).exclude(activity=activity_id)
    rows = parts.annotate(here=here).order_by("invited_at", "pk").select_related("branch")
    return [Other(part.branch.called, part.here) for part in rows]


def _people(activity: Activity) -> Iterable[Person]:
    day = activity.day
    own = {"activity": activity, "member": OuterRef("pk")}
    exemptions = ExemptionSpell.objects.filter(
        member=OuterRef("pk"), branch=activity.branch_id, since__lte=day, until__gte=day
    )
    rows = (
        on_roster(activity.branch_id, day)
        .annotate(
            status=Subquery(Attendance.objects.filter(**own).values("status")[:1]),
            on_leave=Exists(LeaveRequest.objects.filter(**own, state=LeaveState.APPROVED)),
            exempt=Exists(exemptions),
        )
        .order_by("name_key", "pk")
    )
    return (Person(*row) for row in rows.values_list("name", "status", "on_leave", "exempt", "pk"))


@lru_cache(maxsize=64)
def _limits(branch_id: int, day: date, _minute: int) -> tuple[int, str, str, bool]:
    limits = in_force(Organization.objects.get(pk=branch_id), day)
    return (
        int(limits["pd.min_attendance_pct"]),
        str(limits["pd.denominator"]),
        str(limits["pd.small_branch_mode"]),
        bool(limits["at.wall_names"]),
    )
