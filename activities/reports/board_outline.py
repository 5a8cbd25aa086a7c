"""Which branches may need help, over the whole tree, counted by the database: the boxes are for one page (N22).

The plain case (one activity a month, the branch there all year under this committee) is two sums a branch. Whatever is
not plain is told by its boxes, as the board prints them, so that there is one account of what stands in a month.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import BitOr
from django.db.models import Count, F, Q, QuerySet, Value

from activities.choices import ActivityKind, ActivityState, RecordState
from activities.models import Activity
from activities.reports.board_months import BoardMonths, Cell, came_from_elsewhere
from activities.reports.branch_limits import founding_rest
from activities.reports.exempt_months import exempt_masks
from activities.reports.month_reasons import excused_masks
from branches.models import Organization
from branches.scoping import Scope
from partywork.common import clock

HELP = "help"
USUAL = "usual"
LATE_MONTHS_FOR_HELP = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one branch stands in the list: who may need help first, then in the order of the tree."""

    branch_id: int
    place: str
    missing: int
    late: int

    @property
    def reasons(self) -> list[str]:
        """Why a branch may need help; a band with its reasons, never a rank (N22)."""
        found = [f"缺 {self.missing} 次"] if self.missing else []
        if self.late >= LATE_MONTHS_FOR_HELP:
            found.append(f"迟报 {self.late} 次")
        return found

    @property
    def needs_help(self) -> bool:
        return self.place.startswith(HELP)


def standing(branch_id: int, path: str, missing: int, late: int) -> Standing:
    band = HELP if missing or late >= LATE_MONTHS_FOR_HELP else USUAL
    return Standing(branch_id, f"{band}:{path}", missing, late)


def standing_of(branch: Organization, cells: Iterable[Cell]) -> Standing:
    kinds = [cell.css for cell in cells]
    return standing(branch.pk, branch.path, kinds.count("miss"), kinds.count("late"))


def outline(branches: QuerySet[Any], scope: Scope, year: int) -> list[Standing]:
    """Every branch that was asked for, in the order of the board."""
    first = date(year, 1, 1)
    rows = list(branches.values_list("pk", "path", "domain", "founded_on", "dissolved_on"))
    elsewhere = came_from_elsewhere(branches, scope, year)
    free = exempt_masks(((pk, path, domain) for pk, path, domain, *_ in rows), year)
    excused = excused_masks(branches.order_by().values("pk"), year)
    filled, odd = _filled(branches, year)
    bad = _missed_and_late(branches, year, clock.now())
    over = _months_over(year, clock.today())
    odd |= elsewhere.keys() | {pk for pk, *_, gone in rows if gone is not None}
    found = []
    for pk, path, _domain, founded, _gone in rows:
        if pk in odd:
            continue
        rest = free.get(pk, 0)
        if founded is not None and founded >= first:
            rest |= _founding_mask(founded, year)
        missed, late = bad.get(pk, (0, 0))
        empty = over & ~filled.get(pk, 0) & ~rest & ~excused.get(pk, 0)
        found.append(standing(pk, path, missed + empty.bit_count(), late))
    found += _told_by_boxes(branches.filter(pk__in=odd), scope, year) if odd else []
    return sorted(found, key=lambda each: each.place)


def _told_by_boxes(branches: QuerySet[Any], scope: Scope, year: int) -> Iterator[Standing]:
    listed = list(branches)
    months = BoardMonths(branches, listed, scope, year)
    return (standing_of(branch, months.cells_of(branch)) for branch in listed)


def _party_days(branches: QuerySet[Any], year: int) -> QuerySet[Any]:
    found: QuerySet[Any] = Activity.objects.standing().filter(
        branch__in=branches.order_by().values("pk"), kind=ActivityKind.PARTY_DAY, for_year=year
    )
    return found.order_by().values("branch_id")


def _filled(branches: QuerySet[Any], year: int) -> tuple[dict[int, int], set[int]]:
    """The months that hold an activity, as bits; and the branches that had two in one month."""
    month = Value(1).bitleftshift(F("for_month"))  # type: ignore[arg-type]
    rows = _party_days(branches, year).annotate(months=BitOr(month), number=Count("pk"))
    known = {pk: (months, number) for pk, months, number in rows.values_list("branch_id", "months", "number")}
    twice = {pk for pk, (months, number) in known.items() if months.bit_count() != number}
    return {pk: months for pk, (months, _) in known.items()}, twice


def _missed_and_late(branches: QuerySet[Any], year: int, now: datetime) -> dict[int, tuple[int, int]]:
    """Sheets not handed in though their time is over, and those handed in late, by branch."""
    filing = "record__filing"
    missed = Q(**{f"{filing}__isnull": True, "record__due_at__lte": now})
    late = ~Q(record__state=RecordState.RETURNED) & Q(
        **{f"{filing}__first_submitted_at__gte": F(f"{filing}__due_at")}
    )
    rows = (
        _party_days(branches, year)
        .filter(missed | late, state=ActivityState.HELD)
        .annotate(missed=Count("pk", filter=missed), late=Count("pk", filter=late))
    )
    return {pk: (missed, late) for pk, missed, late in rows.values_list("branch_id", "missed", "late")}


def _months_over(year: int, today: date) -> int:
    return sum(1 << month for month in range(1, 13) if clock.month_bounds(year, month)[1] < today)


def _founding_mask(founded: date, year: int) -> int:
    rests = (bool(founding_rest(founded, *clock.month_bounds(year, month))) for month in range(1, 13))
    return sum(1 << month for month, rest in enumerate(rests, 1) if rest)
