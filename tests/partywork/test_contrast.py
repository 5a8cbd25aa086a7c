"""The contrast of the tokens, worked out: text at least 4.5 to 1, controls and marks at least 3 to 1."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text()
ROOT_RULE, LARGE_RULE = SHEET.split('html[data-type="large"]')


def tokens(text):
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", text))


NORMAL = tokens(ROOT_RULE)
LARGE = {**NORMAL, **tokens(LARGE_RULE)}

TEXT = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunk"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface"),
    ("ink-soft", "sunk"),
    ("on-dark", "red"),
    ("on-dark", "red-deep"),
    ("on-dark", "green"),
    ("on-dark", "ink"),
    ("red", "paper"),
    ("red", "surface"),
    ("red", "red-wash"),
    ("green", "surface"),
    ("green", "paper"),
    ("green", "green-wash"),
    ("gold", "gold-wash"),
    ("ink", "green-wash"),
    ("ink", "red-wash"),
]
MARKS = [
    ("line-strong", "paper"),
    ("line-strong", "surface"),
    ("gold-mark", "surface"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("red", "sunk"),
]


def linear(part):
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour):
    red, green, blue = (linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colours", [NORMAL, LARGE], ids=["normal", "large"])
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_can_be_read(colours, front, ground):
    assert contrast(colours[front], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [NORMAL, LARGE], ids=["normal", "large"])
@pytest.mark.parametrize(("front", "ground"), MARKS)
def test_marks_can_be_seen(colours, front, ground):
    assert contrast(colours[front], colours[ground]) >= 3


def test_nothing_is_smaller_than_sixteen_pixels():
    sizes = re.findall(r"--t-\d:\s*([\d.]+)rem", SHEET)

    assert len(sizes) == 4
    assert min(float(size) for size in sizes) >= 1
