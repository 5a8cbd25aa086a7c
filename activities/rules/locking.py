"""When a sheet that was not handed in is locked, and until when the superior opened it (S29, C11)."""

from datetime import datetime, timedelta


def locked_from(due_at: datetime, lock_days: int) -> datetime | None:
    """So many days after the deadline; 0 means that nothing is ever locked."""
    return due_at + timedelta(days=lock_days) if lock_days else None


def is_locked(due_at: datetime, lock_days: int, moment: datetime, *, open_until: datetime | None) -> bool:
    """The deadline and its days are over, and no unlocking holds at the moment. Lateness is another question."""
    since = locked_from(due_at, lock_days)
    opened = open_until is not None and moment < open_until
    return since is not None and moment >= since and not opened
