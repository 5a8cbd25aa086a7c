"""How the API refuses: always the same form, a stable code, a Chinese sentence."""

from typing import Any

from django.http import Http404
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework.exceptions import APIException, NotAuthenticated, NotFound

NO_TOKEN = "请求没有带令牌，请加上 Authorization: Bearer pw_…"  # noqa: S105  # a sentence, not a password
NOT_THERE = "没有这一项，或不在令牌的范围内。"
BROKEN = "系统出了故障，请稍后再试；如果还不行，请告诉管理员。"


class OfficeExceptionHandler(ExceptionHandler):
    def convert_known_exceptions(self, exc: Exception) -> Any:
        if isinstance(exc, Http404):
            return NotFound(NOT_THERE)
        if isinstance(exc, NotAuthenticated):
            said = NotAuthenticated(NO_TOKEN)
            said.auth_header = getattr(exc, "auth_header", None)  # type: ignore[attr-defined]
            return said
        return super().convert_known_exceptions(exc)

    def convert_unhandled_exceptions(self, exc: Exception) -> Any:
        return exc if isinstance(exc, APIException) else APIException(BROKEN, code="server_error")
