"""The committee items an item of the member meeting may come from (MT-08), and those that wait to be passed on."""

from django.db.models import Exists, OuterRef, QuerySet

from activities.choices import ActivityState
from activities.choices_agenda import Settlement
from activities.kinds import KINDS
from activities.models import Activity, AgendaItem
from branches.models import Organization

OF_COMMITTEE = [key for key, kind in KINDS.items() if kind.prepares_for_members]
OF_MEMBERS = [key for key, kind in KINDS.items() if kind.decides_for_members]


def earlier_items(activity: Activity) -> "QuerySet[AgendaItem]":
    """Items of the branch's committee meetings before this one, the latest first."""
    rows = AgendaItem.objects.filter(
        activity__branch=activity.branch_id,
        activity__kind__in=OF_COMMITTEE,
        activity__starts_at__lt=activity.starts_at,
    ).exclude(activity__state=ActivityState.CANCELLED)
    return rows.select_related("activity").order_by("-activity__starts_at", "position")


def may_come_from(item: AgendaItem, earlier: AgendaItem) -> bool:
    return earlier_items(item.activity).filter(pk=earlier.pk).exclude(pk=item.pk).exists()


def waiting_for_members(branch: Organization) -> "QuerySet[AgendaItem]":
    """What the committee passed on and no member meeting has on its agenda yet, in the order it was passed on."""
    taken_up = AgendaItem.objects.filter(earlier=OuterRef("pk")).exclude(
        activity__state=ActivityState.CANCELLED
    )
    rows = AgendaItem.objects.filter(
        activity__branch=branch, activity__kind__in=OF_COMMITTEE, settled=Settlement.TO_MEMBER_MEETING
    ).exclude(activity__state=ActivityState.CANCELLED)
    return (
        rows.exclude(Exists(taken_up)).select_related("activity").order_by("activity__starts_at", "position")
    )
