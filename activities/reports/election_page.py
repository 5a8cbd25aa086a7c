"""Everything the page of an election shows: its path, its ballots, and what may be filled in now (EL-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from activities.choices import ActivityKind, ActivityState
from activities.choices_elections import Office
from activities.models import Activity, Election, ElectionRound
from activities.reports.election_path import Path, path_of
from activities.reports.electors import elected_members, full_members
from activities.reports.next_ballot import NextBallot, filled_seats, listed_members, next_ballot, open_seats
from activities.rules.election_people import Nominee, chair_remark
from activities.rules.election_seats import difference_text, least_candidates
from activities.rules.stroke_order import stroke_key, unknown_signs
from members.choices import COMMITTEE_POSTS, Post
from members.models import Appointment, Member
from partywork.common import clock


@dataclass(frozen=True)
class OfficeLine:
    """One office: how many seats, who is listed, which ballots were held."""

    office: Office
    label: str
    seats: int
    filled: int
    listed: list[Member]
    rounds: list[ElectionRound]
    least: int

    @property
    def is_settled(self) -> bool:
        return self.filled >= self.seats

    @property
    def sentence(self) -> str:
        if self.least == self.seats:
            return f"应选{self.seats}人，等额，已列{len(self.listed)}人"
        return difference_text(self.seats, len(self.listed))


@dataclass
class ElectionPage:
    election: Election
    path: Path

    @cached_property
    def offices(self) -> list[OfficeLine]:
        election = self.election
        rounds = list(
            election.rounds.select_related("teller", "counter").prefetch_related("lines", "signed_sheets")
        )
        keys = {office: listed_members(election, office) for office in election.offices}
        people = Member.objects.in_bulk([pk for each in keys.values() for pk in each])
        return [
            OfficeLine(
                office=office,
                label=str(office.label),
                seats=filled_seats(election, office) + max(open_seats(election, office), 0),
                filled=filled_seats(election, office),
                listed=[people[pk] for pk in keys[office]],
                rounds=[round_ for round_ in rounds if round_.office == office],
                least=election.seats_of(office)
                if election.stands_alone(office)
                else least_candidates(election.seats_of(office)),
            )
            for office in election.offices
        ]

    @cached_property
    def ballot(self) -> tuple[Office, NextBallot] | None:
        """The ballot that may be made ready now."""
        current = self.path.current
        offices: Iterable[Office] = ()
        if current is not None and current.key == "meeting":
            offices = self.election.meeting_offices
        elif current is not None and current.key == "heads":
            offices = self.election.committee_offices
        for office in offices:
            if open_seats(self.election, office) > 0:
                found = next_ballot(self.election, office)
                return (office, found) if found is not None else None
        return None

    @cached_property
    def at_work(self) -> list[ElectionRound]:
        """Ballots made ready and not yet announced."""
        return [
            round_
            for line in self.offices
            for round_ in line.rounds
            if round_.state in ("prepared", "open", "counted")
        ]

    @property
    def may_be_fewer(self) -> bool:
        found = self.ballot
        return found is not None and found[1].purpose == "rest" and not self.at_work

    @property
    def last_present(self) -> int | None:
        rounds = [round_ for line in self.offices for round_ in line.rounds if round_.present]
        return rounds[-1].present if rounds else None

    @cached_property
    def day(self) -> object:
        return self.election.planned_on or clock.today()

    @cached_property
    def _full(self) -> list[int]:
        return full_members(self.election.branch, self.election.planned_on or clock.today())

    @cached_property
    def eligible(self) -> list[Member]:
        """Full members in the order of strokes."""
        people = Member.objects.in_bulk(self._full)
        return sorted(people.values(), key=lambda member: stroke_key(member.name))

    @property
    def voters(self) -> QuerySet[Member]:
        return Member.objects.filter(pk__in=self._full).order_by("name_key", "pk")

    @property
    def unknown(self) -> list[tuple[str, str]]:
        """Listed names with characters whose strokes the table does not know."""
        names = {person.name for line in self.offices for person in line.listed}
        return [(name, signs) for name in sorted(names) if (signs := unknown_signs(name))]

    @property
    def to_choose(self) -> QuerySet[Member] | None:
        found = self.ballot
        if found is None or found[1].purpose == "run_off":
            return None
        _office, following = found
        if following.purpose == "first" and not following.may_choose:
            return None
        return Member.objects.filter(pk__in=[*following.members, *following.may_choose]).order_by("name_key")

    @property
    def preset(self) -> list[int]:
        return list(self.ballot[1].members) if self.ballot is not None else []

    @cached_property
    def ballot_names(self) -> list[Member]:
        people = Member.objects.in_bulk(self.preset)
        return [people[pk] for pk in self.preset]

    @property
    def meetings(self) -> QuerySet[Activity]:
        """Member meetings of the branch that are still to be held or going on."""
        return self._open_activities(ActivityKind.MEMBER_MEETING)

    @property
    def committee_meetings(self) -> QuerySet[Activity]:
        return self._open_activities(ActivityKind.COMMITTEE_MEETING)

    def _open_activities(self, kind: ActivityKind) -> QuerySet[Activity]:
        open_states = [ActivityState.DRAFT, ActivityState.ANNOUNCED]
        rows = Activity.objects.filter(branch=self.election.branch, kind=kind, state__in=open_states)
        return rows.order_by("starts_at")

    @cached_property
    def outgoing(self) -> list[int]:
        """Members of the committee, or the secretary, that runs the election (EL-09)."""
        branch = self.election.branch
        posts = COMMITTEE_POSTS if branch.has_committee else (Post.SECRETARY,)
        held = Appointment.objects.on(clock.today()).filter(
            organization=branch, post__in=posts, holder__member__isnull=False
        )
        return list(held.order_by("pk").values_list("holder__member", flat=True))

    @property
    def usual_chair(self) -> int | None:
        if self.election.chair_id:
            return self.election.chair_id
        return self.outgoing[0] if self.outgoing else None

    @property
    def chair_remark(self) -> str:
        chair = self.election.chair
        if chair is None:
            return ""
        committee = self.election.branch.has_committee
        return chair_remark(chair.pk in self.outgoing, chair.name, has_committee=committee)

    @property
    def to_divide(self) -> list[Member]:
        """The elected but secretary and deputy, whose work is still to be said."""
        election = self.election
        heads = {
            pk for office in (Office.SECRETARY, Office.DEPUTY) for pk in elected_members(election, office)
        }
        keys = [pk for pk in elected_members(election, Office.COMMITTEE) if pk not in heads]
        people = Member.objects.in_bulk(keys)
        return [people[pk] for pk in keys]

    @property
    def known_duties(self) -> dict[int, str]:
        rows = self.election.candidates.filter(office=Office.COMMITTEE).exclude(post="")
        return dict(rows.values_list("member_id", "post"))

    def nominees(self, office: str) -> dict[int, Nominee]:
        rows = self.election.candidates.filter(office=office)
        return {
            row.member_id: Nominee(row.member_id, row.recommended_by, row.is_listed, row.position)
            for row in rows
        }

    def listed(self, office: str) -> list[int]:
        return listed_members(self.election, office)

    def seats(self, office: str) -> OfficeLine | None:
        return next((line for line in self.offices if line.office == office), None)


def election_page(election: Election) -> ElectionPage:
    return ElectionPage(election, path_of(election))
