"""What the sheet's page shows: the facts as they stand, or, once handed in, as they were frozen (N19)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from activities.models import FilingRound, RecordSheet
from activities.reports.sheet import MissingPart, missing_parts, sheet_content
from activities.reports.turns import began_at, clocks_of
from activities.rules.turns import Clocks, Turn


@dataclass(frozen=True)
class RecordPage:
    """`content` is F-06 as data; `rounds` every handing-in with its answer, newest first; `remarks` the
    committee's words of the last return, by the part they are about.
    """

    content: dict[str, Any]
    missing: tuple[MissingPart, ...]
    rounds: tuple[FilingRound, ...]
    returned: FilingRound | None
    remarks: tuple[tuple[str, str], ...]
    frozen: bool

    @property
    def clocks(self) -> Clocks | None:
        """Both sides' clocks once it was handed in; the branch's stands still while the superior has it (N20)."""
        if not self.rounds:
            return None
        turns = [Turn(round_.submitted_at, round_.answered_at) for round_ in reversed(self.rounds)]
        filing = self.rounds[0].filing
        return clocks_of(filing, turns, began_at(filing, self.rounds[-1]))

    @property
    def must_improve(self) -> str:
        """The result under the line, which makes the shortcomings a part that must be written (EV-10)."""
        rating = self.content["rating"]
        return str(rating["sentence"]) if not self.frozen and rating.get("low") else ""

    @property
    def required_missing(self) -> int:
        return sum(1 for part in self.missing if part.is_required)


def rounds_of(record: RecordSheet) -> tuple[FilingRound, ...]:
    """Every handing-in with its answer, newest first; none where it was never handed in."""
    filing = getattr(record, "filing", None)
    if filing is None:
        return ()
    rows = filing.rounds.select_related("submitted_by", "answered_by").prefetch_related("remarks")
    return tuple(rows.order_by("-number"))


def record_page(record: RecordSheet) -> RecordPage:
    rounds = rounds_of(record)
    if not record.is_editable and rounds:
        return RecordPage(rounds[0].content, (), rounds, None, (), frozen=True)
    round_ = getattr(record.activity, "rating", None)
    if round_ is not None:  # read once; the facts and what is missing both ask for it
        prefetch_related_objects([round_], "tallies", "groups")
    last = rounds[0] if rounds and rounds[0].outcome == FilingRound.Outcome.RETURNED else None
    remarks = tuple((remark.part, remark.text) for remark in last.remarks.all()) if last else ()
    return RecordPage(
        sheet_content(record), tuple(missing_parts(record)), rounds, last, remarks, frozen=False
    )
