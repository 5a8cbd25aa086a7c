"""Who is to be looked at, who is to report, and whom a member accompanies (DV-05, DV-06, DV-07)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from branches.models import Organization
from branches.reports.parameters import InForce, in_force, in_force_many
from members.choices_development import ContactRole
from members.models import Development, DevelopmentContact, Member, ThoughtReport
from members.reports.development_way import way_of
from members.rules.cultivation import Due, dues_of
from members.rules.development_path import WayFacts


@dataclass(frozen=True)
class CultivationLine:
    """One person on the way, and what comes next for him or her."""

    development: Development
    way: WayFacts
    dues: tuple[Due, ...]
    role: str = ""

    @property
    def review(self) -> Due | None:
        return next((due for due in self.dues if due.key == "review"), None)

    @property
    def report(self) -> Due | None:
        return next((due for due in self.dues if due.key == "report"), None)


def cultivated_in(branch: Organization, today: date) -> list[CultivationLine]:
    """Everybody on the way in the branch with what is due; three queries and the parameters."""
    rows = list(on_the_way_in(branch))
    return cultivated(rows, in_force(branch, today)) if rows else []


def on_the_way_in(branch: Organization) -> QuerySet[Development]:
    """Everybody on the way in the branch, by name, with the steps taken."""
    return Development.objects.open().filter(branch=branch).with_steps().by_name()


def cultivated(rows: Sequence[Development], limits: InForce) -> list[CultivationLine]:
    """These people of one branch, loaded with their steps, with what is due; one query."""
    reports = _reports(rows)
    lines = []
    for row in rows:
        way = way_of(row, limits, taken=row.taken)  # type: ignore[attr-defined]
        dues = dues_of(way, reports.get(row.pk, ()), int(limits["dv.report_months"]))
        lines.append(CultivationLine(row, way, dues))
    return lines


def accompanies(member: Member, today: date) -> QuerySet[DevelopmentContact]:
    """The people the member is contact or introducer of today."""
    running = DevelopmentContact.objects.filter(member=member, since__lte=today)
    return running.filter(Q(until=None) | Q(until__gt=today))


def accompanied_by(member: Member, today: date) -> list[CultivationLine]:
    """Whom the member accompanies today; five queries at most, one where there is nobody."""
    roles: dict[int, str] = {}
    for pk, role in accompanies(member, today).order_by("since").values_list("development", "role"):
        roles[pk] = role
    if not roles:
        return []
    rows = list(
        Development.objects.open().filter(pk__in=roles).select_related("branch").with_steps().by_name()
    )
    limits, reports = in_force_many({row.branch for row in rows}, today), _reports(rows)
    lines = []
    for row in rows:
        here = limits[row.branch_id]
        way = way_of(row, here, taken=row.taken)
        dues = dues_of(way, reports.get(row.pk, ()), int(here["dv.report_months"]))
        lines.append(CultivationLine(row, way, dues, str(ContactRole(roles[row.pk]).label)))
    return lines


def _reports(rows: Iterable[Development]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = {}
    reports = ThoughtReport.objects.filter(development__in=[row.pk for row in rows])
    for pk, day in reports.values_list("development", "on"):
        found.setdefault(pk, []).append(day)
    return found
