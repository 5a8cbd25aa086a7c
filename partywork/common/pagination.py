"""Paging by key: the same cost on the first page and on the last, and no row twice (performance.md 1b)."""

from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request


class KeyPagination(CursorPagination):
    """`next` carries a cursor; `page_size` up to 1000. Rows added meanwhile come at the end, none is skipped."""

    ordering = "pk"
    max_page_size = 1000
    page_size_query_param = "page_size"
    page_size_query_description = "每页多少条，1 到 1000，默认 100。"
    cursor_query_description = "翻页游标，照抄上一页 next 里的值，不要自己拼。"

    def get_page_size(self, request: Request) -> int | None:
        text = request.query_params.get("page_size")
        if text is None:
            return self.page_size
        if not (
            text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= self.max_page_size
        ):
            raise _invalid("page_size", f"请写 1 到 {self.max_page_size} 的整数。", "invalid")
        return int(text)

    def decode_cursor(self, request: Request) -> Cursor | None:
        try:
            cursor = super().decode_cursor(request)
        except NotFound:
            cursor = Cursor(offset=0, reverse=False, position=None)
        if cursor is None:
            return None
        position = str(cursor.position or "")
        # Keys are unique, so an honest cursor is a position and never an offset.
        if cursor.offset or not (position.isascii() and position.isdigit() and len(position) <= 18):
            raise _invalid("cursor", "游标无效。请从第一页重新开始。", "invalid_cursor")
        return cursor


def _invalid(attr: str, sentence: str, code: str) -> ValidationError:
    return ValidationError({attr: ErrorDetail(sentence, code=code)})
