"""Moving and calling off an announced activity in one line each."""

from datetime import timedelta

from activities.services import changing


def move(activity, world, starts_at, reason="会场调整"):
    activity.refresh_from_db()
    fields = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=4)}
    changing.change(activity, by=world.secretary, revision=activity.revision, fields=fields, reason=reason)
    activity.refresh_from_db()


def call_off(activity, world, reason="会场停电"):
    activity.refresh_from_db()
    changing.cancel(activity, by=world.secretary, reason=reason)
    activity.refresh_from_db()
