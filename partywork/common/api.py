"""The base of every API view: a token's rights, one scope, keys for pages, and `updated_since`."""

from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from rest_framework import viewsets
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request


class ScopedViewSet(viewsets.ReadOnlyModelViewSet[Any]):
    """Rows within the token's scope for one capability; anything else is 404, no such right at all is 403."""

    capability: ClassVar[Any] = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.capability is None:
            raise ImproperlyConfigured(f"{cls.__name__} names no capability")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not request._request.access.may_anywhere(self.capability):  # type: ignore[attr-defined]
            raise PermissionDenied("这个令牌没有这项权限。")

    def get_queryset(self) -> Any:
        queryset: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return queryset.none()
        access = self.request._request.access  # type: ignore[attr-defined]
        return queryset.within(access.scope(self.capability))
