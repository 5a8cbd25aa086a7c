"""Two columns per leader and year: at home as a member, elsewhere as contact person; off the sign-ins (N36)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from activities.choices import PRESENT_STATUSES, ActivityState
from activities.models import Activity, Attendance, Guest, LeaderContact
from activities.reports.own_record import NOT_EXPECTED
from branches.models import Organization
from branches.scoping import Scope


@dataclass(frozen=True)
class Visit:
    """One gathering of a contact branch with the leader on its list of guests."""

    activity: Activity
    office: str


@dataclass(frozen=True)
class LeaderLine:
    member_name: str
    member_id: int
    contacts: list[LeaderContact]
    expected: int
    attended: int
    visits: list[Visit]

    @property
    def branches(self) -> list[Organization]:
        return [each.branch for each in self.contacts if each.branch is not None]


def dual_life(scope: Scope, year: int) -> list[LeaderLine]:
    """In the order of names. Three queries, however many leaders."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    running = Q(until__isnull=True) | Q(until__gte=first)
    rows = (
        LeaderContact.objects.within(scope)
        .filter(running, since__lte=last)
        .select_related("member", "branch")
        .order_by("member__name_key", "member_id", "pk")
    )
    of_member: dict[int, list[LeaderContact]] = defaultdict(list)
    for row in rows:
        of_member[row.member_id].append(row)
    own = _own_counts(list(of_member), year)
    guests = _guests([row for each in of_member.values() for row in each], year)
    return [
        LeaderLine(
            contacts[0].member.name,
            member,
            contacts,
            *own.get(member, (0, 0)),
            [visit for each in contacts for visit in _visits(each, guests)],
        )
        for member, contacts in of_member.items()
    ]


def _own_counts(members: list[int], year: int) -> dict[int, tuple[int, int]]:
    rows = (
        Attendance.objects.filter(
            member__in=members, activity__for_year=year, activity__state=ActivityState.HELD
        )
        .order_by()
        .values_list("member_id")
        .annotate(
            expected=Count("pk", filter=~Q(status__in=NOT_EXPECTED)),
            attended=Count("pk", filter=Q(status__in=PRESENT_STATUSES)),
        )
    )
    return {member: (expected, attended) for member, expected, attended in rows}


def _guests(contacts: list[LeaderContact], year: int) -> dict[tuple[int, str], list[Guest]]:
    """By branch and name: within one contact branch a leader's name is his own."""
    places = {each.branch_id for each in contacts if each.branch_id is not None}
    names = {each.member.name for each in contacts}
    found: dict[tuple[int, str], list[Guest]] = defaultdict(list)
    rows = Guest.objects.filter(
        activity__branch__in=places,
        activity__for_year=year,
        activity__state=ActivityState.HELD,
        name__in=names,
    ).select_related("activity")
    for guest in rows.order_by("activity__starts_at", "pk"):
        found[guest.activity.branch_id, guest.name].append(guest)
    return found


def _visits(contact: LeaderContact, guests: dict[tuple[int, str], list[Guest]]) -> list[Visit]:
    if contact.branch_id is None:
        return []
    return [
        Visit(guest.activity, guest.office)
        for guest in guests.get((contact.branch_id, contact.member.name), [])
        if contact.since <= guest.activity.day
        and (contact.until is None or guest.activity.day <= contact.until)
    ]
