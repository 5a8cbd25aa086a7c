"""上次议定事项: what comes back in a meeting, as it stood on the day of the meeting (PD-29, MT-11)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from activities.choices import ActivityState
from activities.models import ActionItem, Activity
from activities.rules.follow_up import Standing, Tracked, standing_on
from partywork.common import clock

FOLLOW_UP = "上次议定事项"


@dataclass(frozen=True)
class FollowUpLine:
    """One thing agreed on, as of the day; `said` is what was reported last by then."""

    action: ActionItem
    is_open: bool
    days_late: int
    said: str


@dataclass(frozen=True)
class FollowUp:
    lines: tuple[FollowUpLine, ...]
    standing: Standing

    @property
    def open(self) -> tuple[FollowUpLine, ...]:
        return tuple(line for line in self.lines if line.is_open)


def tracked(action: ActionItem) -> Tracked:
    return Tracked(action.due_on, action.done_on, action.dropped_on)


def takes_up(activity: Activity) -> bool:
    """Where what was agreed on comes back: the committee, the members where there is none (PD-29, E-28)."""
    if activity.sort.prepares_for_members:
        return True
    return activity.sort.decides_for_members and not activity.branch.has_committee


def follows_up(activity: Activity) -> bool:
    """Whether anything agreed on earlier waits for this meeting. One query at most."""
    return takes_up(activity) and ActionItem.objects.filter(_before(activity), state="open").exists()


def follow_up(activity: Activity) -> FollowUp:
    """What was agreed on before this meeting and was open after the last one of its kind. Three queries.

    As of the day of the meeting, or today while it is ahead: old minutes print the same for ever.
    """
    day, since = min(activity.day, clock.today()), _last_meeting(activity)
    rows = ActionItem.objects.filter(_before(activity)).select_related("owner", "activity")
    rows = rows.exclude(done_on__lt=since).exclude(dropped_on__lt=since) if since else rows
    actions = [
        action
        for action in rows.prefetch_related("reports").order_by("due_on", "pk")
        if since or tracked(action).is_open_on(day) or action.done_on is not None
    ]
    lines = tuple(_line(action, day) for action in actions)
    return FollowUp(lines, standing_on([tracked(action) for action in actions], day))


def _before(activity: Activity) -> Q:
    return Q(branch=activity.branch_id, activity__starts_at__lt=activity.starts_at)


def _last_meeting(activity: Activity) -> date | None:
    last = (
        Activity.objects.filter(
            branch=activity.branch_id,
            kind=activity.kind,
            state=ActivityState.HELD,
            starts_at__lt=activity.starts_at,
        )
        .order_by("-starts_at")
        .first()
    )
    return last.day if last else None


def _line(action: ActionItem, day: date) -> FollowUpLine:
    item = tracked(action)
    said = [report for report in action.reports.all() if clock.local_day(report.at) <= day]
    words = f"{said[-1].get_stage_display()}{f'：{said[-1].text}' if said[-1].text else ''}" if said else ""
    return FollowUpLine(action, item.is_open_on(day), item.days_late(day), words)
