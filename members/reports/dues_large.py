"""Large sums of a branch: who gave, whether they have gone up, and the receipt that came back (DU-15)."""

from dataclasses import dataclass

from django.db.models import Sum

from branches.models import Organization
from members.choices_dues import Account, EntryKind
from members.models import DuesEntry, DuesPosting, DuesRemittance


@dataclass(frozen=True)
class LargeLine:
    """One payment. `has_gone`: handed up in a remittance after it was booked."""

    entry: DuesEntry
    fen: int
    has_gone: bool
    number: str


def large_sums(branch: Organization) -> list[LargeLine]:
    """Newest first, those taken back left out; three queries."""
    sums = dict(
        DuesPosting.objects.filter(branch=branch, account=Account.LARGE)
        .values_list("entry")
        .annotate(total=Sum("fen"))
    )
    entries = DuesEntry.objects.filter(
        pk__in=list(sums), kind=EntryKind.PAYMENT, reversed_by__isnull=True
    ).select_related("member", "large_receipt")
    handed = DuesRemittance.objects.filter(branch=branch, large_fen__gt=0, entry__isnull=False)
    last_gone = max(handed.values_list("entry_id", flat=True), default=0)
    return [
        LargeLine(
            entry=entry,
            fen=-sums[entry.pk],
            has_gone=entry.pk < last_gone,
            number=entry.large_receipt.number if hasattr(entry, "large_receipt") else "",
        )
        for entry in entries.order_by("-pk")
    ]
