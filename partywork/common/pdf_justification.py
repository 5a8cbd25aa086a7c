"""Justified lines of Chinese, which WeasyPrint lacks.

It spreads a justified line over its spaces only. Chinese has none, so a line that ends early because the next sign
may not begin a line stays ragged, and a line with one space tears open there. Here the slack goes between all signs.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

WIDEST = 0.15  # of the type size; a line that would need more is left as it is


def install() -> None:
    inline.justify_line = _justify


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _justify(context: Any, line: Any, slack: float) -> None:
    """Spread what is left of a line between its signs."""
    if any(not isinstance(child, boxes.TextBox | boxes.InlineBox) for child in line.children):
        return  # a place for the hand would have to move as well
    pieces = [piece for piece in _texts(line) if piece.text]
    count = sum(len(piece.text) for piece in pieces)
    if count < 2 or slack / (count - 1) > WIDEST * line.style["font_size"]:
        return
    gap = slack / (count - 1)
    moved = -gap / 2  # Pango sets half of the spacing on each side of a sign
    for piece in pieces:
        piece.style = piece.style.copy()
        own = piece.style["letter_spacing"]
        piece.style["letter_spacing"] = gap + (0 if own == "normal" else own)
        piece.pango_layout = create_layout(piece.text, piece.style, context, None, 0)
        piece.pango_layout.deactivate()
        piece.position_x += moved
        piece.width += gap * len(piece.text)
        moved += gap * len(piece.text)
