"""What a tablet at the door knows: numbers and names of those who may sign in, and who has (N27)."""

from dataclasses import dataclass
from datetime import datetime

from activities.choices import PRESENT_STATUSES
from activities.models import Activity, SignInTablet, TabletScan
from activities.reports.cards import numbers_on
from activities.reports.expected import expected_at
from activities.rules.sign_in_window import window_of


@dataclass(frozen=True)
class Person:
    number: str
    name: str
    here: bool


def people_of(activity: Activity) -> list[Person]:
    """In the order of names. Four queries, however many they are; no telephone, no leave, no reason of any kind."""
    numbers = numbers_on(activity)
    here = set(
        activity.attendances.filter(status__in=PRESENT_STATUSES, left_at=None).values_list(
            "member_id", flat=True
        )
    )
    return [
        Person(numbers[entry.member_id], entry.name, entry.member_id in here)
        for entry in expected_at(activity)
        if entry.member_id in numbers
    ]


def why_over(tablet: SignInTablet, moment: datetime) -> str:
    """Why the tablet takes nobody any more; empty while it does. Then it must forget every name."""
    activity = tablet.activity
    if not tablet.is_good(moment):
        return "这台平板已经收回。"
    if not activity.is_open:
        return "活动已结束，签到册已固定。"
    ends = window_of(activity.starts_at, activity.ends_at).ends
    return "" if moment < ends else "签到的时间已过。"


def refused_scans(activity: Activity) -> list[TabletScan]:
    """What came from tablets and could not be taken: the recorder settles it by hand."""
    rows = TabletScan.objects.filter(tablet__activity=activity).exclude(refusal="")
    return list(rows.select_related("member"))
