"""Forms filled in as somebody would, but for one kind of box: days no calendar has, numbers no row has, choices that
were never offered, papers that are none. Past the form's own look, deep in the verbs, nothing falls over."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver

from activities import urls_education, urls_handover, urls_quiz, urls_year
from members import (
    urls,
    urls_away,
    urls_care,
    urls_development,
    urls_letters,
    urls_personal,
    urls_publicity,
    urls_roster,
    urls_standing,
    urls_statistics,
)
from tests.architecture.addresses import path_of
from tests.architecture.full_world import Side, client_of

pytestmark = pytest.mark.django_db
PLACES = (
    urls,
    urls_away,
    urls_care,
    urls_development,
    urls_letters,
    urls_personal,
    urls_publicity,
    urls_roster,
    urls_standing,
    urls_statistics,
    urls_education,
    urls_handover,
    urls_quiz,
    urls_year,
)
LONG_NAME = "\u202e阿卜杜" + "·买买提" * 30 + "\u200f\u0301"
PDF = b"%PDF-1.4\n%%EOF"
USUAL = {"date": "2026-06-01", "number": "1", "month": "2026-06", "time": "19:30", "file": "决定.pdf"}
WRONG = {
    "date": ("1900-01-01", "2100-12-31", "9999-12-31"),
    "number": ("-1", "9223372036854775808", "1e309"),
    "choice": ("无此项", "9223372036854775808"),
    "text": (LONG_NAME, "😀\u0001\u202e"),
    "file": (
        ("../../etc/passwd", b"root:x:0:0"),
        ("照片.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        ("名册.xlsx", b"PK\x03\x04" + b"\0" * 60),
        ("空.pdf", b""),
        ("长" * 200 + ".pdf", PDF),
    ),
}


Box = tuple[str, list[str]]


@dataclass
class Form:
    """Where a form goes, and its boxes: name, kind, and what stands or may be chosen there."""

    to: str
    is_sent: bool
    boxes: dict[str, Box] = field(default_factory=dict)


class Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.found.append(Form(said.get("action", ""), said.get("method", "").lower() == "post"))
        name = said.get("name", "")
        if not self.found or name == "csrfmiddlewaretoken":
            return
        if tag == "option" and self._select:
            self.found[-1].boxes[self._select][1].append(said.get("value", ""))
        elif tag == "select":
            self._select = name
            self.found[-1].boxes[name] = ("choice", [])
        elif tag == "textarea" and name:
            self.found[-1].boxes[name] = ("text", [])
        elif tag in ("input", "button") and name:
            self._input(name, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _input(self, name: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind in ("radio", "checkbox", "submit", "button"):
            known = self.found[-1].boxes.setdefault(name, ("choice", []))
            known[1].append(said.get("value", "on"))
        else:
            kept = kind if kind in (*USUAL, "hidden") else "text"
            self.found[-1].boxes[name] = (kept, [said["value"]] if said.get("value") else [])


def _usual(name: str, kind: str, offered: list[str]) -> str:
    if kind == "choice" or kind == "hidden":
        return next((each for each in offered if each), "")
    if offered:
        return offered[0]
    return USUAL.get(kind, "13800138111" if "phone" in name else "示例文字")


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLPattern) and each.name:
            yield each.name


def _filled(boxes: dict[str, Box]) -> dict[str, object]:
    data: dict[str, object] = {name: _usual(name, *box) for name, box in boxes.items()}
    for name, (kind, _offered) in boxes.items():
        if kind == "file":
            data[name] = SimpleUploadedFile("决定.pdf", PDF)
    return data


def _wrongly(boxes: dict[str, Box]) -> Iterator[tuple[str, dict[str, object]]]:
    """As it should be; then one kind of box at a time otherwise; then twice the same key, and nothing at all."""
    yield "right", _filled(boxes)
    for kind, values in WRONG.items():
        named = [name for name, box in boxes.items() if box[0] == kind]
        for value in values if named else ():
            data = _filled(boxes)
            for name in named:
                data[name] = SimpleUploadedFile(*value) if isinstance(value, tuple) else value
            yield f"{kind} {value!r}"[:60], data
    twice = {name: [value, value] for name, value in _filled(boxes).items() if isinstance(value, str)}
    yield "twice", dict(twice)
    for kind in ("date", "choice", "hidden"):
        yield (
            f"without {kind}",
            {key: value for key, value in _filled(boxes).items() if boxes[key][0] != kind},
        )


def _sent_from(client: Client, path: str) -> list[Form] | None:
    """The forms of the page that change something; None where there is no page for this person."""
    answer = client.get(path)
    if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
        return None
    forms = Forms()
    forms.feed(answer.content.decode().partition("<main")[2])
    return [form for form in forms.found if form.is_sent]


def _forms(names: set[str], side: Side) -> Iterator[tuple[Client, str, dict[str, Box]]]:
    """Each form once, at the desk of the first who may open its page."""
    desks = [client_of(side.users[role]) for role in ("secretary", "official", "member")]
    known = set()
    for name in sorted(names):
        path = path_of(name, side)
        for client in desks:
            forms = _sent_from(client, path)
            for form in forms or ():
                to = form.to or path
                if (to, *form.boxes) not in known:
                    known.add((to, *form.boxes))
                    yield client, to, form.boxes
            if forms is not None:
                break


def test_one_kind_of_box_wrong_at_a_time(sides, settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    own, _foreign = sides
    names = {name for place in PLACES for name in _names(place.urlpatterns)}
    fallen, asked = [], Counter[int]()
    for client, path, boxes in _forms(names, own):
        client.raise_request_exception = False
        for what, data in _wrongly(boxes):
            with transaction.atomic():
                answer = client.post(path, data)
                transaction.set_rollback(True)
            asked[answer.status_code] += 1
            if answer.status_code >= 500:
                fallen.append((path, what, repr(getattr(answer, "exc_info", None))[:300]))
    assert not fallen, "\n".join(map(str, fallen))
    assert asked[302] > 50  # many were filled in so well that they were done
    assert sum(asked.values()) > 500
