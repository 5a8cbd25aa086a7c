"""What the rules about dues look at, for many branches in four queries (DU-12, DU-17..DU-20)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from branches.models import Organization
from members.choices import Post
from members.compliance.facts import DuesYear, RemitPeriod
from members.models import Appointment, DuesBill, DuesDisclosure, DuesMonth, DuesRemittance
from members.rules.dues_months import later, months_until
from members.rules.dues_remitting import due_day, period_end
from partywork.common import clock

# By month of the year: the parameters as they stood on its last day.
Limits = Mapping[int, Any]


def dues_years(
    branches: Sequence[Organization], year: int, *, limits: Mapping[int, Limits]
) -> dict[int, DuesYear | None]:
    """By branch; None where it has no bills in the year: its dues are kept elsewhere."""
    first, last = date(year, 1, 1), date(year, 12, 1)
    bills = DuesBill.objects.filter(branch=OuterRef("pk"), month__range=(first, last)).order_by("month")
    judged = min(clock.today(), date(year, 12, 31))
    posts = Appointment.objects.on(judged).filter(organization=OuterRef("pk"), post=Post.DUES_KEEPER)
    number = posts.order_by().values("organization").annotate(number=Count("pk")).values("number")
    rows = Organization.objects.filter(pk__in=[branch.pk for branch in branches]).annotate(
        first_bill=Subquery(bills.values("month")[:1]), keepers=Coalesce(Subquery(number), 0)
    )
    begun = {row.pk: (row.first_bill, row.keepers) for row in rows if row.first_bill}
    closed, handed, told = _closed(begun, year), _handed(begun, first), _told(begun, year)
    found: dict[int, DuesYear | None] = {branch.pk: None for branch in branches}
    for pk, (month, keepers) in begun.items():
        own = limits[pk]
        found[pk] = DuesYear(
            first_month=month,
            closed=closed[pk],
            by_quarter=frozenset(number for number, held in own.items() if held["du.quarterly_payment"]),
            periods=_periods(month, year, own, handed[pk]),
            disclosed_on=tuple(told[pk]),
            disclosures_asked=int(own[12]["du.disclosure_per_year"]),
            keepers=keepers,
        )
    return found


def _periods(
    first: date, year: int, limits: Limits, handed: list[tuple[date, date]]
) -> tuple[RemitPeriod, ...]:
    """The months since the first bill, cut as the committee asks; a period is handed up when all of it is."""
    periods = []
    for month in months_until(first, date(year, 12, 1)):
        held = limits[month.month]
        cycle, day = held["du.remit_cycle"], held["du.remit_day"]
        if period_end(month, cycle) != month:
            continue
        begins = max(first, later(month, -2)) if cycle == "quarter" else month
        went = next((on for until, on in handed if until >= month), None)
        periods.append(RemitPeriod(begins, month, due_day(month, cycle, day), went))
    return tuple(periods)


def _closed(branches: Mapping[int, Any], year: int) -> dict[int, dict[date, date]]:
    found: dict[int, dict[date, date]] = defaultdict(dict)
    rows = DuesMonth.objects.filter(branch__in=list(branches), month__year=year, closed_at__isnull=False)
    for branch, month, at in rows.values_list("branch", "month", "closed_at"):
        if at is not None:
            found[branch][month] = clock.local_day(at)
    return found


def _handed(branches: Mapping[int, Any], since: date) -> dict[int, list[tuple[date, date]]]:
    """Until which month, on which day; in their order."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    rows = DuesRemittance.objects.filter(branch__in=list(branches), last__gte=since).order_by("last")
    for branch, last, on in rows.values_list("branch", "last", "handed_on"):
        found[branch].append((last, on))
    return found


def _told(branches: Mapping[int, Any], year: int) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    rows = DuesDisclosure.objects.filter(branch__in=list(branches), published_on__year=year)
    for branch, on in rows.order_by("published_on").values_list("branch", "published_on"):
        found[branch].append(on)
    return found
