"""Who is away, since when, who is to be asked after next, and what a long absence leads to (F-23, MEM-06..MEM-13)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import SpellEnd
from members.choices_away import AwayKind, ContactWay
from members.models import AwayContact, AwaySpell, MembershipSpell
from members.rules.away import AwayFacts, Hint, contact_is_near, hints, length_text, next_contact


@dataclass(frozen=True)
class AwayLine:
    """One spell with what follows from it today."""

    spell: AwaySpell
    heard_on: date | None
    heard_by: str
    due: date | None
    is_near: bool
    is_over: bool
    hints: tuple[Hint, ...]
    lasted: str

    @property
    def is_private(self) -> bool:
        """Who is out of contact is known to the secretary alone (E-52)."""
        return self.spell.kind == AwayKind.LOST


def away_of(
    branch: Organization,
    today: date,
    *,
    private: bool,
    ended: bool = False,
    transfer_after: int | None = None,
) -> list[AwayLine]:
    """The open spells (or those that have ended), the longest away first; one query and the parameter."""
    after = transfer_after or _transfer_after(branch, today)
    return lines_of(
        spells_of(branch, private=private, ended=ended), today, private=private, transfer_after=after
    )


def spells_of(branch: Organization, *, private: bool, ended: bool = False) -> QuerySet[AwaySpell]:
    """The rows themselves; who is out of contact only for whoever may know (E-52)."""
    rows = AwaySpell.objects.filter(branch=branch)
    rows = rows.exclude(ended_on=None) if ended else rows.filter(ended_on=None)
    return rows if private else rows.exclude(kind=AwayKind.LOST)


def lines_of(
    spells: QuerySet[AwaySpell], today: date, *, private: bool, transfer_after: int
) -> list[AwayLine]:
    """The longest away first. One query."""
    rows = _with_words(spells).order_by("since", "pk")
    return [_line(row, today, transfer_after, private) for row in rows]


def line_of(spell: AwaySpell, today: date, *, private: bool) -> AwayLine:
    after = _transfer_after(spell.branch, today)
    row = _with_words(AwaySpell.objects.filter(pk=spell.pk)).get()
    return _line(row, today, after, private)


def _transfer_after(branch: Organization, today: date) -> int:
    return int(in_force(branch, today)["mem.transfer_after_months"])


def _with_words(rows: QuerySet[AwaySpell]) -> QuerySet[AwaySpell]:
    reached = AwayContact.objects.filter(spell=OuterRef("pk"), was_reached=True)
    stopped = MembershipSpell.objects.filter(
        member=OuterRef("member"), ended_by=SpellEnd.SUSPENDED, period__endswith__gte=OuterRef("since")
    )
    return (
        rows.annotate(
            heard_on=Max("contacts__on", filter=Q(contacts__was_reached=True)),
            heard_way=Subquery(reached.order_by("-on", "-pk").values("way")[:1]),
            stopped_on=Subquery(stopped.order_by("-period").values("period__endswith")[:1]),
        )
        .select_related("member", "branch", "contact")
        .defer("reach")
    )


def _line(row: AwaySpell, today: date, after: int, private: bool) -> AwayLine:
    heard_on: date | None = row.heard_on  # type: ignore[attr-defined]
    way: str | None = row.heard_way  # type: ignore[attr-defined]
    stopped_on: date | None = row.stopped_on  # type: ignore[attr-defined]
    facts = AwayFacts(row.kind, row.since, row.is_fixed_place, heard_on, stopped_on)
    found: tuple[Hint, ...] = ()
    if row.ended_on is None:
        found = tuple(
            hint
            for hint in hints(facts, today, transfer_after=after)
            if (private or not hint.private) and not (hint.rule == "MEM-06" and row.why_not_moved)
        )
    due = next_contact(facts) if row.ended_on is None else None
    return AwayLine(
        spell=row,
        heard_on=heard_on,
        heard_by=str(ContactWay(way).label) if way else "",
        due=due,
        is_near=due is not None and contact_is_near(facts, today),
        is_over=due is not None and today > due,
        hints=found,
        lasted=length_text(row.since, row.ended_on or today),
    )
