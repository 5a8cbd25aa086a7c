from branches.models.calendar import WorkdayOverride
from branches.models.organization import Organization, OrganizationName, OrganizationPlacement
from branches.models.parameter import Parameter
from branches.models.party_group import PartyGroup
from branches.models.term import Term, TermQuerySet
from branches.models.unit import OrganizationUnit

__all__ = [
    "Organization",
    "OrganizationName",
    "OrganizationPlacement",
    "OrganizationUnit",
    "Parameter",
    "PartyGroup",
    "Term",
    "TermQuerySet",
    "WorkdayOverride",
]
