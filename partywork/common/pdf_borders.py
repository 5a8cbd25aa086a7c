"""The lines of a form, drawn as plain bars.

WeasyPrint cuts each side of a frame whose four widths differ out of a clipped ring of curves: a third of the drawing
time of a form, and most of the drawing's size. Square corners, one solid colour: a bar a side is the same on paper.
"""

from typing import Any

from weasyprint import draw
from weasyprint.draw.border import draw_border as _any_border
from weasyprint.draw.border import get_color

SIDES = ("top", "right", "bottom", "left")


def install() -> None:
    draw.draw_border = _draw_border


def _draw_border(stream: Any, box: Any) -> None:
    widths = [getattr(box, f"border_{side}_width") for side in SIDES]
    if not any(widths):
        return
    style = box.style
    solid = all(
        style[f"border_{side}_style"] == "solid" for side, width in zip(SIDES, widths, strict=True) if width
    )
    plain = style["border_image_source"][0] == "none" and not style["border_top_left_radius"][0].value
    if not solid or not plain or style["visibility"] != "visible":
        _any_border(stream, box)
        return
    left, top = box.border_box_x(), box.border_box_y()
    width, height = box.border_width(), box.border_height()
    above, right, below, before = widths
    drawn = next(side for side, width in zip(SIDES, widths, strict=True) if width)
    with stream.stacked():
        stream.set_color(get_color(style, f"border_{drawn}_color"))
        if above:
            stream.rectangle(left, top, width, above)
        if right:
            stream.rectangle(left + width - right, top, right, height)
        if below:
            stream.rectangle(left, top + height - below, width, below)
        if before:
            stream.rectangle(left, top, before, height)
        stream.fill()
