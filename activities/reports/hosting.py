"""Who hosts an activity, with the posts and the standing of its day (PD-11, E-22, E-23)."""

from activities.kinds import Chair
from activities.models import Activity
from activities.rules.host import HostFacts, HostVerdict, judge_group_host, judge_host
from branches.reports.parameters import in_force
from members.models import Member
from members.reports.roster import on_roster


def host_verdict(activity: Activity) -> HostVerdict:
    """May this person host, and what the committee will ask; nothing while nobody is named."""
    host, branch, day = activity.host, activity.branch, activity.day
    if host is None or activity.sort.chair is Chair.NOBODY:
        return HostVerdict()
    posts: frozenset[str] = frozenset()
    if host.user_id is not None:
        held = branch.appointments.filter(holder_id=host.user_id, period__contains=day)
        posts = frozenset(held.values_list("post", flat=True))
    belongs = on_roster(branch.pk, day).filter(pk=host.pk).exists()
    standing = str(host.standing_on(day)) if belongs else ""
    delegates = in_force(branch, day)["pd.delegate_roles"]
    facts = HostFacts(posts, standing, activity.host_reason)
    if activity.sort.chair is Chair.LEADER:
        return judge_group_host(facts, in_group=_is_of_group(activity, host))
    return judge_host(facts, delegates, has_committee=branch.has_committee)


def _is_of_group(activity: Activity, host: Member) -> bool:
    return host.spells.filter(group=activity.group_id, period__contains=activity.day).exists()
