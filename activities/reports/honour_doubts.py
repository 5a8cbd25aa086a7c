"""Whom the low ratings of a year keep from being put forward: the branch and its committee (EV-05, CA-04)."""

from datetime import date

from activities.reports.rating_result import low_of_branch
from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import COMMITTEE_POSTS
from members.models import Appointment
from members.reports.honours import HonourDoubts
from partywork.common import clock


def low_ratings(branch: Organization, year: int) -> HonourDoubts:
    """A proposal that the committee confirms; those in office on the days of the low events (E-38)."""
    limits = in_force(branch, min(clock.today(), date(year, 12, 31)))
    low = low_of_branch(
        branch.pk, year, threshold_pct=int(limits["ev.threshold_pct"]), times=int(limits["ev.times"])
    )
    if not low.is_proposal:
        return HonourDoubts()
    why = f"{low.sentence}。"
    members: dict[int, str] = {}
    posts = Appointment.objects.filter(
        organization=branch, post__in=COMMITTEE_POSTS, holder__member__isnull=False
    )
    for member, period in posts.values_list("holder__member", "period"):
        if any(
            period.lower <= event.day and (period.upper is None or event.day < period.upper)
            for event in low.events
        ):
            members[member] = why
    return HonourDoubts(why, members)
