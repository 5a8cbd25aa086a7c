"""Who is expected at an activity, by its kind: the denominator every list, notice and leave starts from (MT-*)."""

from collections.abc import Collection

from activities.kinds import Expects
from activities.models import Activity
from members.choices import COMMITTEE_POSTS
from members.models import Appointment
from members.reports.roster import RosterEntry, roster_on


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
