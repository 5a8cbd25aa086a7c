"""What the journal says about one thing, in words: who did what, when and why (RC-06)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from partywork.common.journal_words import WORDS
from partywork.models import JournalEntry


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    who: str
    what: str
    detail: str


def history_of(row: models.Model, *, newest: int = 30) -> list[HistoryLine]:
    """The latest steps, newest first; one query. Steps of the jobs have no person."""
    entries = JournalEntry.objects.filter(model=row._meta.label_lower, object_id=row.pk)
    states = _states(row)
    return [_line(entry, states) for entry in entries.select_related("actor").order_by("-at", "-pk")[:newest]]


def _states(row: models.Model) -> dict[str, str]:
    """What the office calls the states of such a row; the journal keeps their keys."""
    fields = {field.name: field for field in row._meta.concrete_fields}
    state = fields.get("state")
    return {key: str(label) for key, label in state.flatchoices} if state is not None else {}


def _line(entry: JournalEntry, states: dict[str, str]) -> HistoryLine:
    before, after = (states.get(key, key) for key in (entry.before, entry.after))
    change = f"{before} → {after}" if before and after else after or before
    detail = "；".join(part for part in (change, entry.reason) if part)
    who = str(entry.actor) if entry.actor else "系统"
    return HistoryLine(entry.at, who, WORDS.get(entry.verb, entry.verb), detail)
