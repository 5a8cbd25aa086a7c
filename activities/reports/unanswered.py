"""Who has said neither yes nor no to an event (M04, G05)."""

from activities.choices import LeaveState
from activities.models import Activity
from activities.reports.announcement import group_text
from activities.reports.expected import expected_at
from members.reports.roster import RosterEntry
from partywork.common import clock


def unanswered_on(activity: Activity) -> list[RosterEntry]:
    """Nobody who is exempt, nobody who answered or asked for leave."""
    answered = set(activity.answers.values_list("member_id", flat=True))
    away = activity.leaves.exclude(state=LeaveState.WITHDRAWN).values_list("member_id", flat=True)
    roster = expected_at(activity)
    return [e for e in roster if e.member_id not in answered | set(away) and not e.exemption]


def group_reminder(activity: Activity, waiting: int) -> str:
    """One text to copy into a group: how many, never who (PI-01)."""
    first = f"{clock.near_text(activity.day)}有{activity.get_kind_display()}。"
    asked = f"还有 {waiting} 位同志没有答复，请答复参加或请假。" if waiting else "大家都已答复，请按时参加。"
    return f"{first}{asked}\n{group_text(activity)}"
