"""What the committee finds about the members' thinking: its reports, the meeting to bring them to, talks as numbers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from activities.choices import ActivityKind
from activities.choices_talks import RESTRICTED_KINDS, TalkKind, TalkState
from activities.models import Activity, Talk, ThoughtAnalysis
from branches.models import Organization
from branches.reports.parameters import in_force
from partywork.common import clock


@dataclass(frozen=True)
class ThoughtYear:
    branch: Organization
    year: int
    rows: list[ThoughtAnalysis]
    asked: int

    @property
    def missing(self) -> int:
        return max(self.asked - len(self.rows), 0)


def thought_year(branch: Organization, year: int) -> ThoughtYear:
    rows = ThoughtAnalysis.objects.filter(branch=branch, until__year=year)
    day = min(clock.today(), date(year, 12, 31))
    asked = int(in_force(branch, day)["tt.thought_analysis_per_year"])
    return ThoughtYear(branch, year, list(rows.select_related("meeting", "written_by")), asked)


def period_now(branch: Organization, day: date) -> tuple[date, date]:
    """The running half-year, or quarter or year where the committee asks for as many; it ends today."""
    asked = int(in_force(branch, day)["tt.thought_analysis_per_year"])
    months = {1: 12, 2: 6, 3: 4, 4: 3}.get(asked, 6)
    first = (day.month - 1) // months * months + 1
    return date(day.year, first, 1), day


def talks_in(branch: Organization, since: date, until: date) -> str:
    """日常8次、关怀3次: the kinds that may be told; who talked stays with the two (TT-05)."""
    rows = Talk.objects.filter(
        branch=branch, state=TalkState.CONFIRMED, talked_on__gte=since, talked_on__lte=until
    ).exclude(kind__in=RESTRICTED_KINDS)
    counts = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    return "、".join(f"{kind.label}{counts[kind]}次" for kind in TalkKind if kind in counts)


def meeting_kind(branch: Organization) -> ActivityKind:
    """Where it is heard: the branch committee, else the meeting of all members (E-28)."""
    return ActivityKind.COMMITTEE_MEETING if branch.has_committee else ActivityKind.MEMBER_MEETING


def meetings_ahead(branch: Organization) -> list[Activity]:
    rows = Activity.objects.filter(branch=branch, kind=meeting_kind(branch)).coming(clock.now())
    return list(rows.order_by("starts_at")[:6])
