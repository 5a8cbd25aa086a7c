"""Setting a value of the register: dated, with a reason, by whom it is allowed (C15, A10, E-78)."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Value

from branches.models import Organization, Parameter
from branches.rules.parameter_spec import BRANCH, FIXED
from branches.rules.parameters import SPECS
from partywork.common import clock
from partywork.common.verbs import journal, require


@transaction.atomic
def set_parameter(
    organization: Organization,
    key: str,
    raw: object,
    *,
    since: date,
    by: AbstractBaseUser | None,
    reason: str = "",
) -> Parameter:
    """From `since` on this value holds for the organization and everything below it, unless set nearer.

    Nothing before `since` is judged anew. A day in the past is taken only with a reason. Setting the same day
    twice corrects the entry; setting the very same value again changes nothing.
    """
    require(key in SPECS, f"没有名为“{key}”的规则参数。", field="value", code="unknown_parameter")
    _require_allowed(organization, key)
    _require_day(organization, since, reason)
    value = stored_value(key, raw)
    return _put(organization, key, value, since=since, by=by, reason=reason.strip())


@transaction.atomic
def take_back_parameter(
    organization: Organization, key: str, *, since: date, by: AbstractBaseUser | None, reason: str = ""
) -> Parameter:
    """From `since` on the organization sets nothing of its own: what its superiors set holds again."""
    set_here = Parameter.objects.filter(organization=organization, key=key, in_force_from__lte=since).exists()
    require(set_here, "本组织没有设定过这一项，不用撤回。", field="value")
    _require_allowed(organization, key)
    _require_day(organization, since, reason)
    return _put(organization, key, None, since=since, by=by, reason=reason.strip())


def stored_value(key: str, raw: object) -> Any:
    """The typed value as it is stored; DomainError at the field when the register does not allow it."""
    spec = SPECS[key]
    try:
        return spec.to_json(spec.parse(raw))
    except ValueError as refusal:
        sentence = str(refusal)
    require(False, f"{sentence}。", field="value", code="bad_value")
    return None


def may_be_set_by(organization: Organization, key: str) -> bool:
    """A branch sets what the register leaves to branches, and what it may make stricter for itself."""
    spec = SPECS[key]
    if spec.set_by == FIXED:
        return False
    return not organization.is_branch or spec.set_by == BRANCH or bool(spec.stricter)


def _require_allowed(organization: Organization, key: str) -> None:
    spec = SPECS[key]
    require(spec.set_by != FIXED, f"“{spec.label}”由党内法规规定，不能更改。", field="value", code="fixed")
    require(
        may_be_set_by(organization, key),
        f"“{spec.label}”由上级党组织设定，党支部不能更改。",
        field="value",
        code="not_yours",
    )


def _require_day(organization: Organization, since: date, reason: str) -> None:
    today = clock.today()
    require(
        since >= today or reason.strip(),
        "生效日期早于今天，请写明理由；这一天以后的事项会按新值判断，已归档的纪实表不变。",
        field="reason",
        code="reason_needed",
    )
    founded = organization.founded_on
    require(founded is None or since >= founded, "生效日期早于本组织的成立日期。", field="in_force_from")
    require(organization.is_active_on(since), "本组织已撤销，不能再设定。", field="in_force_from")


def _put(
    organization: Organization,
    key: str,
    value: Any,
    *,
    since: date,
    by: AbstractBaseUser | None,
    reason: str,
) -> Parameter:
    held = Parameter.objects.select_for_update().filter(
        organization=organization, key=key, in_force_from=since
    )
    existing: Parameter | None = held.first()
    if existing is not None and existing.value == value:
        return existing
    before = "" if existing is None else _short(key, existing.value)
    row = existing or Parameter(organization=organization, key=key, in_force_from=since)
    row.value, row.reason = value, reason
    row.set_by = str(by or "")[:60]
    if value is None:  # None alone would be SQL's null; what was taken back is a dated value too
        row.value = Value(None, models.JSONField())
    row.save()
    journal(row, "set_parameter", by=by, reason=reason, before=before, after=_short(key, value))
    return row


def _short(key: str, value: Any) -> str:
    spec = SPECS[key]
    return "撤回" if value is None else spec.text(spec.parse(value))[:30]
