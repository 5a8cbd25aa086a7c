"""What is in a box may be read by the module of the box alone (0015)."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "activities/models/__init__.py",
    "activities/models/secret_ballot.py",
    "activities/services/secret_ballots.py",
    "activities/services/forgetting.py",  # sweeps the old versions, reads none
}


def test_only_the_module_of_the_box_names_its_roll_and_its_sums():
    named = re.compile(r"\bSecret(Roll|Count)\b|\bbox\.(roll|count)\b(?!\()|secret(roll|count)")
    found = {
        path.relative_to(ROOT).as_posix()
        for app in ("partywork", "branches", "members", "activities", "templates")
        for path in (ROOT / app).rglob("*.*")
        if path.suffix in {".py", ".html"}
        and "migrations" not in path.parts
        and named.search(path.read_text())
    }

    assert found == ALLOWED
