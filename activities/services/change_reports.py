"""A published time, day or place that changed: both are kept, the members told, the superior informed (PD-04, F-40)."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from activities.choices import FilingKind, NoticeKind
from activities.models import Activity, ActivityChange, Filing
from activities.reports.change_content import change_content
from activities.reports.expected import expected_at
from activities.services.filing import hand_in
from activities.services.group_messages import tell_group
from activities.services.moving import agreed_request
from activities.services.notifying import Message, queue
from members.models import User
from partywork.common import clock
from partywork.common.verbs import lock

ANNOUNCED_FIELDS = ("starts_at", "ends_at", "place")


def record_change(
    activity: Activity,
    before: Mapping[str, Any],
    moved: list[str],
    reason: str,
    *,
    by: User,
    files: bool = True,
    told: Collection[int] = (),
) -> None:
    """Keep the change and tell the members, but those who are `told` already. Another day goes to the superior at
    once, unless somebody else than the branch made it (`files` False): then the branch hands it in itself.
    """
    cancelled = "cancelled" in moved
    day_moved = cancelled or clock.local_day(before["starts_at"]) != activity.day
    agreed = agreed_request(activity, activity.day) if day_moved and not cancelled else None
    row = ActivityChange.objects.create(
        activity=activity,
        old_starts_at=before["starts_at"],
        old_ends_at=before["ends_at"],
        old_place=before["place"],
        new_starts_at=None if cancelled else activity.starts_at,
        new_ends_at=None if cancelled else activity.ends_at,
        new_place="" if cancelled else activity.place,
        fields=moved,
        reason=reason,
        changed_by=by,
        request=agreed,
    )
    _tell_members(activity, row, cancelled=cancelled, told=told)
    # What the superior agreed to beforehand is not reported a second time.
    if files and _is_reported(activity) and day_moved and agreed is None:
        report(row, by=by)


def _is_reported(activity: Activity) -> bool:
    """PD-04 is about the themed Party day; when a committee or a group meets is the branch's own matter."""
    return activity.sort.is_filed and activity.branch.superior is not None


@transaction.atomic
def report(row: ActivityChange, *, by: User) -> Filing:
    """Hand the change to the branch's own superior (F-40); handed in twice it is one."""
    row = lock(row)
    filing = Filing.objects.filter(change=row).first()
    if filing is not None:
        return filing
    activity = row.activity
    return hand_in(
        FilingKind.CHANGE,
        activity.branch,
        content={**change_content(row), "reported_by": str(by), "reported_at": clock.now().isoformat()},
        by=by,
        year=activity.for_year,
        month=activity.for_month,
        activity=activity,
        change=row,
    )


def _tell_members(activity: Activity, row: ActivityChange, *, cancelled: bool, told: Collection[int]) -> None:
    when = f"{clock.short_date(clock.local_day(row.old_starts_at))}的“{activity.theme}”"
    if cancelled:
        kind, subject, body = NoticeKind.CANCELLATION, f"活动取消：{activity.theme}", f"{when}取消。"
    else:
        kind, subject = NoticeKind.CHANGE, f"活动有变更：{activity.theme}"
        start, end = (moment.astimezone(clock.OFFICE) for moment in (activity.starts_at, activity.ends_at))
        place = activity.place or "地点另行通知"
        body = f"{when}改为 {clock.short_date(activity.day)} {start:%H:%M}—{end:%H:%M}，{place}。"
    message = Message(
        occasion=f"change:{row.pk}",
        kind=kind,
        subject=subject,
        body=f"{body}原因：{row.reason}",
        link=reverse("my_activity", args=[activity.pk]),
        known_by=min(row.old_starts_at, activity.starts_at),
    )
    users = (entry.user_id for entry in expected_at(activity))
    queue((user for user in users if user is not None and user not in told), message, activity=activity)
    first = "下面这次活动取消了。" if cancelled else "活动的时间或地点有变更，以本条为准。"
    tell_group(activity, message.occasion, first, known_by=message.known_by)
