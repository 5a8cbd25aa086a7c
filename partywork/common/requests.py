"""What a view is handed, and the one way to load a row: inside a scope, or not at all."""

from ipaddress import ip_address
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, QuerySet
from django.http import Http404, HttpRequest


class ScopeLike(Protocol):
    def covers(self, path: str) -> bool: ...


class AccessLike(Protocol):
    """The two questions about rights; members.access answers them."""

    member_id: int | None

    def scope(self, capability: Any) -> Any: ...
    def may(self, capability: Any, organization: Any) -> bool: ...


class OfficeRequest(HttpRequest):
    """A request of somebody signed in."""

    user: Any
    access: Any
    htmx: Any


M = TypeVar("M", bound=Model)


def load(
    request: HttpRequest,
    rows: type[M] | QuerySet[M],
    pk: object,
    *,
    see: object,
    do: object = None,
    at: str = "",
) -> M:
    """The row if it lies inside what the person may see (else 404) and may act on (else 403).

    `at` leads to the path of the organization that acts, where it is not the one the row belongs to.
    """
    queryset: Any = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    access: AccessLike = request.access  # type: ignore[attr-defined]
    scope_path: str = queryset.model.scope_path
    place = F(at or scope_path)
    row = queryset.within(access.scope(see)).annotate(scope_place=place).filter(pk=pk).first()
    if row is None:
        raise Http404("没有这一项，或不在您的范围内。")
    if do is not None and not access.scope(do).covers(row.scope_place):
        raise PermissionDenied("您的职务不能办这件事。")
    return row


def need(request: HttpRequest, capability: object) -> None:
    """A page of lists for whoever has the right somewhere; for anybody else it is 403, not an empty page."""
    scope = request.access.scope(capability)  # type: ignore[attr-defined]
    if not (scope.everything or scope.paths):
        raise PermissionDenied("您的职务没有这一项。")


def address_of(request: HttpRequest) -> str:
    """Where the request came from, for the log of readings (PI-09): behind a proxy, what the proxy was told."""
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if _is_address(told):
            return told
    direct = request.META.get("REMOTE_ADDR", "")
    return direct if _is_address(direct) else ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def actor(request: HttpRequest) -> AbstractBaseUser:
    user = request.user
    assert isinstance(user, AbstractBaseUser)
    return user
