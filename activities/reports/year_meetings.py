"""The meetings of a year for the rules: minutes and their signatures, important matters and where they came from."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Max

from activities.choices import ActivityState
from activities.compliance.meeting_facts import MatterFacts, MinutesFacts
from activities.models import AgendaItem, RecordSheet
from activities.reports.earlier_items import OF_MEMBERS
from activities.rules.matters import POWERS, goes_to_committee_first
from branches.models import Organization
from partywork.common import clock


def minutes_of(branches: Sequence[Organization], year: int) -> defaultdict[int, list[MinutesFacts]]:
    """By branch, the minutes of every meeting held, with the later of the two days they were signed on (MT-12)."""
    rows = (
        RecordSheet.objects.minutes()
        .filter(activity__branch__in=branches, activity__for_year=year, activity__state=ActivityState.HELD)
        .select_related("activity")
        .annotate(last_name=Max("signatures__on"))
        .order_by("activity__starts_at", "pk")
    )
    found: defaultdict[int, list[MinutesFacts]] = defaultdict(list)
    for row in rows:
        activity = row.activity
        found[activity.branch_id].append(
            MinutesFacts(
                record=row.pk,
                activity=activity.pk,
                title=f"{activity.sort.label}的{activity.sort.paper}",
                day=activity.day,
                last_day=clock.due_day(row.due_at),
                signed_on=row.last_name if row.signed_at is not None else None,
            )
        )
    return found


def matters_of(
    branches: Sequence[Organization], year: int, *, names: bool
) -> defaultdict[int, list[MatterFacts]]:
    """By branch, what was put before the members; `names`: the words of an item may name a person (PI-15).

    A branch without a committee has none to ask first (E-28).
    """
    rows = AgendaItem.objects.filter(
        activity__branch__in=[branch for branch in branches if branch.has_committee],
        activity__for_year=year,
        activity__state=ActivityState.HELD,
        activity__kind__in=OF_MEMBERS,
        matter__in=[key for key in POWERS if goes_to_committee_first(key)],
    )
    found: defaultdict[int, list[MatterFacts]] = defaultdict(list)
    for item in rows.select_related("activity", "earlier__activity").order_by(
        "activity__starts_at", "position"
    ):
        activity, earlier = item.activity, item.earlier
        came = earlier is not None and earlier.activity.state == ActivityState.HELD
        found[activity.branch_id].append(
            MatterFacts(
                item=item.pk,
                activity=activity.pk,
                title=item.title if names else POWERS[item.matter].label,
                day=activity.day,
                from_committee=came,
                reason=item.earlier_reason,
            )
        )
    return found
