"""What joint events ask of a branch: to answer an invitation, to report a day that the organizer moved (E-20)."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse

from activities.models import ActivityChange, JointPart
from activities.reports.joint import changes_unfiled, open_invitations
from activities.reports.todo_events import Limits
from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from branches.rules.deadlines import latest_notice_day
from partywork.common import clock


def invitations(branch: Organization, limits: Limits) -> TodoPile:
    """To be answered while the members can still be told in time, by the branch's own days (PD-05, PD-31)."""
    return TodoPile(open_invitations(branch), partial(_invitations, limits))


def _invitations(limits: Limits, rows: QuerySet[JointPart]) -> Iterator[Todo]:
    days, working = (
        int(limits.parameters["pd.notice_days"]),
        limits.parameters["pd.notice_counting"] == "working",
    )
    for part in rows:
        joint = part.joint
        latest = latest_notice_day(joint.day, days, working, limits.calendar)
        yield Todo(
            f"答复联合活动：{joint.theme}",
            f"{joint.organizer.called}邀请，{clock.short_date(joint.day)}，{joint.place or '地点另行通知'}。"
            "支委会确认以后才算本支部的主题党日。",
            "去答复",
            reverse("joint_part", args=[part.pk]),
            min(latest.due, joint.starts_at),
            "PD-31",
            "支部确认才算",
        )


def changes_to_report(branch: Organization) -> TodoPile:
    """Each branch tells its own superior; before the event, on whichever of the two days is earlier (PD-04)."""
    return TodoPile(changes_unfiled(branch), _changes)


def _changes(rows: QuerySet[ActivityChange]) -> Iterator[Todo]:
    for row in rows:
        if not row.moves_the_day:
            continue
        moments = [moment for moment in (row.old_starts_at, row.new_starts_at) if moment is not None]
        old = clock.short_date(clock.local_day(row.old_starts_at))
        new = clock.short_date(clock.local_day(row.new_starts_at)) if row.new_starts_at else ""
        yield Todo(
            f"报备变更：{row.activity.theme}",
            f"{old}{f'改到{new}' if new else '的活动取消'}。{row.reason}。",
            "报上级",
            reverse("change_filing", args=[row.pk]),
            min(moments),
            "PD-04",
            "变更报备",
            post=True,
        )
