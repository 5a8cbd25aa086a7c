"""What several minutes need to know besides their own rows: names, posts and numbers, each read once (MT-11)."""

from collections.abc import Iterable
from datetime import date

from activities.choices import ActivityState
from activities.models import Activity
from branches.models import OrganizationName, Term
from members.choices import Post
from members.models import Appointment, Member


class Surroundings:
    """The branch's name and term on a day, what post somebody held then, and which meeting of the year it was.

    Four queries, three where no member meeting is among them, however many minutes are asked about.
    """

    def __init__(self, activities: Iterable[Activity]) -> None:
        self.activities = list(activities)
        branches = {activity.branch_id for activity in self.activities}
        self._names = list(OrganizationName.objects.filter(organization__in=branches))
        with_term = {activity.branch_id for activity in self.activities if activity.sort.form == "F-09"}
        self._terms = list(Term.objects.filter(branch__in=with_term)) if with_term else []
        people = {
            member.user_id
            for activity in self.activities
            for member in (activity.host, activity.recorder)
            if member is not None and member.user_id is not None
        }
        self._posts = list(Appointment.objects.filter(organization__in=branches, holder__in=people))
        self._numbers = _numbers(self.activities)

    def name(self, activity: Activity) -> str:
        """The name the branch bore that day (E-85)."""
        found = (
            row.name
            for row in self._names
            if row.organization_id == activity.branch_id and activity.day in row.period
        )
        return next(found, activity.branch.name)

    def post(self, activity: Activity, member: Member | None) -> str:
        """书记、组织委员 …, by the posts of that day; a group's leader is one only in his group's meeting."""
        if member is None or member.user_id is None:
            return ""
        return "、".join(
            str(Post(row.post).label)
            for row in sorted(self._posts, key=lambda row: Post.values.index(row.post))
            if row.holder_id == member.user_id
            and row.organization_id == activity.branch_id
            and _held(row, activity.day)
            and (row.post != Post.GROUP_LEADER or activity.group_id is not None)
        )

    def term(self, activity: Activity) -> int:
        """第几届 the branch was in that day; 0 where no term is entered. On the day of an election the old one."""
        day = activity.day
        running = [
            row
            for row in self._terms
            if row.branch_id == activity.branch_id
            and row.since <= day
            and (row.ended_on is None or day <= row.ended_on)
        ]
        return min(running, key=lambda row: row.since).number if running else 0

    def number(self, activity: Activity) -> int:
        """第几次 of the year, among those of its kind (and group) that were held."""
        return self._numbers.get(activity.pk, 0)


def _held(row: Appointment, day: date) -> bool:
    return day in row.period


def _numbers(activities: list[Activity]) -> dict[int, int]:
    branches = {activity.branch_id for activity in activities}
    years = {activity.for_year for activity in activities}
    kinds = {activity.kind for activity in activities}
    rows = Activity.objects.filter(
        branch__in=branches, for_year__in=years, kind__in=kinds, state=ActivityState.HELD
    ).order_by("starts_at", "pk")
    counted: dict[tuple[int, str, int | None, int], int] = {}
    numbers: dict[int, int] = {}
    for pk, *series in rows.values_list("pk", "branch_id", "kind", "group_id", "for_year"):
        key = (series[0], series[1], series[2], series[3])
        counted[key] = counted.get(key, 0) + 1
        numbers[pk] = counted[key]
    return numbers
