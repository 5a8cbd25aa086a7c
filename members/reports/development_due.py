"""What the branch has to do now for those on the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from branches.reports.parameters import InForce
from members.models import Development
from members.reports.development_way import way_of
from members.rules.development_reminders import Reminder, reminders_of


@dataclass(frozen=True)
class DueLine:
    development: Development
    reminder: Reminder


def due_for(people: Iterable[Development], parameters: InForce, today: date) -> Iterator[DueLine]:
    """`people` as loaded with their steps (with_steps()); no query."""
    for development in people:
        way = way_of(development, parameters, taken=development.taken)  # type: ignore[attr-defined]
        for reminder in reminders_of(way, today):
            yield DueLine(development, reminder)
