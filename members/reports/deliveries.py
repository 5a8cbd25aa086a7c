"""What was brought to the exempt, by contact and by month (MEM-17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from branches.models import Organization
from members.choices import ExemptionReason
from members.models import ContentDelivery, ExemptionSpell


@dataclass(frozen=True)
class DeliveryLine:
    exemption: ExemptionSpell
    last: date | None
    waits: bool  # nothing brought this month yet


def exempt_of_contact(member_id: int, today: date) -> list[DeliveryLine]:
    """One query, however many there are."""
    rows = ExemptionSpell.objects.filter(contact=member_id, since__lte=today, until__gte=today)
    return [_line(row, today) for row in _with_last(rows)]


def without_delivery(branch: Organization, today: date) -> list[DeliveryLine]:
    """The exempt of the branch to whom nothing was brought in the whole last month. One query."""
    return unserved(exempt_in(branch, today), today)


def exempt_in(branch: Organization, today: date) -> QuerySet[ExemptionSpell]:
    """To whom teaching is to be brought."""
    running = ExemptionSpell.objects.filter(branch=branch, since__lte=today, until__gte=today)
    return running.exclude(reason=ExemptionReason.SUSPENDED)


def unserved(rows: QuerySet[ExemptionSpell], today: date) -> list[DeliveryLine]:
    """Those of them to whom nothing was brought in the whole last month. One query."""
    found = [_line(row, today) for row in _with_last(rows)]
    return [line for line in found if _long_ago(line, today)]


def _with_last(rows: Any) -> Any:
    annotated = rows.annotate(last=Max("deliveries__delivered_on"))
    return annotated.select_related("member", "contact").order_by("member__name_key", "pk")


def _line(row: Any, today: date) -> DeliveryLine:
    last: date | None = row.last
    waits = last is None or (last.year, last.month) < (today.year, today.month)
    return DeliveryLine(row, last, waits)


def _long_ago(line: DeliveryLine, today: date) -> bool:
    """Not this month and not the last: from the first whole month of the exemption on."""
    months = today.year * 12 + today.month
    since = line.last or line.exemption.since
    return months - (since.year * 12 + since.month) > 1


def brought_since(members: Iterable[int], day: date) -> dict[int, ContentDelivery]:
    """The first delivery to each of these members from that day on: it counts as making up (MEM-17). One query."""
    rows = ContentDelivery.objects.filter(exemption__member__in=list(members), delivered_on__gte=day)
    found: dict[int, ContentDelivery] = {}
    for row in rows.defer("opinions").select_related("by_whom", "exemption").order_by("delivered_on", "pk"):
        found.setdefault(row.exemption.member_id, row)
    return found
