"""The base of every API view: a token's rights, one scope, keys for pages, and answers only when something moved."""

import hashlib
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count, F, Max, QuerySet, Sum
from django.db.models.functions import Extract
from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework import viewsets
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from partywork.common.filtering import StrictFilterBackend

# Counted into every fingerprint: a new shape of the answers makes all kept copies old.
SHAPE = "1"
RIGHT_MISSING = "这个令牌没有这项权限，或者发令牌的人已不再担任有这项权限的职务。"


class ScopedViewSet(viewsets.ReadOnlyModelViewSet[Any]):
    """Rows within the token's scope for one capability; anything else is 404, no such right at all is 403.

    `changed_field` moves whenever anything in the answer moves; `updated_since` and the ETag rest on it (R03).
    """

    capability: ClassVar[Any] = None
    changed_field: ClassVar[str] = "updated_at"
    filter_backends = (StrictFilterBackend,)
    lookup_value_regex = r"\d{1,18}"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.capability is None:
            raise ImproperlyConfigured(f"{cls.__name__} names no capability")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not _access(request).may_anywhere(self.capability):
            raise PermissionDenied(RIGHT_MISSING, code="right_missing")

    def get_queryset(self) -> Any:
        queryset: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return queryset.none()
        return queryset.within(_access(self.request).scope(self.capability))

    def list(self, request: Request, **_kwargs: Any) -> Any:
        rows = self.filter_queryset(self.get_queryset())
        etag = self.etag(_state_of(rows, self.changed_field))
        same = unchanged(request, etag)
        if same is not None:
            return same
        page = self.paginate_queryset(rows)
        assert page is not None
        return stamped(self.get_paginated_response(self.get_serializer(page, many=True).data), etag)

    def retrieve(self, request: Request, **_kwargs: Any) -> Any:
        row = self.get_object()
        etag = self.etag(f"{row.pk} {getattr(row, self.changed_field).timestamp()}")
        same = unchanged(request, etag)
        if same is not None:
            return same
        return stamped(Response(self.get_serializer(row).data), etag)

    def etag(self, state: str) -> str:
        """What was asked, how far the token reaches, and the state of the rows."""
        scope = _access(self.request).scope(self.capability)
        facts = (SHAPE, self.request.build_absolute_uri(), scope, state)
        return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


def _access(request: Request) -> Any:
    return request._request.access  # type: ignore[attr-defined]


def _state_of(rows: QuerySet[Any], changed: str) -> str:
    """How many, which, and when they changed. The sum tells of a change that was saved earlier but seen later:
    the maximum alone would hide it.
    """
    facts = rows.order_by().aggregate(
        count=Count("pk"), keys=Sum("pk"), last=Max(changed), moments=Sum(Extract(F(changed), "epoch"))
    )
    return repr(sorted(facts.items()))


def unchanged(request: Request, etag: str) -> HttpResponseBase | None:
    """304 when the client's copy is still good."""
    answer = get_conditional_response(request._request, etag=etag)
    return stamped(answer, etag) if answer is not None else None


def stamped(response: Any, etag: str) -> Any:
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization"])
    return response
