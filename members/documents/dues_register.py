"""F-17 党费收缴登记表: a year of a branch across one landscape page; twelve months with day and sum, no bases."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class MonthCell:
    """What a member paid for one month, and when; empty where nothing is there (yet)."""

    figure: str = ""
    on: date | None = None


@dataclass(frozen=True)
class RegisterRow:
    number: int
    name: str = ""
    monthly: str = ""
    months: tuple[MonthCell, ...] = (MonthCell(),) * 12
    back: str = ""
    extra: str = ""
    owed: str = ""
    paid: str = ""
    note: str = ""


@dataclass(frozen=True)
class HandedUp:
    """One remittance at the foot: for which months, when, how much, by whom, with which receipt."""

    period: str
    on: date
    figure: str
    by: str
    receipt: str


@dataclass(frozen=True)
class RegisterSheet:
    branch: str
    year: int
    rows: tuple[RegisterRow, ...]
    totals: RegisterRow
    collectors: tuple[str, ...]
    handed_up: tuple[HandedUp, ...] = ()
    as_of: date | None = None


class DuesRegisterDocument(Document[RegisterSheet]):
    template = "documents/dues_register.html"
    stylesheets = ("form.css", "table.css", "dues_register.css")
    content_type = RegisterSheet
