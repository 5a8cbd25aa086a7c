"""What was found wanting and what was made of it: carried to the later sheets, told to the members (EV-10, N26)."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from activities.choices import RecordState
from activities.models import Activity, Improvement, RatingReply
from activities.rules.satisfaction import LowCount


def carried_to(activity: Activity) -> "QuerySet[Improvement]":
    """The items of earlier events that are open still, and those settled on the sheet of this one."""
    earlier = Improvement.objects.filter(
        activity__branch_id=activity.branch_id, activity__starts_at__lt=activity.starts_at
    )
    standing = earlier.filter(Q(settled_in=None) | Q(settled_in=activity))
    return standing.select_related("activity").order_by("activity__starts_at", "pk")


def carried_content(activity: Activity) -> list[dict[str, Any]]:
    """The same as data for the sheet, frozen with it (N19); what was said in the same words stands there once."""
    found: dict[str, dict[str, Any]] = {}
    for item in carried_to(activity):
        day = item.activity.day
        if item.text in found:
            found[item.text]["when"] += f"、{day.month}月{day.day}日"
            continue
        found[item.text] = {
            "key": item.pk,
            "text": item.text,
            "when": f"{day.month}月{day.day}日",
            "outcome": item.outcome,
        }
    return list(found.values())


def last_said(branch_id: int, *, before: datetime, until: datetime | None = None) -> RatingReply | None:
    """The last answer to opinions, of an event before that moment, said by then (N26)."""
    rows = RatingReply.objects.filter(activity__branch_id=branch_id, activity__starts_at__lt=before)
    if until is not None:
        rows = rows.filter(said_at__lte=until)
    return rows.select_related("activity").order_by("-activity__starts_at").first()


def said_line(reply: RatingReply | None) -> str:
    """The line of the next notice: 您提了，我们改（6月18日）：讲课控制在四十分钟。"""
    if reply is None:
        return ""
    day = reply.activity.day
    return f"您提了，我们改（{day.month}月{day.day}日活动）：{reply.sentence}"


def without_improvement(low: LowCount) -> list[Activity]:
    """Events under the line whose sheet is handed in already and that name nothing to improve yet."""
    rows = Activity.objects.filter(
        pk__in=[event.activity for event in low.events],
        improvements=None,
        record__state__in=[RecordState.SUBMITTED, RecordState.ACCEPTED],
    )
    return list(rows.order_by("starts_at"))
