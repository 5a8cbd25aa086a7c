"""A hand-over that waits to be taken (N21)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from activities.models import HandOver
from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from partywork.common import clock


def hand_overs(branch: Organization) -> TodoPile:
    """Whoever leads the branch sees it; the one it is meant for signs."""
    rows = HandOver.objects.filter(branch=branch, taken_at=None)
    return TodoPile(rows.select_related("handed_by", "taken_by"), _hand_overs)


def _hand_overs(rows: QuerySet[HandOver]) -> Iterator[Todo]:
    for row in rows:
        yield Todo(
            "接收工作交接",
            f"{row.handed_by}于{clock.short_date(clock.local_day(row.handed_at))}移交，等{row.taken_by}清点签字。",
            "去清点",
            reverse("hand_over_detail", args=[row.pk]),
        )
