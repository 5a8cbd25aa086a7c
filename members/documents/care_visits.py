"""F-29 走访慰问: one visit on a sheet of its own, and the year's ledger with or without names (CA-01, PB-04)."""

from dataclasses import dataclass
from datetime import date

from members.models import CareVisit
from members.reports.care import VisitYear
from partywork.common.money import yuan_text
from partywork.common.pdf import Document


@dataclass(frozen=True)
class VisitSheet:
    branch: str
    person: str
    kind: str
    visited_on: date
    visitors: str
    form: str
    occasion: str
    brought: str
    source: str
    difficulties: str
    settled: str
    receipt: str
    helps: tuple[str, ...]


@dataclass(frozen=True)
class VisitRow:
    number: int
    person: str
    visited_on: date
    visitors: str
    form: str
    brought: str
    source: str
    receipt: str


@dataclass(frozen=True)
class OccasionRow:
    occasion: str
    visits: int
    amount: str


@dataclass(frozen=True)
class VisitLedger:
    """`rows` is empty on what may be shown to anybody: no name, no class, no sum per person (PB-04)."""

    branch: str
    year: int
    as_of: date
    printed_by: str
    rows: tuple[VisitRow, ...]
    occasions: tuple[OccasionRow, ...]
    visits: int
    total: str
    public: bool


class VisitDocument(Document[VisitSheet]):
    template = "documents/care_visit.html"
    stylesheets = ("form.css", "table.css", "care_visits.css")
    content_type = VisitSheet


class VisitLedgerDocument(Document[VisitLedger]):
    template = "documents/care_visits.html"
    stylesheets = ("form.css", "table.css", "care_ledger.css")
    content_type = VisitLedger


LEDGER_HEAD = ("姓名", "时间", "走访人", "形式", "时机", "金额（元）", "物品", "来源", "签收")
PUBLIC_HEAD = ("时机", "人次", "慰问金（元）")


def sheet_of(visit: CareVisit) -> VisitSheet:
    helps = tuple(
        f"{help_.text}（{help_.owner.name}，{help_.due}前）" + (f"：{help_.outcome}" if help_.done_on else "")
        for help_ in visit.helps.select_related("owner")
    )
    return VisitSheet(
        branch=visit.branch.name_on(visit.visited_on),
        person=visit.person,
        kind=visit.get_kind_display(),
        visited_on=visit.visited_on,
        visitors=visit.visitors,
        form=visit.get_form_display(),
        occasion=visit.get_occasion_display(),
        brought=brought_text(visit),
        source=visit.get_source_display(),
        difficulties=visit.difficulties or "",
        settled=visit.settled or "",
        receipt=visit.get_receipt_display(),
        helps=helps,
    )


def ledger_of(found: VisitYear, branch: str, *, public: bool, printed_by: str, as_of: date) -> VisitLedger:
    rows = () if public else tuple(_row(number, visit) for number, visit in enumerate(found.visits, start=1))
    return VisitLedger(
        branch=branch,
        year=found.year,
        as_of=as_of,
        printed_by=printed_by,
        rows=rows,
        occasions=tuple(OccasionRow(name, count, yuan_text(fen)) for name, count, fen in found.by_occasion),
        visits=len(found.visits),
        total=yuan_text(found.total_fen),
        public=public,
    )


def sheet_rows(found: VisitYear, *, public: bool) -> list[list[str | int | float | date | None]]:
    if public:
        return [[name, count, fen / 100] for name, count, fen in found.by_occasion]
    return [
        [
            visit.person,
            visit.visited_on,
            visit.visitors,
            visit.get_form_display(),
            visit.get_occasion_display(),
            visit.amount_fen / 100 if visit.amount_fen else None,
            visit.goods,
            visit.get_source_display(),
            visit.get_receipt_display(),
        ]
        for visit in found.visits
    ]


def brought_text(visit: CareVisit) -> str:
    """500.00元；大米、食用油"""
    money = f"{yuan_text(visit.amount_fen)}元" if visit.amount_fen else ""
    return "；".join(part for part in (money, visit.goods) if part)


def _row(number: int, visit: CareVisit) -> VisitRow:
    return VisitRow(
        number=number,
        person=visit.person,
        visited_on=visit.visited_on,
        visitors=visit.visitors,
        form=f"{visit.get_form_display()}（{visit.get_occasion_display()}）",
        brought=brought_text(visit),
        source=visit.get_source_display(),
        receipt=visit.get_receipt_display(),
    )
