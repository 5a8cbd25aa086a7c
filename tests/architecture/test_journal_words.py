"""Whatever the journal notes is shown on some page: each step has its Chinese word (RC-06)."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from partywork.common.journal_words import WORDS
from partywork.common.states import StateMachine

ROOT = Path(__file__).parents[2]
APPS = ("branches", "members", "activities", "partywork")
# Where the name of the step stands in the call.
CALLS = {"journal": 1, "advance": 2}


def _calls() -> Iterator[ast.Call]:
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            yield from (each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.Call))


def _noted() -> Iterator[str]:
    """The steps that are named in the code, and those of every state machine."""
    for call in _calls():
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        at = CALLS.get(name)
        if at is not None and len(call.args) > at:
            said = call.args[at]
            branches = (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,)
            yield from (str(each.value) for each in branches if isinstance(each, ast.Constant))
    for path in ROOT.glob("*/states*.py"):
        module = importlib.import_module(f"{path.parent.name}.{path.stem}")
        machines = [each for each in vars(module).values() if isinstance(each, StateMachine)]
        yield from (step.name for machine in machines for step in machine.steps)


def test_every_step_that_the_journal_notes_has_a_chinese_word():
    noted = set(_noted())

    assert len(noted) > 250
    assert sorted(noted - WORDS.keys()) == []


def test_the_words_are_chinese():
    assert [
        word for word in WORDS.values() if not re.fullmatch(r"[\u4e00-\u9fff]+(\d+年[\u4e00-\u9fff]+)?", word)
    ] == []
