"""What a conference log says of somebody: there, late, gone early, or too short to count (E-46, AT-02)."""

from dataclasses import dataclass
from datetime import datetime

from activities.choices import AttendanceStatus
from activities.rules.early_leave import stayed_enough
from activities.rules.sign_in_window import GRACE, is_late


@dataclass(frozen=True)
class Stay:
    """The hours as the log has them; `minutes` are those inside the activity, None where it tells none."""

    joined: datetime | None
    left: datetime | None
    minutes: int | None


def judge_stay(stay: Stay, starts_at: datetime, ends_at: datetime, min_share: int) -> AttendanceStatus:
    """The mark that is proposed. Without minutes and hours a name on the list is somebody who was there."""
    duration = int((ends_at - starts_at).total_seconds() // 60)
    if stay.minutes is not None and not stayed_enough(stay.minutes, duration, min_share):
        return AttendanceStatus.LEFT_SHORT
    if stay.left is not None and stay.left < ends_at - GRACE:
        return AttendanceStatus.LEFT_EARLY
    if stay.joined is not None and is_late(starts_at, stay.joined):
        return AttendanceStatus.LATE
    return AttendanceStatus.ONLINE
