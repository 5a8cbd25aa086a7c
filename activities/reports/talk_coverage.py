"""The talks of the year against tt.per_year: counts of confirmed talks only, never a word of them (TT-01, TT-05)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from activities.choices_talks import TalkRelation, TalkState
from activities.models import Talk
from activities.reports.talk_people import people_many
from activities.rules.talk_coverage import Coverage, Pair, Want, coverage
from branches.models import Organization
from branches.reports.parameters import in_force
from partywork.common import clock

KEY = "tt.per_year"
HEADINGS = {
    TalkRelation.SECRETARY_COMMITTEE: "书记与委员",
    TalkRelation.COMMITTEE_COMMITTEE: "委员之间",
    TalkRelation.COMMITTEE_MEMBER: "委员与党员",
    TalkRelation.MEMBER_MEMBER: "党员之间",
}


@dataclass(frozen=True)
class Section:
    """One relation of F-15, with its talks asked for, who is missing first."""

    relation: TalkRelation
    heading: str
    wants: tuple[Want, ...]

    @property
    def missing(self) -> list[Want]:
        return [want for want in self.wants if want.missing]

    @property
    def lines(self) -> list[Want]:
        """Who is missing; two who are proposed to each other stand in one line."""
        found: dict[Pair, Want] = {}
        for want in self.missing:
            other = want.with_whom
            found.setdefault(frozenset({want.first.member_id, other.member_id if other else 0}), want)
        return list(found.values())

    def is_mutual(self, want: Want) -> bool:
        return any(each.first == want.partner and each.partner == want.first for each in self.missing)

    @property
    def mutual(self) -> set[int]:
        """The first ones of those lines that help two at once."""
        return {want.first.member_id for want in self.lines if want.partner and self.is_mutual(want)}

    @property
    def done(self) -> list[Want]:
        return [want for want in self.wants if not want.missing]

    @property
    def asked(self) -> int:
        return sum(1 for want in self.wants if want.asked)


@dataclass(frozen=True)
class CoveragePage:
    branch: Organization
    year: int
    asked: int
    coverage: Coverage
    waiting: int

    @property
    def sections(self) -> list[Section]:
        found = (Section(each, heading, self.coverage.of(each)) for each, heading in HEADINGS.items())
        return [section for section in found if section.wants]


def reference_day(year: int) -> date:
    """The roster and the posts of today; of a year that is over, those of its last day."""
    return min(clock.today(), date(year, 12, 31))


def coverage_page(branch: Organization, year: int) -> CoveragePage:
    day = reference_day(year)
    asked = int(in_force(branch, day)[KEY])
    found = coverage_many([branch], year, {branch.pk: asked})[branch.pk]
    waiting = Talk.objects.filter(branch=branch, talked_on__year=year).exclude(state=TalkState.CONFIRMED)
    return CoveragePage(branch, year, asked, found, waiting.count())


def coverage_many(
    branches: Sequence[Organization], year: int, asked: Mapping[int, int]
) -> dict[int, Coverage]:
    """Three queries, however many branches."""
    people = people_many(branches, reference_day(year))
    counts = _counts(branches, year)
    return {
        branch.pk: coverage(people[branch.pk], counts[branch.pk], asked=asked[branch.pk], year=year)
        for branch in branches
    }


def _counts(branches: Sequence[Organization], year: int) -> dict[int, dict[Pair, int]]:
    found: dict[int, dict[Pair, int]] = defaultdict(lambda: defaultdict(int))
    span = Q(talked_on__gte=date(year, 1, 1), talked_on__lte=date(year, 12, 31))
    rows = Talk.objects.filter(span, branch__in=branches, state=TalkState.CONFIRMED).order_by()
    for branch, talker, partner, number in rows.values_list("branch_id", "talker_id", "partner_id").annotate(
        Count("pk")
    ):
        found[branch][frozenset({talker, partner})] += number
    return found
