"""Who a program is: the token it carries. Apart from the views, because REST framework loads it first."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth import load_backend
from django.utils.module_loading import import_string
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

_SHAPE = re.compile(rb"[\x21-\x7e]{1,200}")


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]
    """`Authorization: Bearer pw_…`; what the token may do replaces what its owner may do.

    A session cookie is nobody here: a page of another site cannot ask in the name of whoever is signed in.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        try:
            found = super().authenticate(request)
        except AuthenticationFailed:
            raise AuthenticationFailed("令牌无效：写法不对，或者已经收回、到期，账号已停用。") from None
        if found is not None and not _may_sign_in(found[0]):
            raise AuthenticationFailed("账号已停用。")
        if found is not None:
            token_access = import_string("members.access.token_access")
            request._request.access = token_access(found[1])  # type: ignore[attr-defined]
        return found

    def authenticate_credentials(self, token: bytes) -> tuple[Any, Any]:
        # Anything else cannot be ours, and neither the decoder nor the database needs to see it.
        if not _SHAPE.fullmatch(token):
            raise AuthenticationFailed
        return super().authenticate_credentials(token)


def _may_sign_in(user: Any) -> bool:
    """The same question as at the sign-in page: also the demo world's accounts stay outside without it."""
    backend: Any = load_backend(settings.AUTHENTICATION_BACKENDS[0])
    return bool(backend.user_can_authenticate(user))
