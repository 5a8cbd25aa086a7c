"""What programs may ask the list of organizations for."""

from django_filters import ChoiceFilter

from branches.choices import OrganizationKind
from partywork.common.filtering import ChangedSince


class OrganizationFilter(ChangedSince):
    kind = ChoiceFilter(choices=OrganizationKind.choices, help_text="类别。")
