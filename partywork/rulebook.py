"""The rules in force, as the page prints them: each article with its source and its limits."""

from dataclasses import dataclass

from activities.compliance.catalogue import RULES
from branches.models import Organization
from branches.reports.parameters import InForce, in_force
from branches.rules.parameter_spec import FIXED, SET_BY, ParameterSpec
from branches.rules.register import ALL, SECTIONS
from members.access import Access
from members.models import MembershipSpell
from partywork.common import clock
from partywork.common.compliance import SEVERITY_NAMES

SPECS = {spec.key: spec for spec in ALL}


@dataclass(frozen=True)
class Limit:
    """One number of the register: its value today and who set it."""

    label: str
    value: str
    source: str
    set_by: str


@dataclass(frozen=True)
class Article:
    code: str
    title: str
    severity: str
    citation: str
    quote: str
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class Group:
    label: str
    limits: tuple[Limit, ...]


def articles(values: InForce) -> list[Article]:
    """What the software judges, in the order of the catalogue."""
    return [
        Article(
            code=rule.code,
            title=rule.title,
            severity=SEVERITY_NAMES[rule.severity],
            citation=rule.citation.text,
            quote=rule.citation.quote,
            limits=tuple(_limit(SPECS[key], values) for key in rule.parameters),
        )
        for rule in RULES
    ]


def groups(values: InForce) -> list[Group]:
    return [Group(label, tuple(_limit(spec, values) for spec in specs)) for label, specs in SECTIONS]


def values_for(place: Organization | None) -> InForce:
    """What holds for the place today; without a place, what holds where nobody has set anything."""
    if place is None:
        return InForce(day=clock.today(), domain="", is_branch=True, chain=(), names={})
    return in_force(place)


def place_of(access: Access) -> Organization | None:
    """Whose values somebody reads: the organization of the first post, else the branch one belongs to."""
    if access.grants:
        held: Organization = Organization.objects.get(pk=access.grants[0].organization_id)
        return held
    if access.member_id is None:
        return None
    spells = MembershipSpell.objects.filter(member=access.member_id, period__contains=clock.today())
    spell = spells.select_related("branch").first()
    return spell.branch if spell else None


def _limit(spec: ParameterSpec, values: InForce) -> Limit:
    by_whom = "不可更改" if spec.set_by == FIXED else f"由{SET_BY[spec.set_by]}定"
    return Limit(spec.label, values.text(spec.key), values.source(spec.key).text, by_whom)
