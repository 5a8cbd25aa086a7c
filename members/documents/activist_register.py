"""F-25 入党积极分子培养教育考察登记表 and F-26 预备党员教育考察登记表."""

from dataclasses import dataclass
from datetime import date

from members.documents.development_record import BasicFacts
from partywork.common.pdf import Document


@dataclass(frozen=True)
class HalfYear:
    """One half-yearly look at an activist (DV-06)."""

    period: str
    on: date | None
    behaviour: str
    contacts: str
    group: str
    branch: str
    attended: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActivistRegister:
    person: BasicFacts
    activist_on: date | None
    supporters: str
    reviews: tuple[HalfYear, ...]
    training: str
    reports: tuple[date, ...]
    merits: str
    as_of: date


class ActivistRegisterDocument(Document[ActivistRegister]):
    template = "documents/activist_register.html"
    stylesheets = ("form.css", "table.css", "development.css")
    content_type = ActivistRegister


@dataclass(frozen=True)
class Quarter:
    """One quarter of probation (DV-21)."""

    title: str
    on: date | None
    behaviour: str
    talk: str
    contacts: str


@dataclass(frozen=True)
class ProbationRegister:
    person: BasicFacts
    began: date
    ends: date
    extended: str
    supporters: str
    quarters: tuple[Quarter, ...]
    introducers: str
    advice: str
    reports: tuple[date, ...]
    as_of: date


class ProbationRegisterDocument(Document[ProbationRegister]):
    template = "documents/probation_register.html"
    stylesheets = ("form.css", "table.css", "development.css")
    content_type = ProbationRegister
