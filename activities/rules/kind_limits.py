"""The limits that differ by kind: how many days ahead it is made known, how long it lasts at least."""

from typing import Any, Protocol

from activities.kinds import Kind


class Limits(Protocol):
    """The parameters in force on the day, live or frozen."""

    def __getitem__(self, key: str, /) -> Any: ...


def notice_days(kind: Kind, limits: Limits) -> int:
    """0 where none are asked for (PD-05, MT-03, MT-10)."""
    return int(limits[kind.notice]) if kind.notice else 0


def least_minutes(kind: Kind, limits: Limits) -> int:
    """0 where no rule says how long; half a day for the themed Party day (PD-02)."""
    return int(limits[kind.least]) if kind.least else 0


def asks_make_up(kind: Kind, limits: Limits) -> bool:
    """Whether absentees are owed what they missed: always on a Party day (AT-05), else as the committee says."""
    return kind.has_nine_steps or kind.key in limits["mt.make_up_for"]
