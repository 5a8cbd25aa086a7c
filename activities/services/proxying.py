"""代签: somebody who is there signs for a colleague whose telephone is dead (N16)."""

from datetime import datetime

from django.db import transaction

from activities.choices import SignInMethod
from activities.models import Activity
from activities.reports.expected import expected_at
from activities.rules.proxy import may_sign_for_another, proxy_sentence
from activities.services.signing import Arrival, arrive
from branches.reports.parameters import in_force
from members.models import Member, User
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def sign_for(
    activity: Activity, member: Member, proxy: Member, *, by: User | None, at: datetime | None = None
) -> Arrival:
    """Marked 代签 with the name of who did it; he must be there himself, and the activity has a limit."""
    activity = lock(activity)
    require(member != proxy, "不能替自己代签，请直接签到。", code="oneself")
    own = activity.attendances.filter(member=proxy).first()
    require(own is not None and own.is_present, f"{proxy.name}还没有签到，不能替别人签。", code="not_here")
    assert own is not None
    require(own.method != SignInMethod.PROXY, f"{proxy.name}是别人代签的，不能再替别人签。", code="proxied")
    marked = activity.attendances.filter(member=member).first()
    if marked is None or not marked.is_present:
        limit = int(in_force(activity.branch, activity.day)["at.proxy_limit"])
        require(may_sign_for_another(so_far(activity), limit), proxy_sentence(limit), code="proxy_limit")
    arrival = arrive(activity, member, method=SignInMethod.PROXY, by=by, at=at, proxy=proxy)
    if not arrival.again:
        journal(arrival.row, "proxy", by=by, reason=f"{proxy.name}代签")
    return arrival


def so_far(activity: Activity) -> int:
    """How many of the marks are 代签."""
    return activity.attendances.filter(method=SignInMethod.PROXY).count()


def found_by_name(activity: Activity, name: str) -> Member:
    """The one member of that day's roster with this name; DomainError when there is none, or more than one."""
    asked = "".join(name.split())
    found = [entry for entry in expected_at(activity) if entry.name == asked]
    if not found:
        raise DomainError("本支部当日名册上没有这个名字，请核对。", field="name", code="unknown")
    if len(found) > 1:
        raise DomainError(
            f"本支部有 {len(found)} 位同志叫这个名字，请记录人登记。", field="name", code="several"
        )
    return Member.objects.get(pk=found[0].member_id)
