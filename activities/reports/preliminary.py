"""F-37 前置研究登记: what the branch committee studied before a body of the house decided (IG-01, IG-02)."""

from dataclasses import dataclass
from datetime import date

from activities.choices import ActivityState
from activities.choices_agenda import AgendaTag
from activities.models import AgendaItem
from branches.models import Organization


@dataclass(frozen=True)
class PreliminaryLine:
    item: AgendaItem
    on: date

    @property
    def waits(self) -> bool:
        """Studied, and nobody has noted yet what became of it."""
        return bool(self.item.decision) and not self.item.result


def preliminary_items(branch: Organization, year: int) -> list[PreliminaryLine]:
    """The year's items, the latest first. One query."""
    rows = AgendaItem.objects.filter(
        tag=AgendaTag.PRELIMINARY, activity__branch=branch, activity__for_year=year
    ).exclude(activity__state=ActivityState.CANCELLED)
    ordered = rows.select_related("activity").order_by("-activity__starts_at", "position")
    return [PreliminaryLine(item, item.activity.day) for item in ordered]
