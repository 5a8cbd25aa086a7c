"""Somebody on the way to membership is at an event as a guest: listed by one tap, in no denominator (DV-26, PD-10)."""

from django.db import transaction

from activities.models import Activity, Guest
from activities.reports.observers import kind_on
from activities.services.guest_list import require_guests_open
from members.models import Development, User
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def let_observe(activity: Activity, development: Development, *, by: User) -> Guest:
    """On the list of guests, and once the event was held in the person's own file. Pressed twice, it is one."""
    activity = lock(activity)
    require_guests_open(activity)
    held = lock(development)
    require(held.branch_id == activity.branch_id, f"{held.name}不在本支部培养。", field="development")
    require(held.is_open, f"{held.name}现在没有在培养。", field="development")
    said = f"{held.name}已经是预备党员，按党员签到，不登记为列席。"
    require(held.member_id is None, said, field="development")
    listed: Guest | None = activity.guests.filter(development=held).first()
    if listed is not None:
        return listed
    kind = kind_on(held, activity.day)
    require(kind is not None, f"{held.name}在活动那天还没有申请入党。", field="development")
    assert kind is not None
    guest = activity.guests.filter(name=held.name, kind=kind, development=None).first()
    if guest is not None:
        guest.development = held  # typed in by hand before: the same person, now in the own file too
        save(guest, "development")
    else:
        others = activity.guests.filter(name=held.name, kind=kind).exists()
        office = held.occupation if others else ""
        guest = Guest.objects.create(
            activity=activity, name=held.name, kind=kind, office=office, development=held
        )
    journal(guest, "invite", by=by)
    return guest
