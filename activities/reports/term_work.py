"""What a branch did in a term, in sums: read off the facts for the report to the members (F-27, RC-10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from activities.choices import ActivityKind, ActivityState
from activities.choices_agenda import ActionState
from activities.models import ActionItem, Activity, VolunteerService
from branches.models import Organization, PartyGroup
from members.models import DuesRemittance, Member, MembershipSpell
from partywork.common import clock


@dataclass(frozen=True)
class TermWork:
    """Sums only: nobody is named, no member is compared with another. `held` is by kind of activity."""

    since: date
    until: date
    members_before: int
    members: int
    full: int
    groups: int
    held: Mapping[str, int]
    expected: int
    present: int
    joined: int
    became_full: int
    actions: int
    actions_done: int
    services: int
    service_minutes: int
    dues_fen: int


def term_work(branch: Organization, since: date, until: date) -> TermWork:
    """From the first day of the term to the last one asked for. Nine queries."""
    spells = MembershipSpell.objects.filter(branch=branch)
    here = Member.objects.in_branch_on(branch, until)
    people = here.aggregate(members=Count("pk"), full=Count("pk", filter=Q(full_on__lte=until)))
    activities = Activity.objects.filter(
        branch=branch,
        state=ActivityState.HELD,
        starts_at__gte=clock.start_of(since),
        starts_at__lt=clock.end_of(until),
    ).order_by()
    held = {
        row["kind"]: row
        for row in activities.values("kind").annotate(
            number=Count("pk"), came=Sum("present"), asked=Sum("expected")
        )
    }
    party_days = held.get(ActivityKind.PARTY_DAY, {})
    actions = ActionItem.objects.filter(
        branch=branch,
        activity__starts_at__gte=clock.start_of(since),
        activity__starts_at__lt=clock.end_of(until),
    ).aggregate(number=Count("pk"), done=Count("pk", filter=Q(state=ActionState.DONE)))
    services = VolunteerService.objects.filter(branch=branch, on__gte=since, on__lte=until).aggregate(
        number=Count("pk", distinct=True), minutes=Sum("shares__minutes")
    )
    dues = DuesRemittance.objects.filter(branch=branch, handed_on__gte=since, handed_on__lte=until)
    return TermWork(
        since=since,
        until=until,
        members_before=spells.filter(period__contains=since).count(),
        members=people["members"],
        full=people["full"],
        groups=PartyGroup.objects.filter(branch=branch, dissolved_on__isnull=True).count(),
        held={kind: row["number"] for kind, row in held.items()},
        expected=party_days.get("asked") or 0,
        present=party_days.get("came") or 0,
        joined=_came_to(spells, "member__joined_on", since, until),
        became_full=_came_to(spells, "member__full_on", since, until),
        actions=actions["number"],
        actions_done=actions["done"],
        services=services["number"],
        service_minutes=services["minutes"] or 0,
        dues_fen=dues.aggregate(sum=Sum("remitted_fen"))["sum"] or 0,
    )


def _came_to(spells: QuerySet[MembershipSpell], column: str, since: date, until: date) -> int:
    """How many had that day within the term while they were in the branch."""
    days = {f"{column}__gte": since, f"{column}__lte": until, "period__contains": F(column)}
    return spells.filter(**days).values("member").distinct().count()
