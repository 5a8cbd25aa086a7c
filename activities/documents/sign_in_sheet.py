"""F-03 主题党日活动签到表: blank, to be signed by hand, or filled from the register of the day."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from partywork.common.pdf import Document

EMPTY_GUEST_LINES = 3


@dataclass(frozen=True)
class SignInLine:
    """One person; `mark` is how the signature came about, `remark` leave or exemption, never an illness."""

    number: int
    name: str
    standing: str
    group: str = ""
    mark: str = ""
    time: str = ""
    remark: str = ""


@dataclass(frozen=True)
class SignInGuest:
    name: str
    office: str = ""


@dataclass(frozen=True)
class SignInSheetContent:
    title: str
    branch: str
    held_on: date
    theme: str
    place: str
    filled: bool
    lines: tuple[SignInLine, ...]
    guests: tuple[SignInGuest, ...] = ()
    people: str = ""
    rates: str = ""

    @property
    def pairs(self) -> list[tuple[SignInLine | None, SignInLine | None]]:
        """Two columns on the sheet: the first half of the list at the left, the rest at the right."""
        half = (len(self.lines) + 1) // 2
        return list(zip_longest(self.lines[:half], self.lines[half:]))

    @property
    def guest_lines(self) -> list[SignInGuest | None]:
        free = 0 if self.filled and self.guests else max(EMPTY_GUEST_LINES - len(self.guests), 0)
        return [*self.guests, *([None] * free)]


class SignInSheetDocument(Document[SignInSheetContent]):
    template = "documents/sign_in_sheet.html"
    stylesheets = ("form.css", "table.css", "sign_in_sheet.css")
    content_type = SignInSheetContent
