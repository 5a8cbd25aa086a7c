"""What the page of one ballot shows: the hall before it begins, whose names may be written in (EL-05, V-ELE)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from activities.choices_elections import RoundMethod, RoundState
from activities.models import ElectionRound
from activities.reports.electors import committee_electors, full_members, meeting_electors
from activities.rules.election_outcome import Assembly
from branches.models import Organization
from members.models import Member
from partywork.common import clock

ROUNDS = ElectionRound.objects.select_related(
    "election__branch", "election__meeting", "election__term", "teller", "counter", "box", "closing_by"
)


@dataclass(frozen=True)
class Hall:
    """Who could vote if the ballots went out now; `people` only where they are ticked one by one."""

    people: list[Member]
    assembly: Assembly
    online: int = 0
    left_out: tuple[str, ...] = ()


def hall_of(round_: ElectionRound) -> Hall:
    election = round_.election
    if round_.office in election.committee_offices:
        keys = committee_electors(election)
        people = Member.objects.in_bulk(keys)
        return Hall([people[pk] for pk in keys], Assembly(len(keys), len(keys), round_.base))
    if election.meeting is None:
        return Hall([], Assembly(0, 0, round_.base))
    electors = meeting_electors(election, election.meeting)
    assembly = Assembly(len(electors.expected), len(electors.present), round_.base)
    return Hall([], assembly, len(electors.online), electors.left_out)


def may_be_written_in(round_: ElectionRound) -> QuerySet[Member]:
    """Members who are not on the ballot and may be elected; nobody in a run-off."""
    if round_.is_run_off:
        return Member.objects.none()
    election = round_.election
    if round_.office in election.committee_offices:
        keys = committee_electors(election)
    else:
        keys = full_members(election.branch, election.meeting.day if election.meeting else clock.today())
    printed = round_.lines.filter(is_write_in=False).values("member")
    return Member.objects.filter(pk__in=keys).exclude(pk__in=printed).order_by("name_key", "pk")


def own_round(branch: Organization, pk: int) -> ElectionRound | None:
    """A ballot by phone of the own branch that has gone out."""
    rounds = ROUNDS.filter(election__branch=branch, method=RoundMethod.PHONE)
    found: ElectionRound | None = rounds.exclude(state=RoundState.PREPARED).filter(pk=pk).first()
    return found


def polling_for(member: Member, day: date) -> QuerySet[ElectionRound]:
    """Ballots of the own branch that are voted on by phone just now."""
    rounds = ElectionRound.objects.filter(
        method=RoundMethod.PHONE,
        state=RoundState.OPEN,
        election__branch__membership_spells__member=member,
        election__branch__membership_spells__period__contains=day,
    )
    return rounds.select_related("election__branch")
