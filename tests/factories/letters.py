"""The plainest letter of introduction."""

from datetime import date

from branches.models import Organization
from members.choices_letters import Way
from members.models import Member, TransferLetter, User
from members.services.letters import NewLetter, issue

JUNE = date(2026, 6, 1)


def letter_to(
    to: Organization | str, *, issued_on: date = JUNE, days: int | None = None, paid_until: date | None = None
) -> NewLetter:
    inside = isinstance(to, Organization)
    return NewLetter(
        to=to if inside else None,
        to_name="" if inside else to,
        way=Way.IN_SYSTEM if inside else Way.LETTER,
        issued_on=issued_on,
        days=days,
        paid_until=paid_until,
    )


def make_letter(
    member: Member,
    to: Organization | str,
    *,
    by: User | None = None,
    issued_on: date = JUNE,
    days: int | None = None,
) -> TransferLetter:
    return issue(member, letter_to(to, issued_on=issued_on, days=days), by=by)
