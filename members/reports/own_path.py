"""The own way to full membership, for the person: steps, days, what is due, no opinions (DV-07, DV-21, PI-05)."""

from dataclasses import dataclass
from datetime import date

from branches.reports.parameters import in_force
from members.choices_development import ContactRole
from members.models import Development, DevelopmentContact, Member, ThoughtReport
from members.models.development import DevelopmentQuerySet
from members.reports.attended import Attended, attended_of
from members.reports.development_path import StageLine, path_of
from members.reports.development_way import way_of
from members.rules.cultivation import Due, dues_of
from members.rules.development_limits import Limit
from members.rules.development_path import WayFacts, limits_of


@dataclass(frozen=True)
class OwnPath:
    """`asks_for_text`: the committee wants the report itself, so it is handed in here."""

    development: Development
    way: WayFacts
    stages: list[StageLine]
    dues: list[tuple[Due, bool]]
    conversion: Limit | None
    contacts: list[DevelopmentContact]
    reports: list[ThoughtReport]
    attended: tuple[Attended, ...]
    asks_for_text: bool


def own_development(member: Member) -> Development | None:
    """The file that the own membership came from; nobody has one who was a member before this was kept."""
    found: Development | None = files_of(member).select_related("branch").with_steps().first()
    return found


def files_of(member: Member) -> DevelopmentQuerySet:
    """The same as a list of one or none."""
    return Development.objects.filter(member=member)


def own_path(member: Member, today: date) -> OwnPath | None:
    """Seven queries and the parameters. Reviews appear as days: what was said stays with the branch."""
    development = own_development(member)
    if development is None:
        return None
    limits = in_force(development.branch, today)
    way = way_of(development, limits, taken=development.taken)  # type: ignore[attr-defined]
    reports = list(development.thought_reports.all())
    dues = dues_of(way, [row.on for row in reports], int(limits["dv.report_months"]))
    waits = development.is_open and "conversion_asked" not in way.done
    return OwnPath(
        development=development,
        way=way,
        stages=path_of(development, way, today),
        dues=[(due, due.is_late(today)) for due in dues] if development.is_open else [],
        conversion=next(iter(limits_of("conversion_asked", way)), None) if waits else None,
        contacts=list(
            development.contacts.filter(until=None, role=ContactRole.INTRODUCER).select_related("member")
        ),
        reports=reports,
        attended=attended_of(development),
        asks_for_text=development.is_open and bool(limits["dv.report_texts"]),
    )
