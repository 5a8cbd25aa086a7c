"""Bills with what has happened to each, in the one query of a page."""

from typing import Any

from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from members.choices_dues import Account, EntryKind
from members.models import DuesBill, DuesPosting


def bills_with_change(bills: QuerySet[DuesBill]) -> QuerySet[DuesBill]:
    """`moved_fen`: what was paid or corrected, `adjusted_fen`: corrections alone, `changed_at`: when it last moved."""
    moves = DuesPosting.objects.filter(
        member=OuterRef("member"), month=OuterRef("month"), account=Account.MEMBER
    )
    # A correction stands on the account of the corrections with the opposite sign, without the member.
    changes = DuesPosting.objects.filter(
        entry__member=OuterRef("member"),
        month=OuterRef("month"),
        account=Account.DUES,
        entry__kind=EntryKind.ADJUSTMENT,
    )
    latest = moves.order_by("-pk").values("entry__recorded_at")[:1]
    return bills.select_related("branch").annotate(
        moved_fen=_sum(moves, "member"),
        adjusted_fen=-_sum(changes, "entry__member"),
        changed_at=Greatest(
            F("made_at"), Coalesce(Subquery(latest, output_field=DateTimeField()), F("made_at"))
        ),
    )


def _sum(rows: QuerySet[DuesPosting], by: str) -> Any:
    total = rows.order_by().values(by).annotate(total=Sum("fen")).values("total")
    return Coalesce(Subquery(total), Value(0))
