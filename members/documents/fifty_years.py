"""F-30 在党50年台账: the dates each name was computed from, and who read them in the file (CA-05)."""

from dataclasses import dataclass
from datetime import date

from members.reports.party_age import FiftyYears, PartyAgeLine
from partywork.common.pdf import Document


@dataclass(frozen=True)
class FiftyYearsRow:
    number: int
    name: str
    branch: str
    joined_on: date
    approved_on: date | None
    full_on: date | None
    counts_from: date | None
    basis: str
    fifty_on: date | None
    given: str
    checked_by: str


@dataclass(frozen=True)
class FiftyYearsLedger:
    place: str
    year: int
    as_of: date
    rows: tuple[FiftyYearsRow, ...]
    sentence: str
    printed_by: str
    shows_branch: bool


class FiftyYearsDocument(Document[FiftyYearsLedger]):
    template = "documents/fifty_years.html"
    stylesheets = ("form.css", "table.css", "fifty_years.css")
    content_type = FiftyYearsLedger


HEAD = (
    "姓名",
    "党支部",
    "入党日期",
    "批准日期",
    "转正日期",
    "党龄起算",
    "依据",
    "50年日期",
    "是否颁发",
    "核对人",
)


def ledger_of(
    found: FiftyYears, *, place: str, printed_by: str, as_of: date, shows_branch: bool
) -> FiftyYearsLedger:
    rows = tuple(_row(number, line) for number, line in enumerate(found.lines, start=1))
    return FiftyYearsLedger(place, found.year, as_of, rows, sentence_of(found), printed_by, shows_branch)


def sentence_of(found: FiftyYears) -> str:
    """共5人：已颁发3人，2人的党龄还没有核对。"""
    said = f"共{len(found.lines)}人，已颁发{found.given}人"
    if found.unconfirmed:
        said += f"，{found.unconfirmed}人的党龄还没有按入党志愿书核对"
    return f"{said}。"


def sheet_rows(found: FiftyYears) -> list[list[str | date | None]]:
    """The same ledger for a spreadsheet."""
    return [
        [
            row.name,
            row.branch,
            row.joined_on,
            row.approved_on,
            row.full_on,
            row.counts_from,
            row.basis,
            row.fifty_on,
            row.given,
            row.checked_by,
        ]
        for row in (_row(number, line) for number, line in enumerate(found.lines, start=1))
    ]


def _row(number: int, line: PartyAgeLine) -> FiftyYearsRow:
    proof, medal = line.proof, line.medal
    given = "未颁发"
    if medal is not None:
        given = str(medal.issued_on or "暂缓")
    return FiftyYearsRow(
        number=number,
        name=line.member.name,
        branch=line.branch,
        joined_on=line.joined_on,
        approved_on=line.approved_on,
        full_on=line.member.full_on,
        counts_from=line.counts_from,
        basis=proof.page if proof is not None and line.is_confirmed else "未核对",
        fifty_on=line.fifty_on,
        given=given,
        checked_by=str(proof.confirmed_by) if proof is not None and line.is_confirmed else "",
    )
