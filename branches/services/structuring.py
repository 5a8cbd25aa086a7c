"""The tree of organizations: rename, move, correct, dissolve; dated, nothing of the past lost (E-84..E-86)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model
from django.utils import timezone

from branches.models import Organization, OrganizationName, OrganizationPlacement
from branches.services.founding import require_place
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def rename(
    organization: Organization,
    name: str,
    *,
    day: date,
    by: AbstractBaseUser | None,
    short_name: str = "",
    reason: str = "",
) -> Organization:
    """From `day` on it is called `name`; documents of earlier days keep the earlier name (E-85)."""
    held: Organization = lock(organization)
    name = name.strip()
    require(name, "请填写新名称。", field="name")
    if name == held.name:
        return held
    _require_change_day(held, day)
    _succeed(held.names.all(), OrganizationName(organization=held, name=name), day)
    before, held.name, held.short_name = held.name, name, short_name.strip()
    save(held, "name", "short_name")
    journal(held, "rename", by=by, reason=reason or f"{before} → {name}", before=before[:30], after=name[:30])
    return held


@transaction.atomic
def move(
    organization: Organization, to: Organization, *, day: date, by: AbstractBaseUser | None, reason: str = ""
) -> Organization:
    """From `day` on it stands below `to`, with all below it; past months stay with the earlier superior."""
    held: Organization = lock(organization)
    target: Organization = lock(to)
    before = held.superior
    if before is not None and before.pk == target.pk:
        return held
    require(not target.path.startswith(held.path), "不能移到自己或自己的下级党组织之下。", field="parent")
    _require_change_day(held, day)
    require_place(held.kind, target, day)
    _succeed(held.placements.all(), OrganizationPlacement(organization=held, parent=target), day)
    Organization.objects.move(held, target, pos="last-child")
    moved: Organization = Organization.objects.get(pk=held.pk)
    # Whoever pulls changes only must hear of all that came into his reach.
    Organization.objects.filter(path__startswith=moved.path).update(updated_at=timezone.now())
    journal(
        moved,
        "move",
        by=by,
        reason=reason,
        before=before.called[:30] if before else "",
        after=target.called[:30],
    )
    return moved


@transaction.atomic
def correct(
    organization: Organization,
    *,
    short_name: str,
    domain: str,
    has_committee: bool,
    by: AbstractBaseUser | None,
) -> list[str]:
    """What needs no date: the short name, the domain, whether there is a branch committee.

    The names of what is different now; where nothing is, nothing is written down either.
    """
    held: Organization = lock(organization)
    require(not held.is_branch or domain, "请选择党支部的领域。", field="domain")
    term = held.terms.filter(ended_on__isnull=True).first() if held.has_committee != has_committee else None
    require(
        term is None,
        f"第{term.number if term else ''}届任期内设不设支委会以选举为准，换届时再定。",
        field="has_committee",
    )
    wanted = {
        "short_name": short_name.strip(),
        "domain": domain if held.is_branch else "",
        "has_committee": has_committee,
    }
    differing = [name for name, value in wanted.items() if value != getattr(held, name)]
    if differing:
        for name in differing:
            setattr(held, name, wanted[name])
        save(held, *differing)
        journal(held, "correct", by=by)
    return differing


@transaction.atomic
def settle_committee(
    organization: Organization, *, has_committee: bool, by: AbstractBaseUser | None
) -> Organization:
    """The running term says whether there is a branch committee (ORG-09)."""
    held: Organization = lock(organization)
    if held.has_committee != has_committee:
        held.has_committee = has_committee
        save(held, "has_committee")
        journal(held, "settle_committee", by=by, after="设支委会" if has_committee else "不设支委会")
    return held


@transaction.atomic
def dissolve(
    organization: Organization,
    *,
    day: date,
    dissolution: str,
    by: AbstractBaseUser | None,
    successor: Organization | None = None,
    reason: str = "",
) -> Organization:
    """From `day` on it is no more; what it did stays readable (E-84).

    Its members must have been moved before: members.services.reorganizing does both in one step.
    """
    held: Organization = lock(organization)
    require(held.dissolved_on is None, f"“{held.name}”已经撤销。", code="wrong_state")
    _require_change_day(held, day)
    living = Organization.objects.get_children(held).active_on(day)
    require(not living.exists(), "下面还有党组织，请先把它们转走或撤销。", field="day")
    held.dissolved_on, held.dissolution, held.successor = day, dissolution, successor
    save(held, "dissolved_on", "dissolution", "successor")
    journal(
        held,
        "dissolve",
        by=by,
        reason=reason,
        before=held.name[:30],
        after=f"并入{successor.called}"[:30] if successor else "撤销",
    )
    return held


def _require_change_day(organization: Organization, day: date) -> None:
    """The tree shows today; a change is entered on its day or afterwards, not ahead."""
    require(day <= clock.today(), "日期不能晚于今天，请到那天再办。", field="day")
    founded = organization.founded_on
    require(founded is None or day >= founded, "日期早于成立日期。", field="day")


def _succeed(spells: object, successor: Model, day: date) -> None:
    """End the running spell the day before and begin the next one; on its very first day it is replaced."""
    running = spells.filter(period__endswith__isnull=True).first()  # type: ignore[attr-defined]
    if running is not None:
        first = running.period.lower
        require(first is None or day >= first, f"上一次变更是{_text(first)}，日期不能比它早。", field="day")
        if day == first:
            running.delete()
        else:
            running.period = DateRange(first, day)
            running.save(update_fields=["period"])
    successor.period = DateRange(day, None)  # type: ignore[attr-defined]
    successor.save()


def _text(day: date | None) -> str:
    return clock.long_date(day) if day else ""
