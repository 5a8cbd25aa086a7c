"""The year's preliminary studies as the printed form F-37 wants them."""

from typing import Any

from activities.documents.preliminary_register import (
    PreliminaryContent,
    PreliminaryRegisterDocument,
    PreliminaryRow,
)
from activities.reports.preliminary import preliminary_items
from branches.models import Organization
from partywork.common import clock


def preliminary_register(branch: Organization, year: int, *, by: str) -> dict[str, Any]:
    """In the order of the year, as a register is kept."""
    rows = tuple(
        PreliminaryRow(
            matter=line.item.title,
            submitted_by=line.item.submitted_by,
            on=line.on,
            opinion=line.item.decision,
            sent_to=line.item.sent_to,
            result=line.item.result,
        )
        for line in reversed(preliminary_items(branch, year))
    )
    content = PreliminaryContent(branch.name_on(clock.today()), year, clock.today(), by, rows)
    return PreliminaryRegisterDocument(content).to_json()
