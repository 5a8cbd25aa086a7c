"""A branch of eight full members with accounts, a term that nears its end, and an election as far as asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import time_machine

from activities.choices import ActivityKind, AttendanceStatus
from activities.choices_elections import ElectionKind, Office
from activities.models import Activity, Election, ElectionRound
from activities.rules.election_people import Nominee
from activities.services import (
    attending,
    electing,
    election_counting,
    election_papers,
    election_rounds,
    filing,
    listing_candidates,
)
from activities.services.election_counting import Counted
from branches.models import Organization, Term
from branches.services.terming import register_term
from members.choices import Post
from members.models import Member, User
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, make_member, make_user

STUDIED, ELECTED = date(2026, 6, 18), date(2026, 7, 20)
NAMES = ("丁一", "马二", "王三", "李四", "张五", "陈六", "赵七", "钱八")


@dataclass
class Ground:
    """The branch, its people, and the hand of the clock."""

    committee: Organization
    branch: Organization
    secretary: User
    official: User
    members: list[Member]
    term: Term | None
    hand: time_machine.Traveller | None
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def keys(self) -> list[int]:
        return [member.pk for member in self.members]


def make_ground(
    hand: time_machine.Traveller | None,
    *,
    number: int = 8,
    with_term: bool = True,
    mark: str = "",
    since: date = date(2023, 7, 25),
) -> Ground:
    committee = make_committee(name=f"{mark}选举工委", short_name=f"{mark}工委")
    branch = make_branch(parent=committee, name=f"{mark}选举支部")
    branch = Organization.objects.get(pk=branch.pk)
    users = [make_user(name=f"{mark}{name}") for name in NAMES[:number]]
    members = [make_member(branch, name=user.name, user=user) for user in users]
    official = make_user(name=f"{mark}工委干部")
    appoint(users[0], branch, Post.SECRETARY)
    appoint(official, committee, Post.OFFICER)
    term = None
    if with_term:
        term = register_term(branch, number=4, since=since, has_committee=number >= 7, seats=3, by=users[0])
    return Ground(Organization.objects.get(pk=committee.pk), branch, users[0], official, members, term, hand)


def begun(ground: Ground, *, seats: int = 3, kind: str = ElectionKind.TERM, **fields: Any) -> Election:
    election = electing.begin(ground.branch, kind=kind, by=ground.secretary, **fields)
    return electing.study(election, by=ground.secretary, studied_on=STUDIED, planned_on=ELECTED, seats=seats)


def agreed(ground: Ground, election: Election) -> Election:
    """The request was handed in and agreed to."""
    filing.accept(election_papers.request(election, by=ground.secretary), by=ground.official, answer="同意。")
    return election


def listed(
    ground: Ground, election: Election, names: Sequence[int] | None = None, secretary: int | None = None
) -> Election:
    """The slate was agreed to: by default the first four, the first of them as secretary."""
    members = list(names if names is not None else ground.keys[:4])
    for office in election.offices:
        chosen = members
        if election.stands_alone(office):
            chosen = [secretary or members[0]] if office == Office.SECRETARY else [members[1]]
        rows = [Nominee(pk, recommended_by=5, is_listed=True) for pk in chosen]
        listing_candidates.put_candidates(election, office, rows, by=ground.secretary)
    filing.accept(election_papers.submit_slate(election, by=ground.secretary), by=ground.official)
    return election


def met(ground: Ground, election: Election, *, present: int | None = None) -> Activity:
    """The day has come, the meeting is on, so many are there, the rules of the election are passed."""
    assert ground.hand is not None
    ground.hand.move_to(datetime(2026, 7, 20, 14, 30, tzinfo=clock.OFFICE))
    meeting = make_activity(
        ground.branch,
        ELECTED,
        start=time(14),
        kind=ActivityKind.MEMBER_MEETING,
        theme="支部党员大会（换届选举）",
        host=ground.members[0],
        state="announced",
    )
    here = ground.members[: present if present is not None else len(ground.members)]
    for member in here:
        attending.mark(meeting, member, status=AttendanceStatus.PRESENT, by=ground.secretary)
    electing.set_meeting(election, meeting, by=ground.secretary)
    electing.open_floor(election, by=ground.secretary, chair=ground.members[0], rules_passed=True)
    return meeting


def ready(
    ground: Ground, *, seats: int = 3, present: int | None = None, names: Sequence[int] | None = None
) -> Election:
    """An election whose first ballot can be prepared."""
    election = listed(ground, agreed(ground, begun(ground, seats=seats)), names)
    met(ground, election, present=present)
    return Election.objects.get(pk=election.pk)


def handed_out(
    ground: Ground,
    election: Election,
    office: str = Office.COMMITTEE,
    *,
    method: str = "paper",
    **fields: Any,
) -> ElectionRound:
    """The ballot of an office went out; the last two members count."""
    round_ = election_rounds.prepare(
        election,
        office,
        by=ground.secretary,
        method=method,
        teller=fields.pop("teller", ground.members[-1]),
        counter=fields.pop("counter", ground.members[-2]),
        **fields,
    )
    return election_rounds.hand_out(round_, by=ground.secretary)


def counted(
    ground: Ground, round_: ElectionRound, votes: Sequence[int], *, void: int = 0, **fields: Any
) -> ElectionRound:
    """The sheet: votes in favour in the order of the ballot, the rest against."""
    valid = round_.present - void
    marks = {
        line.member_id: (number, valid - number, 0)
        for line, number in zip(round_.lines.all(), votes, strict=True)
    }
    sheet = Counted(round_.present, round_.present, valid, void, marks, **fields)
    return election_counting.count_paper(round_, sheet, by=ground.secretary)


def announced(ground: Ground, round_: ElectionRound, votes: Sequence[int], **fields: Any) -> ElectionRound:
    return election_counting.announce(counted(ground, round_, votes, **fields), by=ground.secretary)


def elected_all(ground: Ground, election: Election) -> Election:
    """Committee of three and its secretary, in two ballots."""
    announced(ground, handed_out(ground, election), [8, 7, 6, 1])
    teller, counter = ground.members[1], ground.members[2]
    head = handed_out(ground, election, Office.SECRETARY, teller=teller, counter=counter)
    announced(ground, head, [3])
    return Election.objects.get(pk=election.pk)
