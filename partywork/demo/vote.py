"""A vote in progress: the student branch admits one person this afternoon; some have voted, the others still can."""

from datetime import datetime, timedelta

from activities.choices import ActivityKind
from activities.choices_votes import AdmissionStep, BallotMethod, VoteKind
from activities.services import announcing, attending, balloting, preparing_ballots
from activities.services.opening import open_unplanned
from members.models import Development
from partywork.common import clock
from partywork.demo import texts
from partywork.demo.development import TO_BE_VOTED
from partywork.demo.world import BranchWorld

LASTS = timedelta(minutes=90)
HAVE_VOTED = 6


def vote(world: BranchWorld, now: datetime) -> None:
    """Announced a week ago, begun a quarter of an hour ago; the member and the leader have not voted yet."""
    begins = max(now - timedelta(minutes=15), clock.start_of(now.date()))
    with clock.replaying(now - timedelta(days=7)):
        meeting = open_unplanned(
            world.branch,
            by=world.secretary,
            kind=ActivityKind.MEMBER_MEETING,
            theme="讨论接收预备党员",
            starts_at=begins,
            ends_at=begins + LASTS,
            place=texts.PLACES[world.branch.domain],
        )
        meeting.host, meeting.recorder = world.members[0], world.members[2]
        meeting.save(update_fields=["host", "recorder"])
        meeting = announcing.announce(meeting, by=world.secretary)
    with clock.replaying(begins):
        attending.mark_all_present(meeting, by=world.secretary)
        ballot = preparing_ballots.prepare(
            meeting,
            by=world.secretary,
            kind=VoteKind.ADMISSION,
            method=BallotMethod.ELECTRONIC,
            title="",
            step=AdmissionStep.ADMIT,
            chair=world.members[0],
            teller=world.members[1],
            development=Development.objects.get(branch=world.branch, name=TO_BE_VOTED),
        )
        ballot = balloting.open_ballot(ballot, by=world.secretary)
    voters = [each for each in world.members if each.full_on and each.user and each.user.username != "member"]
    for number, member in enumerate(reversed(voters)):
        if number < HAVE_VOTED:
            balloting.cast(ballot, member, choice="abstain" if number == 3 else "for")
