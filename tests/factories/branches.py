"""The plainest valid organizations."""

from datetime import date
from itertools import count

from django.db.backends.postgresql.psycopg_any import DateRange

from branches.choices import BranchDomain, OrganizationKind
from branches.models import Organization, OrganizationName, OrganizationPlacement

_number = count(1)
LONG_AGO = date(2015, 1, 1)


def make_organization(
    kind: OrganizationKind, *, parent: Organization | None = None, name: str = "", **fields: object
) -> Organization:
    number = next(_number)
    values = {
        "kind": kind,
        "name": name or f"示例{kind.label}{number}",
        "code": f"T{number:05}",
        "founded_on": LONG_AGO,
        **fields,
    }
    if kind == OrganizationKind.BRANCH:
        values.setdefault("domain", BranchDomain.GOVERNMENT_OFFICE)
    if parent is None:
        organization = Organization.objects.add_root(values)
    else:
        organization = Organization.objects.add_child(Organization.objects.get(pk=parent.pk), values)
    since = DateRange(values["founded_on"], None)
    OrganizationName.objects.create(organization=organization, name=organization.name, period=since)
    OrganizationPlacement.objects.create(organization=organization, parent=parent, period=since)
    return organization


def make_committee(*, parent: Organization | None = None, name: str = "", **fields: object) -> Organization:
    return make_organization(OrganizationKind.COMMITTEE, parent=parent, name=name, **fields)


def make_branch(*, parent: Organization | None = None, name: str = "", **fields: object) -> Organization:
    return make_organization(OrganizationKind.BRANCH, parent=parent or make_committee(), name=name, **fields)
