"""A long list on a page: a hundred lines at a time, with components/_pagination.html below it."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

LINES_A_PAGE = 100


def asked_page(
    request: HttpRequest, rows: "Sequence[Any] | QuerySet[Any]", size: int = LINES_A_PAGE
) -> "Page[Any]":
    """The page that ?page= asks for; the first or the last where there is no such page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
