"""The ledger of a year as the printed form F-08 wants it."""

from typing import Any

from activities.documents.year_ledger import LedgerLine, LedgerSums, YearLedgerContent, YearLedgerDocument
from activities.reports.ledger import Ledger, LedgerRow
from activities.rules.ratio import percent_text
from partywork.common import clock


def year_ledger(ledger: Ledger, *, by: str) -> dict[str, Any]:
    expected = sum(row.activity.expected for row in ledger.held if row.activity)
    sums = ledger.sums
    content = YearLedgerContent(
        branch=ledger.branch.name,
        year=ledger.year,
        as_of=clock.today(),
        kept_by=by,
        rows=tuple(_line(row) for row in ledger.rows),
        sentence=ledger.sentence,
        sums=LedgerSums(
            expected=expected,
            present=sums["present"],
            rate=percent_text(sums["present"], expected) if expected else "",
            on_leave=sums["on_leave"],
            absent=sums["absent"],
            made_up=sums["made_up"],
            ballots=sums["ballots"],
        ),
    )
    return YearLedgerDocument(content).to_json()


def _line(row: LedgerRow) -> LedgerLine:
    activity = row.activity
    if activity is None:
        return LedgerLine(row.number, row.month, row.planned, remark=row.unheld_text)
    held = row.held
    return LedgerLine(
        number=row.number,
        month=row.month,
        planned=row.planned,
        held_on=activity.day,
        changed=row.changed or "无",
        notice_on=row.notice_on,
        notice_lead=row.notice_lead,
        theme=row.theme,
        mode=activity.mode,
        place=activity.place,
        minutes=activity.minutes,
        chair=activity.host.name if activity.host else "",
        expected=activity.expected if held else None,
        present=activity.present if held else None,
        rate=row.rate,
        on_leave=row.on_leave if held else None,
        absent=row.absent if held else None,
        made_up=row.made_up if held else None,
        ballots=row.ballots,
        satisfaction=row.satisfaction,
        filed_on=row.filed_on,
        in_time=row.in_time,
        remark=row.remark,
    )
