"""Which column of a roster is which item, by the headings that offices use or a committee has said (ST-06, E-83)."""

import re
import unicodedata
from collections.abc import Mapping

from members.importing.cells import text_of
from members.importing.items import FIELD_OF, LABELS
from partywork.common.spreadsheets import Cell

__all__ = ["LABELS", "NOT_READ", "header_field", "is_name_heading", "plain_heading"]

# What a mapping says about a column that is to be left alone.
NOT_READ = "-"
# One of them stands in every heading of names, and in the names of few people: those are looked at more closely.
_IN_NAME_HEADINGS = ("名", "党员")
_AROUND = re.compile(r"[(（【\[].*?[)）】\]]|[\s*＊:：★▲]")


def plain_heading(cell: Cell) -> str:
    """A heading without what offices put around it: *联系电话（必填） is 联系电话."""
    return _AROUND.sub("", unicodedata.normalize("NFKC", text_of(cell)))


def is_name_heading(cell: Cell) -> bool:
    """Whether the head stands here once more, in the column of the names."""
    text = text_of(cell)
    return any(mark in text for mark in _IN_NAME_HEADINGS) and header_field(text) == "name"


def header_field(cell: Cell, said: Mapping[str, str] | None = None) -> str | None:
    """Which item a heading names; `said` is the committee's own list and comes first."""
    plain = plain_heading(cell)
    if said and plain in said:
        return said[plain] if said[plain] in LABELS else None
    return FIELD_OF.get(plain)
