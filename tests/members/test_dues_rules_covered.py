"""Every rule, edge case and form of the dues is named by a test: what is not asked for here was forgotten."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("tests/members", "tests/api/test_dues.py", "tests/activities/views/test_dues_alert.py")
# The worksheet of the base is the office's; only its total is entered (PI-03). DU-03 is the help text at the box.
IDS = (
    *(f"DU-{number:02}" for number in range(1, 27)),
    *(f"E-{number}" for number in range(54, 71)),
    *(f"F-{number}" for number in range(16, 20)),
    "MEM-14",
)


def _texts() -> str:
    files = [
        file
        for place in PLACES
        for file in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("test_dues*.py"))
    ]
    return "\n".join(file.read_text() for file in files if file != Path(__file__))


TEXT = _texts()


@pytest.mark.parametrize("rule", IDS)
def test_a_test_names_the_rule(rule):
    assert rule in TEXT
