"""How people get in: accounts are opened by the office, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpRequest
from django.urls import reverse


class OfficeAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "账号或密码不对。账号已保留，不用重输；错 5 次要等 5 分钟。",
        "too_many_login_attempts": "试得太多了，请等 5 分钟再试。忘了密码，请找本支部书记重置。",
        "enter_current_password": "现在的密码不对。",
        "incorrect_password": "密码不对。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Counted by the rate limiter; nothing about the person is logged."""

    def pre_login(self, request: HttpRequest, user: Any, **hooks: Any) -> Any:
        """The session keeps by which name somebody signed in; a telephone number stays out of it (PI-06)."""
        for way in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, []):
            if "username" in way:
                way["username"] = user.get_username()
        return super().pre_login(request, user, **hooks)

    def set_password(self, user: Any, password: str) -> None:
        """Whoever chose a password of their own is done with the one-time password."""
        user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("home")
