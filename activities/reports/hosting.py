"""Who hosts an activity, with the posts and the standing of its day (PD-11, E-22, E-23)."""

from activities.models import Activity
from activities.rules.host import HostFacts, HostVerdict, judge_host
from branches.reports.parameters import in_force


def host_verdict(activity: Activity) -> HostVerdict:
    """May this person host, and what the committee will ask; nothing while nobody is named."""
    host, branch, day = activity.host, activity.branch, activity.day
    if host is None:
        return HostVerdict()
    posts: frozenset[str] = frozenset()
    if host.user_id is not None:
        held = branch.appointments.filter(holder_id=host.user_id, period__contains=day)
        posts = frozenset(held.values_list("post", flat=True))
    belongs = host.spells.filter(branch=branch, period__contains=day).exists()
    standing = str(host.standing_on(day)) if belongs else ""
    delegates = in_force(branch, day)["pd.delegate_roles"]
    facts = HostFacts(posts, standing, activity.host_reason)
    return judge_host(facts, delegates, has_committee=branch.has_committee)
