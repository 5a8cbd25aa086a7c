"""Who may sign in at all: open accounts, and those of the demo world in demo mode only."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser

from members.models import User
from members.services.accounts import user_of_phone


class OfficeBackend(AuthenticationBackend):  # type: ignore[misc]
    """Asked at signing in and again with every request, so a demo session ends with the demo mode."""

    def user_can_authenticate(self, user: User) -> bool:
        return bool(super().user_can_authenticate(user)) and (settings.DEMO_MODE or not user.is_demo)

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        """The name on the slip, or the own telephone number."""
        found: AbstractBaseUser | None = super()._authenticate_by_username(username, password)
        return found or self._check_password(user_of_phone(username), password)
