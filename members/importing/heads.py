"""The heading of a roster: below titles, over two rows, with cells merged across and down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from members.importing.cells import SEXES, text_of
from members.importing.columns import header_field
from partywork.common.spreadsheets import Sheet

HEAD_WITHIN = 20


@dataclass(frozen=True)
class Head:
    """`below`: the first row under the heading; `labels`: what stands above each column; `columns`: which item."""

    below: int
    labels: tuple[str, ...]
    columns: dict[str, int]


def head_of(sheet: Sheet, said: Mapping[str, str] | None = None) -> Head | None:
    """The row, or the two rows, that name the most items; None where no column is headed 姓名."""
    best: Head | None = None
    for index in range(min(HEAD_WITHIN, len(sheet.rows))):
        for found in (_one_row(sheet, index, said), _two_rows(sheet, index, said)):
            if found and "name" in found.columns and (not best or len(found.columns) > len(best.columns)):
                best = found
    return best


def _one_row(sheet: Sheet, index: int, said: Mapping[str, str] | None) -> Head:
    labels = tuple(text_of(cell) for cell in sheet.rows[index])
    return Head(index + 1, labels, _columns([header_field(label, said) for label in labels]))


def _two_rows(sheet: Sheet, index: int, said: Mapping[str, str] | None) -> Head | None:
    """Groups above, items below: 联系方式 over 手机 and 座机; an item without a group stands in the upper row."""
    if index + 1 >= len(sheet.rows):
        return None
    upper, lower = _spread(sheet, index), [text_of(cell) for cell in sheet.rows[index + 1]]
    upper += [""] * (len(lower) - len(upper))
    lower += [""] * (len(upper) - len(lower))
    if not _is_heading(upper, lower, said):
        return None
    fields = [_named_by(above, below, said) for above, below in zip(upper, lower, strict=True)]
    columns = _columns(fields)
    at = columns.get("name")
    if at is None or (lower[at] and header_field(lower[at], said) != "name"):
        return None
    labels = [below or above for above, below in zip(upper, lower, strict=True)]
    return Head(index + 2, tuple(labels), columns)


def _is_heading(upper: list[str], lower: list[str], said: Mapping[str, str] | None) -> bool:
    """Whether the lower row names items and holds nothing that only a person's row holds."""
    if any(re.search(r"\d{4}", below) or below.lower() in SEXES for below in lower):
        return False
    pairs = zip(upper, lower, strict=True)
    return any(
        below and (header_field(below, said) or header_field(above + below, said)) for above, below in pairs
    )


def _named_by(above: str, below: str, said: Mapping[str, str] | None) -> str | None:
    if not below:
        return header_field(above, said)
    return header_field(below, said) or header_field(above + below, said) or header_field(above, said)


def _spread(sheet: Sheet, index: int) -> list[str]:
    """The row with each merged cell repeated over the columns it covers."""
    texts = [text_of(cell) for cell in sheet.rows[index]]
    for (top, left), (bottom, right) in sheet.merged:
        if top <= index <= bottom and left < len(texts):
            for column in range(left + 1, min(right + 1, len(texts))):
                texts[column] = texts[column] or texts[left]
    return texts


def _columns(fields: list[str | None]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for position, name in enumerate(fields):
        if name is not None:
            columns.setdefault(name, position)
    return columns
