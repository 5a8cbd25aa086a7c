"""Looking up the tree, the register and the calendar; changes go through the pages, which date them."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from branches.models import Organization, Parameter, PartyGroup, WorkdayOverride


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read, search and filter; nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False


@admin.register(Organization)
class OrganizationAdmin(LookOnly):
    list_display = ("name", "kind", "domain", "code", "founded_on", "dissolved_on")
    list_filter = ("kind", "domain")
    search_fields = ("name", "short_name", "code")
    exclude = ("path", "depth", "numchild")


@admin.register(PartyGroup)
class PartyGroupAdmin(LookOnly):
    list_display = ("name", "branch", "dissolved_on")
    list_select_related = ("branch",)


@admin.register(Parameter)
class ParameterAdmin(LookOnly):
    list_display = ("key", "organization", "value", "in_force_from", "set_by", "reason")
    list_select_related = ("organization",)
    search_fields = ("key", "organization__name")


@admin.register(WorkdayOverride)
class WorkdayOverrideAdmin(LookOnly):
    list_display = ("day", "is_workday", "name")
