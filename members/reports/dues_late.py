"""Which branches have not handed up what was due, for the committee that waits for it (DU-18)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from branches.models import Organization
from branches.reports.parameters import in_force_many
from members.models import DuesBill, DuesRemittance
from members.rules.dues_remitting import due_day, last_due


@dataclass(frozen=True)
class LateBranch:
    """Handed up until `until` (None: never); the months to `last` were due on `due_on`."""

    branch: Organization
    until: date | None
    last: date
    due_on: date


def late_branches(committee: Organization, today: date) -> list[LateBranch]:
    """Branches directly below that keep their dues in here; three queries for any number."""
    bills = DuesBill.objects.filter(branch=OuterRef("pk")).order_by("month")
    handed = DuesRemittance.objects.filter(branch=OuterRef("pk")).order_by("-last")
    children = Organization.objects.get_children(committee).branches().active_on(today)
    rows = list(
        children.annotate(
            first_bill=Subquery(bills.values("month")[:1]), until=Subquery(handed.values("last")[:1])
        ).order_by("path")
    )
    limits = in_force_many(rows, today)
    found = []
    for row in rows:
        held = limits[row.pk]
        cycle, day = held["du.remit_cycle"], held["du.remit_day"]
        last = last_due(today, cycle, day)
        if row.first_bill and row.first_bill <= last and (row.until is None or row.until < last):
            found.append(LateBranch(row, row.until, last, due_day(last, cycle, day)))
    return found
