"""One remittance as its slip says it, from the frozen tally."""

from members.documents.dues_remittance import RemittanceSlip, TallyLine
from members.models import DuesRemittance
from members.reports.dues_remittance import PARTS
from members.rules.dues_months import months_until, span_text
from partywork.common.money import in_words, yuan_text


def remittance_slip(row: DuesRemittance) -> RemittanceSlip:
    difference = ""
    if row.difference_fen:
        more = "多" if row.difference_fen > 0 else "少"
        difference = f"比账上{more}{yuan_text(abs(row.difference_fen))}元：{row.difference_reason}"
    return RemittanceSlip(
        branch=row.branch.name_on(row.handed_on),
        to=row.to.name_on(row.handed_on),
        period=span_text([*months_until(row.first, row.last)]),
        tally=tuple(
            TallyLine(label, yuan_text(row.tally[name]))
            for name, label in PARTS.items()
            if row.tally.get(name)
        ),
        expected=yuan_text(row.expected_fen),
        remitted=yuan_text(row.remitted_fen),
        words=in_words(row.remitted_fen),
        difference=difference,
        large=yuan_text(row.large_fen) if row.large_fen else "",
        handed_on=row.handed_on,
        handed_by=str(row.handed_by),
        due_on=row.due_on,
        days_late=row.days_late,
        receipt=row.receipt_number,
        received_on=row.received_on,
        received_by=str(row.received_by) if row.received_by else "",
    )
