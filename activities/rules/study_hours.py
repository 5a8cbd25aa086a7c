"""What a sitting is worth in hours of study (ED-03): a day, half a day, or its whole hours when shorter."""

HALF_DAY = 180
DAY = 360


def study_hours(minutes: int, *, per_half_day: int, per_day: int) -> int:
    if minutes >= DAY:
        return per_day
    if minutes >= HALF_DAY:
        return per_half_day
    return min(minutes // 60, per_half_day)
