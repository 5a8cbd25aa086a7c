"""What unit an organization stands in, and whom to ask there (F-21)."""

import re
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from branches.choices import UnitSituation
from branches.models import Organization, OrganizationUnit
from partywork.common.verbs import journal, lock, require

PHONE = re.compile(r"[\d\-+() 转,]{5,40}")
OWN = ("name", "credit_code", "nature", "established")


@dataclass(frozen=True)
class Unit:
    """The items of the form; of a unit that is the superior's only the people to ask."""

    situation: str
    name: str = ""
    credit_code: str = ""
    nature: str = ""
    established: str = ""
    contact: str = ""
    phone: str = ""


@transaction.atomic
def describe_unit(organization: Organization, unit: Unit, *, by: AbstractBaseUser | None) -> list[str]:
    """The words of what is different now; the same again changes nothing."""
    held: Organization = lock(organization)
    require(unit.situation in UnitSituation.values, "请选择所在单位情况。", field="situation")
    values = _clean(unit)
    if unit.situation == UnitSituation.SAME:
        require(held.superior is not None, "没有上级党组织，请写明所在单位。", field="situation")
        values |= dict.fromkeys(OWN, "")
    else:
        require(values["name"], "请写单位名称。", field="name")
    row = OrganizationUnit.objects.filter(organization=held).first() or OrganizationUnit(
        organization=held, situation=""
    )
    labels = {field.name: str(field.verbose_name) for field in OrganizationUnit._meta.fields}
    changed = [labels[name] for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        journal(held, "describe_unit", by=by, reason="、".join(changed))
    return changed


def _clean(unit: Unit) -> dict[str, str]:
    values = {name: " ".join(str(value).split()) for name, value in vars(unit).items()}
    phone = values["phone"]
    require(not phone or PHONE.fullmatch(phone), "电话应像 0791-88888888，请核对。", field="phone")
    if values["credit_code"]:
        try:
            values["credit_code"] = uscc.validate(values["credit_code"])
        except ValidationError:
            require(False, "统一社会信用代码是 18 位，校验位不符，请核对。", field="credit_code")
    return values
