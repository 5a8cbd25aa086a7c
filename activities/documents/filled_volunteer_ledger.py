"""The volunteer service of a year as the printed form F-42 wants it."""

from typing import Any

from activities.documents.volunteer_ledger import ServiceRow, VolunteerLedgerContent, VolunteerLedgerDocument
from activities.reports.volunteer_ledger import ServiceLine, VolunteerLedger
from partywork.common import clock


def volunteer_sheet(ledger: VolunteerLedger, *, by: str) -> dict[str, Any]:
    content = VolunteerLedgerContent(
        branch=ledger.branch.name,
        year=ledger.year,
        as_of=clock.today(),
        kept_by=by,
        rows=tuple(_row(line) for line in ledger.lines),
        sentence=ledger.sentence,
    )
    return VolunteerLedgerDocument(content).to_json()


def _row(line: ServiceLine) -> ServiceRow:
    service = line.service
    return ServiceRow(
        on=service.on,
        project=service.project,
        form=service.get_form_display(),
        place=service.place,
        served=service.served,
        people=line.people,
        hours=line.hours,
        result=service.result,
    )
