"""Whose dates need a human look, and who has been fifty years in the Party by a 1 July (MEM-05, CA-05, F-30)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from branches.models import Organization
from members.models import Member, MembershipSpell, PartyAgeProof, SemicentennialMedal
from members.rules.party_age import is_due, semicentennial
from members.rules.party_age_checking import Checked, KnownDates, check, is_near_miss, years_at
from partywork.common import clock


@dataclass(frozen=True)
class PartyAgeLine:
    """One member: what the dates are computed from, what is doubtful, who confirmed by which page."""

    member: Member
    branch: str
    checked: Checked
    proof: PartyAgeProof | None
    medal: SemicentennialMedal | None = None
    year: int = 0

    @property
    def is_confirmed(self) -> bool:
        """Confirmed, and the roster was not changed since."""
        proof = self.proof
        return proof is not None and proof.joined_on == self.member.joined_on

    @property
    def doubts(self) -> tuple[str, ...]:
        if self.is_confirmed:
            return ()
        if self.proof is not None:
            return ("核对以后名册上的入党日期又改过，请再看一次。",)
        return self.checked.doubts

    @property
    def counts_from(self) -> date | None:
        return self.proof.counts_from if self.proof else self.checked.counts_from

    @property
    def fifty_on(self) -> date | None:
        return semicentennial(self.counts_from) if self.counts_from else None

    @property
    def years(self) -> int | None:
        return years_at(self.counts_from, self.year)

    @property
    def meeting_on(self) -> date | None:
        return self.proof.meeting_on if self.proof else None

    @property
    def approved_on(self) -> date | None:
        return self.proof.approved_on if self.proof else None

    @property
    def joined_on(self) -> date:
        return self.proof.joined_on if self.proof else self.member.joined_on

    @property
    def is_given(self) -> bool:
        return self.medal is not None and self.medal.issued_on is not None

    @property
    def is_new(self) -> bool:
        """Full for the first time on this list."""
        return self.fifty_on is not None and self.fifty_on > date(self.year - 1, 7, 1)


@dataclass(frozen=True)
class FiftyYears:
    """The list of a year: who is on it, and who is so near that the dates must be read first (E-71)."""

    year: int
    lines: tuple[PartyAgeLine, ...]
    near: tuple[PartyAgeLine, ...]

    @property
    def unconfirmed(self) -> int:
        return sum(not line.is_confirmed for line in self.lines)

    @property
    def given(self) -> int:
        return sum(line.is_given for line in self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.medal is None for line in self.lines)


def known_of(member: Member, proof: PartyAgeProof | None) -> KnownDates:
    if proof is None:
        return KnownDates(member.joined_on, member.full_on)
    return KnownDates(
        member.joined_on, member.full_on, proof.meeting_on, proof.approved_on, proof.extended_months
    )


def line_of(member: Member, branch: Organization | None = None) -> PartyAgeLine:
    proof = PartyAgeProof.objects.select_related("confirmed_by").filter(member=member).first()
    medal = SemicentennialMedal.objects.filter(member=member).first()
    called = branch.called if branch else ""
    return PartyAgeLine(member, called, check(known_of(member, proof)), proof, medal, clock.today().year)


def to_look_at(branches: Iterable[Organization], day: date) -> list[PartyAgeLine]:
    """Only those who need a human look, the longest in the Party first; one query."""
    lines = [line for line in _lines(branches, day, day.year) if line.doubts]
    return sorted(lines, key=lambda line: line.joined_on)


def fifty_years(branches: Iterable[Organization], year: int, today: date) -> FiftyYears:
    """Those on the roster on 1 July (or today, when it is still ahead): who died before is not on it (CA-05)."""
    day = min(today, date(year, 7, 1))
    lines, near = [], []
    # Years never count from before the joining: nobody who joined later than this can be on the list, or near it.
    for line in _lines(branches, day, year, joined_by=date(year - 49, 7, 1)):
        counts = line.counts_from
        if counts is not None and is_due(counts, year):
            lines.append(line)
        elif not line.is_confirmed and counts is not None and is_near_miss(counts, year):
            near.append(line)
    return FiftyYears(year, tuple(sorted(lines, key=_oldest_first)), tuple(sorted(near, key=_oldest_first)))


def _oldest_first(line: PartyAgeLine) -> tuple[date, str]:
    assert line.counts_from is not None
    return line.counts_from, line.member.name_key


def _lines(
    branches: Iterable[Organization], day: date, year: int, *, joined_by: date = date.max
) -> Iterable[PartyAgeLine]:
    spells = (
        MembershipSpell.objects.filter(branch__in=[branch.pk for branch in branches], period__contains=day)
        .select_related("branch", "member__party_age_proof__confirmed_by", "member__semicentennial_medal")
        .filter(member__joined_on__lte=joined_by)
        .order_by("member__name_key", "member_id")
    )
    for spell in spells:
        member = spell.member
        proof = getattr(member, "party_age_proof", None)
        medal = getattr(member, "semicentennial_medal", None)
        yield PartyAgeLine(member, spell.branch.called, check(known_of(member, proof)), proof, medal, year)
