"""Which step leads where, as a table: the page's buttons, the API and the services read the same one."""

from collections.abc import Iterable
from dataclasses import dataclass

from partywork.common.errors import DomainError


@dataclass(frozen=True)
class Step:
    """One step somebody can take: its name in code, its Chinese name on the button, from where to where."""

    name: str
    label: str
    sources: frozenset[str]
    target: str


def step(name: str, label: str, sources: Iterable[str], target: str) -> Step:
    return Step(name, label, frozenset(sources), target)


@dataclass(frozen=True)
class StateMachine:
    """All steps of one kind of thing; `noun` is how the office calls it, for the refusing sentence."""

    noun: str
    labels: dict[str, str]
    steps: tuple[Step, ...]

    def open_from(self, state: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if state in step.sources)

    def may(self, state: str, name: str) -> bool:
        return any(step.name == name for step in self.open_from(state))

    def target(self, state: str, name: str) -> str:
        """Where the step leads; DomainError in Chinese when it is not open from here."""
        for candidate in self.open_from(state):
            if candidate.name == name:
                return candidate.target
        label = next((step.label for step in self.steps if step.name == name), name)
        now = self.labels.get(state, state)
        raise DomainError(f"{self.noun}现在是“{now}”，不能{label}。", code="wrong_state")
