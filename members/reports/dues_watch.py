"""What the secretary alone is told: a count that has reached three, five or six months, no keeper (MEM-14)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from branches.models import Organization
from members.choices import Post
from members.models import Appointment
from members.reports.dues_arrears import behind


@dataclass(frozen=True)
class DuesWatch:
    """`alerts`: how many members stand at each bell; `lacks_keeper`: there are bills and nobody to collect them."""

    alerts: Mapping[int, int]
    lacks_keeper: bool


def watch(branch: Organization, today: date) -> DuesWatch:
    """Asked where there are bills. A fixed number of queries; no name leaves it."""
    bells = Counter(line.alert for line in behind(branch, today) if line.alert)
    kept = Appointment.objects.on(today).filter(organization=branch, post=Post.DUES_KEEPER).exists()
    return DuesWatch(dict(sorted(bells.items(), reverse=True)), lacks_keeper=not kept)
