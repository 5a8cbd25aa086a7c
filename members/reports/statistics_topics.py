"""The topics of the yearly tables (ST-05): who keeps the facts offers a table of them.

Apps import downwards only: what stands in an app above (appraisals, training) registers itself when its app starts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from branches.models import Organization
from branches.scoping import Scope
from members.documents.statistics import Table
from members.rules.statistics_period import Period


@dataclass(frozen=True)
class Asked:
    """For whom and for which days a table is wanted."""

    organization: Organization
    scope: Scope
    period: Period


Topic = Callable[[Asked], Table]
_topics: dict[str, Topic] = {}


def register(key: str, topic: Topic) -> None:
    """Once, when an app is ready; topics stand in the order of their registration."""
    _topics[key] = topic


def topics(asked: Asked) -> tuple[Table, ...]:
    return tuple(topic(asked) for topic in _topics.values())
