"""What every part of a person's page may ask for: the member, who looks, and what was worked out once for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.forms import BaseForm

from branches.models import Organization
from branches.scoping import Scope
from members.access import Access, Capability
from members.models import Member, PersonalFile
from members.reports.personal_file import file_of
from members.views.common import Found
from partywork.common import clock
from partywork.common.requests import OfficeRequest

MAIN, ASIDE = "main", "aside"
Bound = Mapping[str, BaseForm]


@dataclass
class PersonScene:
    """One member before one person. What costs queries is worked out when a part first asks, and once."""

    request: OfficeRequest
    found: Found
    bound: Bound = field(default_factory=dict)  # forms that were refused, with everything typed in them

    @property
    def member(self) -> Member:
        return self.found.member

    @property
    def branch(self) -> Organization:
        return self.found.branch

    @property
    def access(self) -> Access:
        access: Access = self.request.access
        return access

    @property
    def scope(self) -> Scope:
        """Where the viewer may see members: rows of other branches stay theirs."""
        return self.access.scope(Capability.SEE_MEMBER)

    @cached_property
    def today(self) -> date:
        return clock.today()

    @cached_property
    def file(self) -> PersonalFile:
        return file_of(self.member)

    def may(self, capability: Capability) -> bool:
        return self.access.may(capability, self.branch)

    def does(self, capability: Capability) -> bool:
        """Somebody who has left is only read about."""
        return self.found.is_current and self.may(capability)

    @cached_property
    def has_moved_on(self) -> bool:
        """He belongs, or belonged later, to a branch out of the viewer's sight: what is kept now is kept there."""
        until = self.found.spell.period.upper
        if self.found.is_current or until is None:
            return False
        return bool(self.member.spells.filter(period__startswith__gte=until).exists())

    @cached_property
    def manages(self) -> bool:
        return self.does(Capability.MANAGE_MEMBER)


@dataclass(frozen=True)
class Part:
    """One panel: its template, its column, and what it needs; None: it is not on the page for this viewer now."""

    template: str
    column: str
    about: Callable[[PersonScene], Mapping[str, Any] | None]
