"""The assessment sheet F-16 of a branch: who pays what from which month on, and who still waits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from branches.models import Organization
from branches.reports.parameters import in_force
from members.models import DuesAssessment, DuesRelief, MembershipSpell
from members.rules.dues_months import month_of
from members.rules.dues_scale import FIXED_KINDS, scale_for


@dataclass(frozen=True)
class SheetLine:
    """One member. `waits`: this year's assessment is not confirmed yet, last year's amount goes on (E-56)."""

    member_id: int
    name: str
    assessment: DuesAssessment | None
    relief: DuesRelief | None
    waits: bool

    @property
    def base(self) -> Decimal | None:
        return self.assessment.base if self.assessment else None

    @property
    def rate(self) -> str:
        """1%, or 固定; it reads the base."""
        row = self.assessment
        if row is None:
            return ""
        if row.kind in FIXED_KINDS:
            return "固定"
        if row.is_manual or row.base is None:
            return "原数额"
        return scale_for(row.kind, row.since).band(row.base).rate_text


def assessments_of(branch: Organization, today: date) -> list[SheetLine]:
    """The members of today in pinyin order: a fixed number of queries. The bases stay sealed until they are read."""
    month = month_of(today)
    spells = MembershipSpell.objects.filter(branch=branch, period__contains=today)
    members = [
        spell.member for spell in spells.select_related("member").order_by("member__name_key", "member_id")
    ]
    people = [member.pk for member in members]
    # A change that begins later this year is shown as well; the latest word counts.
    known = DuesAssessment.objects.filter(member__in=people, period__isempty=False)
    known = known.select_related("confirmed_by").order_by("since", "pk")
    latest = {row.member_id: row for row in known}
    reliefs = DuesRelief.objects.filter(member__in=people, period__contains=month)
    relieved = {relief.member_id: relief for relief in reliefs}
    yearly = date(today.year, in_force(branch, today)["du.assess_month"], 1)
    return [
        SheetLine(
            member_id=member.pk,
            name=member.name,
            assessment=latest.get(member.pk),
            relief=relieved.get(member.pk),
            waits=member.pk in latest and latest[member.pk].since < yearly <= today,
        )
        for member in members
    ]
