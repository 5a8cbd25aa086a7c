"""Whoever takes part elsewhere by a paper: written down as a guest there, made up for at home (MEM-15, E-12)."""

from collections.abc import Iterable

from django.db import transaction

from activities.choices import MakeUpMethod, MakeUpState
from activities.models import Activity, Guest, MakeUp
from activities.services.making_up import Visit, hand_in
from activities.services.preparing import require_guests_open
from members.models import TemporaryStay, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require

OWED = (MakeUpState.OPEN, MakeUpState.CONTACTED)


@transaction.atomic
def came(activity: Activity, stay: TemporaryStay, *, by: User) -> Guest:
    """A guest, in no denominator; twice is once. What he owes at home for that month is handed in by this proof."""
    activity = lock(activity)
    known = activity.guests.filter(stay=stay).first()
    if known is not None:
        return known
    require_guests_open(activity)
    require(stay.branch_id == activity.branch_id, "不是本支部登记的临时组织关系。", code="not_here")
    require(stay.is_running_on(activity.day), f"{stay}那天不在登记的期限里。", code="not_running")
    require(activity.starts_at <= clock.now(), "活动还没有开始。", code="too_early")
    written = activity.guests.filter(
        name=stay.name, kind=Guest.Kind.OTHER_BRANCH, stay=None, development=None
    )
    guest: Guest = written.first() or Guest(
        activity=activity, name=stay.name, kind=Guest.Kind.OTHER_BRANCH, office=stay.home[:80]
    )
    guest.stay = stay
    guest.save()
    journal(guest, "invite", by=by)
    if stay.member_id is not None:
        owed = MakeUp.objects.filter(attendance__member=stay.member_id, state__in=OWED)
        _prove(owed.select_related("attendance__activity"), guest, by=by)
    return guest


def hand_in_known(make_ups: Iterable[MakeUp]) -> int:
    """A make-up that has just been opened at home, for whoever took part at the host in that month already."""
    open_ones = {each.attendance.member_id: each for each in make_ups if MakeUpMethod.HOST in each.forms}
    visits = Guest.objects.filter(stay__member__in=open_ones)
    found = 0
    for guest in visits.select_related("stay__branch", "stay__recorded_by", "activity").order_by("pk"):
        assert guest.stay is not None
        assert guest.stay.member_id is not None
        owed = open_ones.get(guest.stay.member_id)
        if owed is not None and _prove([owed], guest, by=guest.stay.recorded_by):
            del open_ones[guest.stay.member_id]
            found += 1
    return found


def _prove(make_ups: Iterable[MakeUp], guest: Guest, *, by: User) -> int:
    """Handed in by the host's word; a second person at home still closes it (AT-08)."""
    assert guest.stay is not None
    event, host, count = guest.activity, guest.stay.branch, 0
    for make_up in make_ups:
        day = make_up.attendance.activity.day
        in_month = (day.year, day.month) == (event.day.year, event.day.month)
        if MakeUpMethod.HOST not in make_up.forms or make_up.state not in OWED or not in_month:
            continue
        gist = f"{host.called}登记到会：{event.sort.label}“{event.theme}”"[:500]
        hand_in(
            make_up,
            by=by,
            method=MakeUpMethod.HOST,
            done_on=event.last_day,
            gist=gist,
            visit=Visit(place=host.called[:80]),
        )
        count += 1
    return count
