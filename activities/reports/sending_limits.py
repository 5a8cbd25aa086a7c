"""Which quiet hours and budget hold for somebody: those of the branch, or of the post (N34)."""

from collections.abc import Iterable

from activities.rules.sending import Sending
from branches.models import Organization
from branches.reports.parameters import InForce, in_force_many
from branches.rules.parameters import SPECS
from members.models import Appointment, MembershipSpell
from partywork.common import clock

FIELDS = {
    "since": "nt.quiet_from",
    "until": "nt.quiet_until",
    "days_off": "nt.days_off",
    "urgent_hours": "nt.urgent_hours",
    "monthly_max": "nt.monthly_max",
}
OTHERWISE = Sending(**{name: SPECS[key].default for name, key in FIELDS.items()})


def limits_of_people(users: Iterable[int]) -> dict[int, Sending]:
    """By account; whoever belongs nowhere today has the register's own values. Four queries."""
    wanted, today = list(users), clock.today()
    posts = Appointment.objects.on(today).filter(holder__in=wanted).select_related("organization")
    places: dict[int, Organization] = {post.holder_id: post.organization for post in posts}
    spells = MembershipSpell.objects.filter(member__user__in=wanted, period__contains=today)
    for spell in spells.select_related("branch", "member"):
        assert spell.member.user_id is not None
        places[spell.member.user_id] = spell.branch
    found = limits_of_places(set(places.values()))
    return {user: found[places[user].pk] if user in places else OTHERWISE for user in wanted}


def limits_of_places(places: Iterable[Organization]) -> dict[int, Sending]:
    return {pk: sending_limits(parameters) for pk, parameters in in_force_many(places).items()}


def sending_limits(parameters: InForce) -> Sending:
    return Sending(**{name: parameters[key] for name, key in FIELDS.items()})
