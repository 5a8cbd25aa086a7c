"""What the year asks of branches and what they registered, for many of them in seven queries (MT-*, OL-01, TT-01)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, F, Min, Q

from activities.choices import ActivityKind, ActivityState
from activities.kinds import ROWS, Rhythm
from activities.models import Activity, ThoughtAnalysis
from activities.reports.branch_limits import Months, founded_months, limits_by_month
from activities.reports.month_reasons import month_reasons
from activities.reports.talk_coverage import KEY, coverage_many
from activities.rules.duties import DutyYear, Entry, GroupSpan, TalkCount
from branches.models import Organization, PartyGroup
from partywork.common import clock

TALKS = KEY
ANALYSES = "tt.thought_analysis_per_year"
KEYS = (*(kind.times for kind in ROWS if kind.rhythm is not Rhythm.NONE), TALKS, ANALYSES)


def branch_duties(
    branch: Organization, year: int, *, months: Months | None = None, reasons: Mapping[int, str] | None = None
) -> DutyYear:
    """Of one branch. `months` and `reasons` (by month) where the caller has loaded them already."""
    limits = {branch.pk: months} if months is not None else None
    said = {(branch.pk, month): text for month, text in reasons.items()} if reasons is not None else None
    return duty_years([branch], year, limits=limits, reasons=said)[branch.pk]


def duty_years(
    branches: Sequence[Organization],
    year: int,
    *,
    limits: Mapping[int, Months] | None = None,
    reasons: Mapping[tuple[int, int], str] | None = None,
) -> dict[int, DutyYear]:
    """By branch. `limits` and `reasons` where the caller has loaded them already."""
    limits = limits if limits is not None else limits_by_month(branches, year)
    reasons = reasons if reasons is not None else month_reasons(branches, year)
    entries, begun, groups = _entries(branches, year), _begun(branches), _groups(branches, year)
    analyses = _analyses(branches, year)
    asked = {branch.pk: int(limits[branch.pk][12][TALKS]) for branch in branches}
    talks = coverage_many(branches, year, asked)
    found = {}
    for branch in branches:
        pk, months = branch.pk, limits[branch.pk]
        first, last = founded_months(branch, year)
        found[pk] = DutyYear(
            year=year,
            today=clock.today(),
            first=first,
            last=last,
            begun=begun.get(pk),
            has_committee=branch.has_committee,
            groups=tuple(groups[pk]),
            entries=tuple(entries[pk]),
            asked={month: {key: int(held[key]) for key in KEYS} for month, held in months.items()},
            exempt=frozenset(month for month, held in months.items() if month in held["pd.exempt_months"]),
            excused={month: text for (owner, month), text in reasons.items() if owner == pk},
            talks=TalkCount(talks[pk].asked, talks[pk].missing),
            analyses=analyses.get(pk, 0),
        )
    return found


def _entries(branches: Iterable[Organization], year: int) -> dict[int, list[Entry]]:
    """A life meeting or an appraisal belongs to the year it is for, whatever its date (OL-01); either one
    held in another meeting counts for itself as well (DA-01).
    """
    found: dict[int, list[Entry]] = defaultdict(list)
    this = Q(for_year=year) | Q(for_year=year + 1, life__for_year=year)
    this |= Q(for_year=year + 1, appraisal__for_year=year)
    rows = Activity.objects.standing().filter(this, branch__in=branches).order_by("starts_at", "pk")
    columns = ("branch_id", "pk", "kind", "for_year", "for_month", "starts_at", "state", "group_id")
    for row in rows.values_list(*columns, "life__for_year", "appraisal__for_year"):
        branch, pk, kind, own, month, starts_at, state, group, life, appraisal = row
        day, is_held = clock.local_day(starts_at), state == ActivityState.HELD
        years = {kind: own}
        if life is not None:
            years[ActivityKind.ORGANIZATIONAL_LIFE_MEETING] = life
        if appraisal is not None:
            years[ActivityKind.APPRAISAL] = appraisal
        found[branch] += [
            Entry(pk, each, month, day, is_held, group) for each, of_year in years.items() if of_year == year
        ]
    return found


def _begun(branches: Iterable[Organization]) -> dict[int, tuple[int, int]]:
    """The first month for which anything was registered here."""
    rows = Activity.objects.filter(branch__in=branches).order_by().values_list("branch_id")
    first = rows.annotate(first=Min(F("for_year") * 100 + F("for_month")))
    return {branch: (month // 100, month % 100) for branch, month in first}


def _groups(branches: Iterable[Organization], year: int) -> dict[int, list[GroupSpan]]:
    """Those that met in some month of the year: from the month after forming to that of closing (E-84)."""
    found: dict[int, list[GroupSpan]] = defaultdict(list)
    for group in PartyGroup.objects.filter(branch__in=branches):
        first = _month_after(group.formed_on, year)
        last = _month_of_end(group.dissolved_on, year)
        if first <= last:
            found[group.branch_id].append(GroupSpan(group.pk, group.name, first, last))
    return found


def _month_after(formed: date | None, year: int) -> int:
    if formed is None or formed.year < year:
        return 1
    return formed.month + 1 if formed.year == year else 13


def _month_of_end(dissolved: date | None, year: int) -> int:
    if dissolved is None or dissolved.year > year:
        return 12
    return dissolved.month if dissolved.year == year else 0


def _analyses(branches: Iterable[Organization], year: int) -> dict[int, int]:
    rows = ThoughtAnalysis.objects.filter(branch__in=branches, until__year=year).order_by()
    return dict(rows.values_list("branch_id").annotate(Count("pk")))
