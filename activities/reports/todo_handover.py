"""A hand-over that waits to be taken (N21)."""

from collections.abc import Iterator

from django.urls import reverse

from activities.models import HandOver
from activities.reports.todo_line import Todo
from branches.models import Organization
from partywork.common import clock


def hand_overs(branch: Organization) -> Iterator[Todo]:
    """One query. Whoever leads the branch sees it; the one it is meant for signs."""
    for row in HandOver.objects.filter(branch=branch, taken_at=None).select_related("handed_by", "taken_by"):
        yield Todo(
            "接收工作交接",
            f"{row.handed_by}于{clock.short_date(clock.local_day(row.handed_at))}移交，等{row.taken_by}清点签字。",
            "去清点",
            reverse("hand_over_detail", args=[row.pk]),
        )
