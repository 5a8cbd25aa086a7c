"""What becomes of letters still open when the member goes another way: they are void, with the reason (MEM-08)."""

from django.contrib.auth.models import AbstractBaseUser

from members.choices_letters import LetterState
from members.models import Member, TransferLetter
from members.states_letters import LETTER
from partywork.common.verbs import advance


def void_all_open(member: Member, *, by: AbstractBaseUser | None, reason: str) -> None:
    """Inside the transaction of whatever makes them pointless."""
    rows = TransferLetter.objects.select_for_update(of=("self",), no_key=True).filter(
        member=member, state__in=(LetterState.ISSUED, LetterState.EXPIRED)
    )
    for letter in rows.order_by("pk"):
        letter.void_reason = reason[:200]
        advance(letter, LETTER, "void", by=by, reason=letter.void_reason, fields=("void_reason",))
