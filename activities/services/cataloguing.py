"""The committee's themes of a year: required ones and a menu to choose from (PL-05)."""

from collections.abc import Sequence

from django.db import transaction

from activities.choices import Requirement
from activities.models import CatalogueTheme, PlannedActivity
from branches.models import Organization
from members.models import User
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def offer(
    organization: Organization,
    year: int,
    *,
    by: User,
    title: str,
    requirement: str,
    months: Sequence[int] = (),
    note: str = "",
) -> CatalogueTheme:
    """Put a theme into the year's catalogue; the same title twice changes the first."""
    require(not organization.is_branch, "主题目录由上级党组织发布。")
    require(title.strip(), "请写主题。", field="title")
    require(requirement in Requirement.values, "请选必选或自选。", field="requirement")
    require(2000 <= year <= 2100, "年度应在 2000 到 2100 之间。", field="year")
    values = {"requirement": requirement, "months": sorted(set(months)), "note": note.strip()}
    theme, _ = CatalogueTheme.objects.update_or_create(
        organization=organization, year=year, title=title.strip(), defaults=values
    )
    journal(theme, "offer", by=by)
    return theme


@transaction.atomic
def change(
    theme: CatalogueTheme,
    *,
    by: User,
    title: str,
    requirement: str,
    months: Sequence[int] = (),
    note: str = "",
) -> CatalogueTheme:
    theme = lock(theme)
    require(title.strip(), "请写主题。", field="title")
    taken = CatalogueTheme.objects.filter(
        organization=theme.organization, year=theme.year, title=title.strip()
    )
    require(not taken.exclude(pk=theme.pk).exists(), "目录里已有这个主题。", field="title")
    theme.title, theme.requirement = title.strip(), requirement
    theme.months, theme.note = sorted(set(months)), note.strip()
    save(theme, "title", "requirement", "months", "note")
    journal(theme, "change", by=by)
    return theme


@transaction.atomic
def withdraw(theme: CatalogueTheme, *, by: User) -> None:
    """Only while no plan has taken it up."""
    theme = lock(theme)
    used = PlannedActivity.objects.filter(theme=theme).count()
    require(not used, f"已有 {used} 行计划用了这个主题，不能删除；可以改为自选。")
    journal(theme, "withdraw", by=by)
    theme.delete()
