"""The list of care, the visits of a year, what waits: restricted, never a reason in a list (MEM-18, CA-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from branches.models import Organization
from branches.reports.parameters import InForce, in_force
from members.choices_care import CareKind, Occasion
from members.models import CareHelp, CareSpell, CareVisit, Member
from members.rules.care_occasions import Feast, coming

# What a list never fetches: encrypted columns are opened one by one, on the page of the one thing.
SEALED_VISIT = ("difficulties", "settled")


@dataclass(frozen=True)
class CareLine:
    """One member on the list: why as a class, when last visited, whether the next occasion still waits."""

    spells: tuple[CareSpell, ...]
    last_visit: date | None
    waits: bool

    @property
    def member(self) -> Member:
        return self.spells[0].member

    @property
    def kinds(self) -> str:
        return "、".join(str(CareKind(spell.kind).label) for spell in self.spells)

    @property
    def since(self) -> date:
        return min(spell.since for spell in self.spells)


@dataclass(frozen=True)
class CarePage:
    lines: tuple[CareLine, ...]
    feast: Feast | None
    helps: tuple[CareHelp, ...]

    @property
    def waiting(self) -> tuple[CareLine, ...]:
        return tuple(line for line in self.lines if line.waits)


@dataclass(frozen=True)
class VisitYear:
    """The visits of a year; the sums are for those who may see the list, and for the public without names."""

    year: int
    visits: tuple[CareVisit, ...]

    @property
    def total_fen(self) -> int:
        return sum(visit.amount_fen or 0 for visit in self.visits)

    @property
    def awaiting_receipt(self) -> int:
        return sum(visit.awaits_receipt for visit in self.visits)

    @property
    def by_occasion(self) -> list[tuple[str, int, int]]:
        """时机、人次、金额, in the order of the year; no name and no class (PB-04)."""
        found: dict[str, list[CareVisit]] = {}
        for visit in self.visits:
            found.setdefault(visit.occasion, []).append(visit)
        return [
            (str(Occasion(name).label), len(found[name]), sum(v.amount_fen or 0 for v in found[name]))
            for name in Occasion.values
            if name in found
        ]


def care_page(branch: Organization, today: date, limits: InForce | None = None) -> CarePage:
    """The list of today, in pinyin order; a fixed number of queries."""
    feast = next_feast(branch, today, limits)
    lines = lines_of(branch, running_in(branch, today), feast)
    return CarePage(tuple(lines), feast, tuple(open_helps([branch])))


def lines_of(branch: Organization, rows: Iterable[CareSpell], feast: Feast | None) -> list[CareLine]:
    """The people of these spells, with their last visit and whether the feast still waits for them. Two queries."""
    spells = list(rows)
    last: dict[int, date] = {}
    held: set[int] = set()
    visits = CareVisit.objects.filter(branch=branch, member__in=[spell.member_id for spell in spells])
    for member, day in visits.order_by("visited_on").values_list("member", "visited_on"):
        last[member] = day
        if feast is not None and day >= feast.remind_from:
            held.add(member)
    lines = []
    for pk in dict.fromkeys(spell.member_id for spell in spells):
        own = tuple(spell for spell in spells if spell.member_id == pk)
        due = feast is not None and any(feast.concerns(spell.kind) for spell in own)
        lines.append(CareLine(own, last.get(pk), due and pk not in held))
    return lines


def next_feast(branch: Organization, today: date, limits: InForce | None = None) -> Feast | None:
    limits = limits or in_force(branch, today)
    return coming(today, limits["ca.occasions"], int(limits["ca.remind_days"]))


def visits_of_year(branch: Organization, year: int) -> VisitYear:
    rows = CareVisit.objects.filter(branch=branch, visited_on__year=year).defer(*SEALED_VISIT)
    return VisitYear(year, tuple(rows.select_related("member").order_by("visited_on", "pk")))


def open_helps(branches: Iterable[Organization]) -> QuerySet[CareHelp]:
    """What was promised and is not done yet, the most urgent first; without its words."""
    rows = CareHelp.objects.filter(visit__branch__in=[branch.pk for branch in branches], done_on=None)
    return rows.defer("text", "outcome").select_related("visit__member", "owner").order_by("due", "pk")


def waiting_counts(branch: Organization, today: date) -> dict[str, int]:
    """Figures for the day's list of things to do: no name, no class."""
    helps = CareHelp.objects.filter(visit__branch=branch, done_on=None).aggregate(
        all=Count("pk"), over=Count("pk", filter=Q(due__lt=today))
    )
    page = care_page(branch, today)
    return {"helps": helps["all"], "over": helps["over"], "visits": len(page.waiting)}


def running_in(branch: Organization, today: date) -> QuerySet[CareSpell]:
    """Who is on the list of care today, in pinyin order; never the reason."""
    running = CareSpell.objects.filter(branch=branch, since__lte=today)
    running = running.filter(Q(until=None) | Q(until__gte=today)).order_by(
        "member__name_key", "member_id", "kind"
    )
    return running.defer("reason").select_related("member")
