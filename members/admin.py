"""Looking things up for the operator; changes go through the pages, which date and remember them."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from members.models import ApiToken, Appointment, ExemptionSpell, Member, MembershipSpell, User


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read, search and filter; nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False


@admin.register(User)
class UserAdmin(LookOnly):
    list_display = ("username", "name", "is_active", "is_superuser", "must_change_password", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("username", "name")
    exclude = ("password",)


@admin.register(Member)
class MemberAdmin(LookOnly):
    list_display = ("name", "sex", "joined_on", "full_on", "user")
    list_select_related = ("user",)
    search_fields = ("name", "initials")


@admin.register(MembershipSpell)
class MembershipSpellAdmin(LookOnly):
    # How it ended is told to the secretary alone, and so is why somebody is exempt (E-52).
    list_display = ("member", "branch", "group", "period")
    exclude = ("ended_by",)
    list_select_related = ("member", "branch", "group")
    search_fields = ("member__name", "branch__name")


@admin.register(ExemptionSpell)
class ExemptionSpellAdmin(LookOnly):
    list_display = ("member", "branch", "since", "until", "approved_by")
    exclude = ("reason",)
    list_select_related = ("member", "branch", "approved_by")
    search_fields = ("member__name",)


@admin.register(Appointment)
class AppointmentAdmin(LookOnly):
    list_display = ("holder", "organization", "post", "period")
    list_select_related = ("holder", "organization")
    list_filter = ("post",)
    search_fields = ("holder__name", "organization__name")


@admin.register(ApiToken)
class ApiTokenAdmin(LookOnly):
    list_display = ("name", "user", "organization", "created", "expiry")
    list_select_related = ("user", "organization")
    exclude = ("digest",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """A leaked token can be withdrawn by the operator too."""
        return True
