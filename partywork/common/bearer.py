"""Who a program is: the token it carries. Apart from the views, because REST framework loads it first."""

from typing import Any

from django.utils.module_loading import import_string
from knox.auth import TokenAuthentication
from rest_framework.request import Request


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]
    """`Authorization: Bearer pw_…`; what the token may do replaces what its owner may do."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        found = super().authenticate(request)
        if found is not None:
            token_access = import_string("members.access.token_access")
            request._request.access = token_access(found[1])  # type: ignore[attr-defined]
        return found  # type: ignore[no-any-return]
