"""Who is expected at an activity, by its kind: the denominator every list, notice and leave starts from (MT-*)."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from activities.kinds import Expects
from activities.models import Activity
from members.choices import COMMITTEE_POSTS
from members.models import Appointment, Member
from members.reports.roster import Belonging, RosterEntry, belongings, roster_on


def expected_at(activity: Activity) -> list[RosterEntry]:
    """The roster of the day, narrowed to the committee or the Party group where the kind says so.

    In pinyin order, exempt members included with their exemption. Two queries, three for a committee meeting.
    """
    entries = roster_on(activity.branch, activity.day)
    if activity.sort.expects is Expects.COMMITTEE:
        seated = committee_on(activity)
        return [entry for entry in entries if entry.member_id in seated]
    if activity.group_id is not None:
        return [entry for entry in entries if entry.group_id == activity.group_id]
    return entries


def committee_on(activity: Activity) -> Collection[int]:
    """The members who hold a post in the branch committee that day (E-29: those in office, not the seats)."""
    held = Appointment.objects.on(activity.day).filter(
        organization=activity.branch, post__in=COMMITTEE_POSTS, holder__member__isnull=False
    )
    return set(held.values_list("holder__member", flat=True))


@dataclass(frozen=True)
class Expectation:
    """One member through the years: at which activities he is expected. One query, a second where a committee
    meeting is asked about. Of what he is not expected at he sees nothing (MT-03: its minutes are the committee's).
    """

    member: Member

    @cached_property
    def belongings(self) -> list[Belonging]:
        return belongings(self.member)

    @property
    def branches(self) -> set[int]:
        return {each.branch_id for each in self.belongings}

    def covers(self, activity: Activity) -> bool:
        """On the roster of its day, and in the committee or the Party group where the kind says so."""
        day = activity.day
        there = [b for b in self.belongings if b.branch_id == activity.branch_id and b.holds_on(day)]
        if activity.group_id is not None:
            there = [each for each in there if each.group_id == activity.group_id]
        if activity.sort.expects is Expects.COMMITTEE:
            return bool(there) and any(
                seat.organization_id == activity.branch_id and day in seat.period for seat in self._seats
            )
        return bool(there)

    @cached_property
    def _seats(self) -> list[Appointment]:
        if self.member.user_id is None:
            return []
        return list(Appointment.objects.filter(holder=self.member.user_id, post__in=COMMITTEE_POSTS))


def not_expected(activity: Activity) -> str:
    """Why somebody is not on the list, and what then: in the words of the kind."""
    if activity.group is not None:
        return f"这是{activity.group.name}的会，只登记本小组的党员；列席的请登记为来宾。"
    if activity.sort.expects is Expects.COMMITTEE:
        return "这是支委会，只登记在任的支部委员；列席的请登记为来宾。"
    return "您不在本支部当日名册上，请以来宾身份向记录人登记。"
