"""Whoever takes part elsewhere by a paper: written down as a guest there, made up for at home (MEM-15, E-12)."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityState, MakeUpMethod, MakeUpState, NoticeKind
from activities.models import Activity, Guest, MakeUp
from activities.services.confirming_make_ups import KEEPING_POSTS
from activities.services.filing import holders
from activities.services.guest_list import require_guests_open
from activities.services.making_up import HANDED_IN, Visit, count_closed, hand_in
from activities.services.notifying import Message, queue
from activities.states import MAKE_UP
from members.models import TemporaryStay, User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require

OWED = (MakeUpState.OPEN, MakeUpState.CONTACTED)
PROVEN = (MakeUpState.DONE, MakeUpState.CONFIRMED)
REOPENED = (*HANDED_IN, "handed_in_at", "handed_in_by", "confirmed_at", "confirmed_by")


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
    visits = visits.exclude(activity__state=ActivityState.CANCELLED)
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
            visit=Visit(place=host.called[:80], proven_by=guest),
        )
        count += 1
    return count


def proven_by(guests: Iterable[Guest]) -> list[MakeUp]:
    """What these visits handed in at home, to be asked before they are taken off."""
    proven = MakeUp.objects.filter(proven_by__in=[guest.pk for guest in guests])
    return list(proven.select_related("attendance__activity__branch").order_by("attendance__activity", "pk"))


def reopen(activity: Activity, make_ups: Iterable[MakeUp], *, by: User) -> int:
    """The host takes its word back: owed at home again, unless another visit of that month proves it, or the record
    at home has been handed in and stays as it was filed. Answers how many are open again.
    """
    opened: list[MakeUp] = []
    for make_up in make_ups:
        home = lock(make_up.attendance.activity)
        filed = home.state == ActivityState.HELD and not lock(home.record).is_editable
        held = lock(make_up)
        if held.state in PROVEN and not filed:
            _open_again(held, home, by=by)
            opened.append(held)
        _tell_home(activity, home, filed=filed)
    # One by one: of somebody's two make-ups of a month another visit proves both, as it would have at first.
    return len(opened) - sum(hand_in_known([each]) for each in opened)


def _open_again(make_up: MakeUp, home: Activity, *, by: User) -> None:
    make_up.method, make_up.done_on, make_up.gist, make_up.place = "", None, "", ""
    make_up.handed_in_at = make_up.handed_in_by = make_up.confirmed_at = make_up.confirmed_by = None
    make_up.proven_by = None
    advance(make_up, MAKE_UP, "reopen", by=by, fields=REOPENED)
    count_closed(home)


def _tell_home(event: Activity, home: Activity, *, filed: bool) -> None:
    """Whoever keeps the register at home; no name, a word may leave the house."""
    after = "这次活动的记录已经上报，补课不改，请核实。" if filed else "那次补课要重新办。"
    message = Message(
        occasion=f"host-word:{event.pk}:{home.pk}:{clock.now():%Y%m%d%H%M%S}",
        kind=NoticeKind.MAKE_UP,
        subject=f"{event.branch.called}撤回了一次到会登记"[:120],
        body=f"{clock.short_date(event.day)}在那里的到会登记已撤回。{after}",
        link=reverse("activity_detail", args=[home.pk]),
    )
    queue(holders(home.branch, KEEPING_POSTS), message, activity=home)
