"""F-03 主题党日活动签到表: blank, to be signed by hand, or filled from the register of the day."""

from dataclasses import dataclass
from datetime import date

from activities.documents.sign_in_columns import ONE_COLUMN_UP_TO, Row, pages, with_headings
from partywork.common.pdf import Document

EMPTY_GUEST_LINES = 3


@dataclass(frozen=True)
class SignInLine:
    """One person; `mark` is how the signature came about, `remark` leave or exemption, never an illness.

    `code` is the 签到号 by which a signed paper is typed in; a filled sheet has none.
    """

    number: int
    name: str
    standing: str
    group: str = ""
    mark: str = ""
    time: str = ""
    remark: str = ""
    code: str = ""


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
    def has_codes(self) -> bool:
        return any(line.code for line in self.lines)

    @property
    def is_short(self) -> bool:
        """A few people get one wide column."""
        return len(self.lines) <= ONE_COLUMN_UP_TO

    @property
    def pages(self) -> list[list[Row]]:
        """The names in two columns, page by page."""
        return list(pages(with_headings(self.lines), len(self.guest_lines)))

    @property
    def guest_lines(self) -> list[SignInGuest | None]:
        free = 0 if self.filled and self.guests else max(EMPTY_GUEST_LINES - len(self.guests), 0)
        return [*self.guests, *([None] * free)]


class SignInSheetDocument(Document[SignInSheetContent]):
    template = "documents/sign_in_sheet.html"
    stylesheets = ("form.css", "table.css", "sign_in_sheet.css")
    content_type = SignInSheetContent
