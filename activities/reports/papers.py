"""The papers of a meeting: who may read them, and where they are still missing (MT-10)."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from activities.choices import ActivityState
from activities.choices_agenda import AgendaTag
from activities.kinds import KINDS
from activities.models import Activity, AgendaItem, ItemFile
from activities.reports.expected import expected_at
from activities.reports.todo_line import Todo, TodoPile, day_and_kind
from branches.models import Organization
from branches.reports.parameters import InForce
from partywork.common import clock

NEEDS_PAPERS = (AgendaTag.VOTE, AgendaTag.PRELIMINARY)
DECIDING = [key for key, kind in KINDS.items() if kind.decides]


def readable_by(member: int | None, activity: Activity) -> bool:
    """Whoever is expected, from the day the meeting is announced; nobody of another group or branch."""
    told = activity.published_at is not None or activity.state == ActivityState.HELD
    if member is None or not told or activity.state == ActivityState.CANCELLED:
        return False
    return any(entry.member_id == member for entry in expected_at(activity))


def papers_of(activity: Activity) -> list[ItemFile]:
    """What a member finds on the page of the meeting, item by item."""
    rows = ItemFile.objects.filter(activity=activity).select_related("item")
    return sorted(rows, key=lambda paper: (paper.item.position if paper.item else 0, paper.pk))


def missing_papers(branch: Organization, parameters: InForce) -> TodoPile:
    """Meetings that decide something of which members have nothing to read yet: due some days before."""
    days, now = int(parameters["mt.materials_days"]), clock.now()
    wanted = Q(tag__in=NEEDS_PAPERS) | ~Q(matter="")
    items = AgendaItem.objects.filter(
        wanted,
        activity__branch=branch,
        activity__kind__in=DECIDING,
        activity__state__in=[ActivityState.DRAFT, ActivityState.ANNOUNCED],
        activity__starts_at__gt=now,
        no_papers=False,
    )
    without = items.annotate(papers=Count("files")).filter(papers=0).select_related("activity")
    asked = without.order_by("activity__starts_at", "position") if days else without.none()
    return TodoPile(asked, partial(_missing, days=days))


def _missing(items: QuerySet[AgendaItem], *, days: int) -> Iterator[Todo]:
    by_meeting: dict[Activity, list[AgendaItem]] = {}
    for item in items:
        by_meeting.setdefault(item.activity, []).append(item)
    for activity, missing in by_meeting.items():
        names = "”“".join(item.title for item in missing)
        yield Todo(
            f"附上{day_and_kind(activity)}的会议材料",
            f"“{names}”还没有材料。会前给大家看；没有书面材料的，在议题上勾一下就不再提醒。",
            "去附",
            reverse("activity_meeting", args=[activity.pk]),
            clock.end_of(activity.day - timedelta(days=days)),
            "MT-10",
            "党员先知道、先讨论",
        )
