"""A member's own year on one sheet: meetings, leave, make-ups, hours, dues, talks; nothing about others (N39)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from activities.choices import ActivityKind, ObjectionState
from activities.choices_talks import TalkState
from activities.models import Talk, YearObjection, YearSheet
from activities.reports.own_record import NOT_EXPECTED, OwnLine, OwnYear, own_year
from activities.reports.study_people import PersonYear, person_of
from branches.models import Organization
from members.models import Member
from members.reports.dues_member import paid_until
from members.rules.dues_months import month_text


@dataclass(frozen=True)
class KindCount:
    """主题党日 应到12 到会11"""

    label: str
    expected: int
    attended: int


@dataclass(frozen=True)
class MyYear:
    """The facts as they stand; `had_talk` is yes or no and nothing of what was said (TT-05)."""

    member: Member
    branch: Organization | None
    year: int
    own: OwnYear
    study: PersonYear | None
    dues_until: str
    had_talk: bool

    @property
    def kinds(self) -> list[KindCount]:
        expected: Counter[str] = Counter()
        attended: Counter[str] = Counter()
        for line in self.own.lines:
            kind = line.attendance.activity.kind
            attended[kind] += line.attendance.is_present
            expected[kind] += line.attendance.status not in NOT_EXPECTED
        found = [kind for kind in ActivityKind if expected[kind] or attended[kind]]
        return [KindCount(str(kind.label), expected[kind], attended[kind]) for kind in found]

    @property
    def missed(self) -> list[OwnLine]:
        """Where he was not, with what became of it; oldest first."""
        return [line for line in reversed(self.own.lines) if not line.attendance.is_present]


def my_year(member: Member, year: int, branch: Organization | None = None) -> MyYear:
    """A fixed number of queries."""
    span = Q(talked_on__year=year, state=TalkState.CONFIRMED)
    until = paid_until(member)
    return MyYear(
        member=member,
        branch=branch,
        year=year,
        own=own_year(member, year),
        study=person_of(member, year),
        dues_until=month_text(until) if until else "",
        had_talk=Talk.objects.filter(span, Q(talker=member) | Q(partner=member)).exists(),
    )


def sheet_of(member: Member, year: int) -> YearSheet | None:
    found: YearSheet | None = (
        YearSheet.objects.filter(member=member, year=year)
        .select_related("branch")
        .prefetch_related("objections__answered_by")
        .first()
    )
    return found


def sheet_to_check(member: Member) -> YearSheet | None:
    """The one that lies open for the member now."""
    found: YearSheet | None = YearSheet.objects.filter(member=member, state="open").first()
    return found


def open_year_objections(branch: Organization) -> QuerySet[YearObjection]:
    rows = YearObjection.objects.filter(sheet__branch=branch, state=ObjectionState.OPEN)
    return rows.select_related("sheet__member")
