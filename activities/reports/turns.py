"""The two clocks of filings as both sides read them, from their rounds (N20)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from activities.choices import FilingKind, FilingState
from activities.models import Filing, FilingRound
from activities.rules.turns import Clocks, Turn, clocks
from partywork.common import clock


def clocks_of(filing: Filing, turns: Sequence[Turn], began_at: datetime | None = None) -> Clocks:
    return clocks(
        turns,
        clock.now(),
        began_at=began_at,
        due_at=filing.due_at,
        answer_due_at=filing.answer_due_at,
        is_accepted=filing.state == FilingState.ACCEPTED,
    )


def began_at(filing: Filing, round_: FilingRound) -> datetime | None:
    """A sheet's time begins with the end of the activity, as it was handed in; other papers have no beginning."""
    if filing.kind != FilingKind.RECORD:
        return None
    ended = round_.content.get("ends_at")
    return datetime.fromisoformat(ended) if ended else None


def turns_of_many(filings: Iterable[Filing]) -> dict[int, list[Turn]]:
    """By filing, in order: one query."""
    found: dict[int, list[Turn]] = defaultdict(list)
    rows = FilingRound.objects.filter(filing__in=list(filings)).order_by("filing", "number")
    for filing, submitted_at, answered_at in rows.values_list("filing_id", "submitted_at", "answered_at"):
        found[filing].append(Turn(submitted_at, answered_at))
    return found
