"""A file as an answer: named in Chinese, never kept by a browser in between."""

from collections.abc import Callable
from typing import IO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

from partywork.common.spreadsheets import XLSX_TYPE


def xlsx_answer(content: bytes, name: str) -> HttpResponse:
    return _answer(content, XLSX_TYPE, name, saved=True)


def csv_answer(text: str, name: str) -> HttpResponse:
    """Marked as UTF-8 at its beginning: the spreadsheet programs of offices would take it for GBK."""
    return _answer(("\ufeff" + text).encode(), "text/csv; charset=utf-8", name, saved=True)


def stored_answer(file: FieldFile, name: str = "", *, as_attachment: bool = False) -> FileResponse:
    """A file that was handed in, under its own name; 404 in words where the storage has lost it."""
    called = name or str(file.name).rsplit("/", 1)[-1]
    return opened_answer(lambda: file.open("rb"), called, as_attachment=as_attachment)


def opened_answer(
    opening: Callable[[], IO[bytes]], name: str, content_type: str = "", *, as_attachment: bool = False
) -> FileResponse:
    """What `opening` opens, with its type never guessed at; 404 in words where the storage has lost it."""
    try:
        response = FileResponse(opening(), as_attachment=as_attachment, filename=name)
    except FileNotFoundError:
        raise Http404("这份文件不在服务器上了，请联系系统管理员。") from None
    if content_type:
        response["Content-Type"] = content_type
    response["X-Content-Type-Options"] = "nosniff"
    return response


def saved_answer(file: FieldFile, name: str, content_type: str) -> FileResponse:
    """A scan that somebody handed in: saved by the browser, never shown or guessed at in it (PI-01)."""
    return opened_answer(lambda: file.open("rb"), name, content_type, as_attachment=True)


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Opened beside the page, not saved: made for this one answer and kept nowhere."""
    return _answer(content, "application/pdf", name, saved=False)


def _answer(content: bytes, content_type: str, name: str, *, saved: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(saved, name) or ""
    response["Cache-Control"] = "no-store"
    return response
