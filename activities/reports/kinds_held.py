"""Which kinds of activity a branch holds on a day, and why it holds the others not (ORG-09, E-27, E-28, MT-04)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from activities.kinds import ROWS, Kind, Needs
from branches.models import Organization, PartyGroup

WHY_NOT = {
    Needs.COMMITTEE: "本支部不设支委会，这类会不适用；要研究的事项由支部党员大会讨论，或由书记提出后记入记录",
    Needs.GROUPS: "本支部没有划分党小组，这类会不适用；由支部党员大会、主题党日组织学习讨论",
}


@dataclass(frozen=True)
class Offered:
    """One kind, and the sentence why the branch has it not; "" where it has."""

    kind: Kind
    refusal: str


def groups_on(branch: Organization, day: date) -> list[PartyGroup]:
    """The Party groups the branch has that day."""
    there = Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day)
    return list(PartyGroup.objects.filter(there, branch=branch).select_related("branch"))


def kinds_of(branch: Organization, day: date) -> list[Offered]:
    """Every kind in the order of the table. Whether there is a committee says the flag of the branch: an elected
    one serves to the end of its term, whatever the head count is meanwhile (E-27). One query.
    """
    has_groups = bool(groups_on(branch, day))
    return [Offered(kind, _refusal(kind, branch.has_committee, has_groups)) for kind in ROWS]


def why_not_held(branch: Organization, kind: Kind, day: date) -> str:
    """The sentence for one kind; "" where the branch holds it."""
    has_groups = kind.needs is not Needs.GROUPS or bool(groups_on(branch, day))
    return _refusal(kind, branch.has_committee, has_groups)


def _refusal(kind: Kind, has_committee: bool, has_groups: bool) -> str:
    exists = kind.exists_in(has_committee=has_committee, has_groups=has_groups)
    return "" if exists else f"{WHY_NOT[kind.needs]}。"
