"""What a branch praised and was praised for, its labels, pairs and projects; who is in doubt (CA-03..CA-09, EV-05)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices_honours import TWO_EXCELLENT_ONE_ADVANCED
from members.models import (
    AnniversaryChoice,
    BrandProject,
    DisciplineFact,
    Honour,
    Member,
    MemberLabel,
    MembershipSpell,
    Pairing,
)


@dataclass(frozen=True)
class HonourDoubts:
    """Why the branch, or somebody of its committee, should not be put forward this year; people decide (EV-05)."""

    branch: str = ""
    members: dict[int, str] = field(default_factory=dict)

    def of(self, honour: Honour) -> str:
        if honour.kind not in TWO_EXCELLENT_ONE_ADVANCED or not honour.is_open:
            return ""
        return self.branch if honour.member_id is None else self.members.get(honour.member_id, "")


Doubter = Callable[[Organization, int], HonourDoubts]
_doubters: list[Doubter] = []


def register(doubter: Doubter) -> None:
    """The app above knows the ratings of a year; it names itself when it is ready."""
    _doubters[:] = [doubter]


def doubts_of(branch: Organization, year: int) -> HonourDoubts:
    return _doubters[0](branch, year) if _doubters else HonourDoubts()


@dataclass(frozen=True)
class HonourLine:
    honour: Honour
    doubt: str


@dataclass(frozen=True)
class HonourPage:
    year: int
    honours: tuple[HonourLine, ...]
    labels: tuple[MemberLabel, ...]
    pairs: tuple[Pairing, ...]
    projects: tuple[BrandProject, ...]
    pairs_min: int
    unpaired: tuple[str, ...]


def honour_page(branch: Organization, year: int, today: date) -> HonourPage:
    """One branch, one year; labels and pairs as they hang today. A fixed number of queries."""
    rows = Honour.objects.filter(branch=branch, year=year).select_related("member", "branch")
    doubts = doubts_of(branch, year)
    running = Q(until=None) | Q(until__gte=today)
    labels = MemberLabel.objects.filter(running, branch=branch, since__lte=today).select_related("member")
    pairs = tuple(Pairing.objects.filter(running, branch=branch, since__lte=today).select_related("member"))
    least = int(in_force(branch, today)["ca.pairs_min"])
    return HonourPage(
        year=year,
        honours=tuple(HonourLine(row, doubts.of(row)) for row in rows),
        labels=tuple(labels),
        pairs=pairs,
        projects=tuple(BrandProject.objects.filter(branch=branch, year=year).select_related("lead")),
        pairs_min=least,
        unpaired=_unpaired(branch, today, pairs, least) if least else (),
    )


def _unpaired(branch: Organization, today: date, pairs: tuple[Pairing, ...], least: int) -> tuple[str, ...]:
    """Whose pairs are fewer than the committee asks for (CA-07)."""
    count: dict[int, int] = {}
    for each in pairs:
        count[each.member_id] = count.get(each.member_id, 0) + 1
    spells = MembershipSpell.objects.filter(branch=branch, period__contains=today).select_related("member")
    return tuple(
        spell.member.name
        for spell in spells.order_by("member__name_key", "member_id")
        if count.get(spell.member_id, 0) < least
    )


@dataclass(frozen=True)
class OwnRecord:
    """What is kept about one person here, for the person alone."""

    honours: tuple[Honour, ...]
    labels: tuple[MemberLabel, ...]
    facts: tuple[DisciplineFact, ...]
    quiet: bool


def own_record(member: Member) -> OwnRecord:
    return OwnRecord(
        honours=tuple(Honour.objects.filter(member=member).select_related("branch", "member")),
        labels=tuple(MemberLabel.objects.filter(member=member).select_related("member")),
        facts=tuple(DisciplineFact.objects.filter(member=member)),
        quiet=AnniversaryChoice.objects.filter(member=member, quiet=True).exists(),
    )
