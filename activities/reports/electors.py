"""Who elects: expected and present with a vote, by the roster and the register of that day (V-ELE, MT-19, MEM-02)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from activities.choices_elections import ElectionKind, Office, RoundState
from activities.choices_votes import VoteKind
from activities.models import Activity, Election, RoundLine
from activities.reports.electorate import electorate_of
from activities.rules.election_people import PersonFacts
from activities.rules.vote_table import VOTES
from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import COMMITTEE_POSTS
from members.models import Appointment, Member
from members.reports.discipline import NO_VOTE_SENTENCE, resting_votes
from members.reports.roster import roster_on
from partywork.common import clock


@dataclass(frozen=True)
class Electors:
    """Keys of members: all who may vote, those of them who are there, those who are there by video only.

    `barred` says why a full member may not vote or be elected today; `left_out` why some are not expected (MT-19).
    """

    expected: tuple[int, ...]
    present: tuple[int, ...]
    online: tuple[int, ...] = ()
    barred: Mapping[int, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def full_members(branch: Organization, day: date) -> list[int]:
    """正式党员 of the branch that day, in pinyin order. Two queries."""
    return [entry.member_id for entry in roster_on(branch, day) if entry.has_vote]


def meeting_electors(election: Election, meeting: Activity) -> Electors:
    """At the branch meeting: who has electoral right that day, and who of them is on the register.

    Left out are those of MT-19, with consent and the meeting's approval; whoever is there by video does not count
    where the committee allows no vote from afar (MT-14).
    """
    afar = bool(in_force(election.branch, meeting.day)["mt.online_vote.election"])
    found = electorate_of(meeting, VOTES[VoteKind.ELECTION], online_counts=afar)
    return Electors(
        expected=tuple(voter.member_id for voter in found.voters if voter.counts),
        present=tuple(voter.member_id for voter in found.handed_a_paper),
        online=tuple(voter.member_id for voter in found.online_without_vote),
        barred={
            voter.member_id: voter.why
            for voter in found.voters
            if voter.has_standing and not (voter.may_vote and voter.counts)
        },
        left_out=tuple(voter.why for voter in found.left_out if voter.has_standing),
    )


def elected_members(election: Election, office: str) -> list[int]:
    """Who was elected to the office in ballots that were announced, in the order they were."""
    lines = RoundLine.objects.filter(
        round__election=election, round__office=office, round__state=RoundState.ANNOUNCED, is_elected=True
    )
    return list(lines.order_by("round", "-in_favour", "position", "pk").values_list("member_id", flat=True))


def committee_electors(election: Election) -> list[int]:
    """The new committee: those just elected, at a by-election with those who stay in office (EL-04, EL-11)."""
    elected = elected_members(election, Office.COMMITTEE)
    if election.kind != ElectionKind.BY_ELECTION:
        return elected
    sitting = Appointment.objects.on(clock.today()).filter(
        organization=election.branch, post__in=COMMITTEE_POSTS, holder__member__isnull=False
    )
    stay = sitting.values_list("holder__member", flat=True).order_by("holder__member")
    return list(dict.fromkeys([*elected, *stay]))


def person_facts(
    branch: Organization, members: Collection[int], day: date, barred: Mapping[int, str] | None = None
) -> dict[int, PersonFacts]:
    """What the rules ask of each of these members on that day, dated decisions included. Four queries."""
    resting = resting_votes(members, day)
    entries = {entry.member_id: entry for entry in roster_on(branch, day)}
    return {
        member.pk: PersonFacts(
            name=member.name,
            standing=member.standing_on(day),
            full_on=member.full_on,
            in_branch=member.pk in entries,
            barred=(barred or {}).get(member.pk, "") or (NO_VOTE_SENTENCE if member.pk in resting else ""),
        )
        for member in Member.objects.filter(pk__in=members)
    }
