"""Who may sign in at all: open accounts, and those of the demo world in demo mode only."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from members.models import User


class OfficeBackend(AuthenticationBackend):  # type: ignore[misc]
    """Asked at signing in and again with every request, so a demo session ends with the demo mode."""

    def user_can_authenticate(self, user: User) -> bool:
        return bool(super().user_can_authenticate(user)) and (settings.DEMO_MODE or not user.is_demo)
