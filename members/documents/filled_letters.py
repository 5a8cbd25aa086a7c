"""What stands on the letter and in the ledger, from the rows."""

from collections.abc import Sequence
from datetime import date

from branches.models import Organization
from members.choices import Standing
from members.choices_letters import LetterState
from members.documents.letter_ledger import LetterLedger, LetterRow
from members.documents.transfer_letter import LetterContent
from members.models import TransferLetter
from members.reports.letters import LetterLine, way_text
from members.reports.letters_export import masked_numbers, remarks_of
from members.rules.dues_months import month_text


def letter_content(letter: TransferLetter, *, identity: str = "", phone: str = "") -> LetterContent:
    """Identity and telephone are left for the hand, unless whoever prints has read them, with a line in the journal."""
    return LetterContent(
        number=letter.number,
        name=letter.member.name,
        sex=str(letter.member.get_sex_display()),
        standing=str(Standing(letter.standing).label),
        source=letter.source_name,
        target=letter.target_name,
        issued_on=letter.issued_on,
        days=letter.days,
        valid_until=letter.valid_until,
        paid_until=month_text(letter.paid_until) if letter.paid_until else "",
        handled_by=str(letter.issued_by) if letter.issued_by else "",
        identity=identity,
        phone=phone,
        remark=letter.remark,
        state="" if letter.state == LetterState.ISSUED and not letter.is_over else _state(letter),
        accepted_on=letter.accepted_on,
    )


def ledger_content(
    branch: Organization,
    year: int,
    lines: Sequence[LetterLine],
    *,
    as_of: date,
    printed_by: str,
    reason: str,
) -> LetterLedger:
    out, numbers = sum(line.is_out for line in lines), masked_numbers(lines)
    return LetterLedger(
        branch=branch.name_on(as_of),
        year=year,
        as_of=as_of,
        printed_by=printed_by,
        reason=reason,
        rows=tuple(_row(line, numbers.get(line.letter.member_id, "")) for line in lines),
        sentence=f"转出 {out} 份，转入 {len(lines) - out} 份。",
    )


def _state(letter: TransferLetter) -> str:
    return "已过期" if letter.is_over else str(letter.get_state_display())


def _row(line: LetterLine, identity: str) -> LetterRow:
    letter = line.letter
    state = "" if letter.state == LetterState.ACCEPTED else line.state_text
    return LetterRow(
        number=letter.number,
        direction=line.direction,
        name=letter.member.name,
        identity=identity,
        standing=str(Standing(letter.standing).label),
        source=letter.source_name,
        target=letter.target_name,
        issued_on=letter.issued_on,
        valid_until=letter.valid_until,
        paid_until=f"{letter.paid_until:%Y-%m}" if letter.paid_until else "",
        way=way_text(letter),
        receipt_on=letter.receipt_on,
        accepted_on=letter.accepted_on,
        handled_by=line.handled_by,
        remark="；".join(part for part in (state, remarks_of(line)) if part),
    )
