"""What the branch has to do now for those on the way; two queries, however many they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from branches.models import Organization
from branches.reports.parameters import InForce
from members.models import Development
from members.reports.development_way import way_of
from members.rules.development_reminders import Reminder, reminders_of


@dataclass(frozen=True)
class DueLine:
    development: Development
    reminder: Reminder


def due_in(branch: Organization, parameters: InForce, today: date) -> Iterator[DueLine]:
    for development in Development.objects.open().filter(branch=branch).with_steps().by_name():
        way = way_of(development, parameters, taken=development.taken)
        for reminder in reminders_of(way, today):
            yield DueLine(development, reminder)
