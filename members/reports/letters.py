"""F-22 转接台账: the letters of a branch, out and in; and those that wait for a step (MEM-07, MEM-08)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from branches.models import Organization
from members.choices_letters import Direction, LetterState, Way
from members.models import TransferLetter
from members.rules.letters import TOLD_BEFORE
from partywork.common import clock


@dataclass(frozen=True)
class LetterLine:
    """One row of the ledger, as the branch sees it that asks."""

    letter: TransferLetter
    is_out: bool

    @property
    def direction(self) -> str:
        return str(Direction.OUT.label if self.is_out else Direction.IN.label)

    @property
    def handled_by(self) -> str:
        """经办人: who issued it here, or who accepted it here."""
        person = self.letter.issued_by if self.is_out else self.letter.accepted_by
        return str(person) if person else ""

    @property
    def awaits_us(self) -> bool:
        """Ours to accept: somebody is on the way to this branch."""
        return not self.is_out and self.letter.is_open

    @property
    def awaits_receipt(self) -> bool:
        """Gone out of the tree: we note the receipt ourselves."""
        return self.is_out and self.letter.is_open and self.letter.target_id is None

    @property
    def state_text(self) -> str:
        return "已过期" if self.letter.is_over else str(self.letter.get_state_display())


def ledger_of(branch: Organization, year: int | None = None) -> list[LetterLine]:
    """Newest first; one query for any number of letters."""
    rows = TransferLetter.objects.filter(_concerning(branch))
    if year is not None:
        rows = rows.filter(issued_on__year=year)
    rows = rows.select_related("member", "branch", "target", "issued_by", "accepted_by")
    return [line_of(row, branch) for row in rows.order_by("-issued_on", "-pk")]


def years_of(branch: Organization) -> list[int]:
    found = TransferLetter.objects.filter(_concerning(branch)).values_list("issued_on__year", flat=True)
    return sorted({*found, clock.today().year}, reverse=True)


def waiting_of(branch: Organization, today: date) -> QuerySet[TransferLetter]:
    """What wants a step: whoever is to be accepted here, and our own letters near their end or past it."""
    rows = TransferLetter.objects.filter(state__in=(LetterState.ISSUED, LetterState.EXPIRED))
    ending = Q(branch=branch, valid_until__lte=today + timedelta(days=TOLD_BEFORE))
    rows = rows.filter(Q(target=branch) | ending).select_related("member", "branch", "target")
    return rows.order_by("valid_until", "pk")


def way_text(letter: TransferLetter) -> str:
    return str(Way(letter.way).label)


def _concerning(branch: Organization) -> Q:
    return Q(branch=branch) | Q(target=branch)


def line_of(row: TransferLetter, branch: Organization) -> LetterLine:
    """The letter as this branch sees it: its own, or one that comes to it."""
    return LetterLine(row, row.branch_id == branch.pk and row.direction == Direction.OUT)
