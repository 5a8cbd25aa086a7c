"""Founding an organization, with its first name and place, and what may stand below what (ORG-06)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.choices import OrganizationKind
from branches.models import Organization, OrganizationName, OrganizationPlacement, Parameter
from branches.rules.parameters import PRESETS, SPECS
from partywork.common.verbs import journal, lock, require

# What may stand directly below what (ORG-06).
MAY_HOLD: dict[str, frozenset[str]] = {
    OrganizationKind.COMMITTEE: frozenset(OrganizationKind),
    OrganizationKind.GENERAL_BRANCH: frozenset({OrganizationKind.BRANCH}),
    OrganizationKind.BRANCH: frozenset(),
}


@dataclass(frozen=True)
class NewOrganization:
    """What must be known to found one; `use_preset` writes the preset of its kind as its own values."""

    kind: str
    name: str
    code: str
    founded_on: date
    domain: str = ""
    short_name: str = ""
    has_committee: bool = True
    use_preset: bool = False


@transaction.atomic
def found(new: NewOrganization, *, parent: Organization | None, by: AbstractBaseUser | None) -> Organization:
    """A new organization below `parent`; only a committee may stand at the top."""
    code = new.code.strip()
    require(new.name.strip(), "请填写名称。", field="name")
    require(code, "请填写代码。", field="code")
    require(
        not Organization.objects.filter(code=code).exists(), f"代码“{code}”已有别的党组织使用。", field="code"
    )
    require(new.kind != OrganizationKind.BRANCH or new.domain, "请选择党支部的领域。", field="domain")
    require_place(new.kind, parent, new.founded_on)
    values = {
        "kind": new.kind,
        "name": new.name.strip(),
        "short_name": new.short_name.strip(),
        "code": code,
        "domain": new.domain if new.kind == OrganizationKind.BRANCH else "",
        "has_committee": new.has_committee,
        "founded_on": new.founded_on,
    }
    if parent is None:
        organization: Organization = Organization.objects.add_root(values)
    else:
        organization = Organization.objects.add_child(lock(parent), values)
    since = DateRange(new.founded_on, None)
    OrganizationName.objects.create(organization=organization, name=organization.name, period=since)
    OrganizationPlacement.objects.create(organization=organization, parent=parent, period=since)
    if new.use_preset:
        _take_preset(organization, new.founded_on, by)
    journal(organization, "found", by=by, after=organization.name[:30])
    return organization


def _take_preset(organization: Organization, since: date, by: AbstractBaseUser | None) -> None:
    preset = PRESETS.get(organization.domain, {})
    Parameter.objects.bulk_create(
        Parameter(
            organization=organization,
            key=key,
            value=SPECS[key].to_json(value),
            in_force_from=since,
            reason="成立时采用领域预设",
            set_by=str(by or "")[:60],
        )
        for key, value in preset.items()
    )


def require_place(kind: str, parent: Organization | None, day: date) -> None:
    """One of this kind may stand below `parent` on that day; only a committee stands at the top."""
    if parent is None:
        require(kind == OrganizationKind.COMMITTEE, "党总支和党支部要设在上级党组织之下。", field="parent")
        return
    allowed = kind in MAY_HOLD[parent.kind]
    label = OrganizationKind(kind).label
    require(allowed, f"{parent.called}是{parent.get_kind_display()}，下面不能设{label}。", field="parent")
    require(parent.is_active_on(day), f"“{parent.name}”那天还没有成立或已经撤销。", field="parent")
