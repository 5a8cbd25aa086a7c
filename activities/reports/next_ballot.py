"""Which ballot comes next for an office: the first, a run-off, one for the rest, or none (EL-06)."""

from dataclasses import dataclass

from activities.choices_elections import Office, RoundState
from activities.models import Election, ElectionRound
from activities.reports.electors import committee_electors, elected_members
from activities.rules.election_outcome import RoundPurpose
from activities.rules.stroke_order import stroke_key


@dataclass(frozen=True)
class NextBallot:
    """The names on it in their order. `may_choose` are those it may name where the order says nothing."""

    purpose: RoundPurpose
    seats: int
    members: tuple[int, ...]
    may_choose: tuple[int, ...] = ()


def standing_rounds(election: Election, office: str) -> list[ElectionRound]:
    return list(election.rounds.filter(office=office).exclude(state=RoundState.VOID).order_by("number"))


def filled_seats(election: Election, office: str) -> int:
    return len(elected_members(election, office))


def open_seats(election: Election, office: str) -> int:
    """How many are still to be elected, seats that were given up left out (EL-06)."""
    given_up = election.fewer if office in (Office.COMMITTEE, Office.DELEGATE) else 0
    return election.seats_of(office) - given_up - filled_seats(election, office)


def is_settled(election: Election, office: str) -> bool:
    return open_seats(election, office) <= 0


def next_ballot(election: Election, office: str) -> NextBallot | None:
    """None when nothing is open, or while a ballot is on its way."""
    rounds = standing_rounds(election, office)
    if rounds and rounds[-1].state != RoundState.ANNOUNCED:
        return None
    left = open_seats(election, office)
    if left <= 0:
        return None
    if not rounds:
        return NextBallot(RoundPurpose.FIRST, left, *_first_names(election, office))
    outcome = rounds[-1].outcome
    if outcome["tied"]:
        return NextBallot(RoundPurpose.RUN_OFF, outcome["tied_seats"], tuple(outcome["tied"]))
    return NextBallot(RoundPurpose.REST, left, _rest(election, office, rounds), _others(election, office))


def listed_members(election: Election, office: str) -> list[int]:
    """The listed candidates in the order of strokes, those set by hand at their place (EL-08)."""
    rows = list(election.candidates.filter(office=office, is_listed=True).select_related("member"))
    rows.sort(key=lambda row: stroke_key(row.member.name))
    placed = sorted((row for row in rows if row.position), key=lambda row: row.position or 0)
    order = [row for row in rows if not row.position]
    for row in placed:
        order.insert(min((row.position or 1) - 1, len(order)), row)
    return [row.member_id for row in order]


def _first_names(election: Election, office: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    listed = listed_members(election, office)
    if office not in election.committee_offices:
        return tuple(listed), ()
    # Secretary and deputy come from among the elected; who was listed and not elected cannot stand any more.
    seated = _others(election, office)
    return tuple(pk for pk in listed if pk in seated), seated


def _others(election: Election, office: str) -> tuple[int, ...]:
    """Members of the new committee who may still stand for one of its heads."""
    if office not in election.committee_offices:
        return ()
    taken = {pk for head in election.committee_offices for pk in elected_members(election, head)}
    return tuple(pk for pk in committee_electors(election) if pk not in taken)


def _rest(election: Election, office: str, rounds: list[ElectionRound]) -> tuple[int, ...]:
    """Who stood in any ballot and was not elected, most votes in the last one first."""
    elected = set(elected_members(election, office))
    names: dict[int, None] = {}
    for round_ in reversed(rounds):
        lines = round_.lines.filter(is_write_in=False).order_by("-in_favour", "position")
        names |= dict.fromkeys(lines.values_list("member_id", flat=True))
    return tuple(pk for pk in names if pk not in elected)
