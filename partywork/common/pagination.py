"""Paging by key: the same cost on the first page and on the last, and no row twice (performance.md 1b)."""

from rest_framework.pagination import CursorPagination


class KeyPagination(CursorPagination):
    """`next` carries a cursor; `page_size` up to 1000."""

    ordering = "pk"
    page_size_query_param = "page_size"
    max_page_size = 1000
