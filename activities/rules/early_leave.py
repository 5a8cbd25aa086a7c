"""早退: whoever leaves early still counts when he stayed for the share that is asked for (AT-02, M09)."""

from datetime import datetime

from activities.choices import AttendanceStatus


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes; none when the end comes first."""
    return max(int((end - start).total_seconds() // 60), 0)


def stayed_enough(minutes: int, duration: int, pct: int) -> bool:
    """In integers: exactly half of 181 minutes is not reached by 90."""
    return minutes * 100 >= duration * pct


def status_after(minutes: int, duration: int, pct: int) -> AttendanceStatus:
    """早退 counts as present, 早退（时间不足） does not."""
    enough = stayed_enough(minutes, duration, pct)
    return AttendanceStatus.LEFT_EARLY if enough else AttendanceStatus.LEFT_SHORT
