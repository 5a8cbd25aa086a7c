"""A vote in progress: the company's branch admits somebody; half of them have voted, the keeper of dues has not."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from activities.choices import ActivityKind
from activities.choices_votes import AdmissionStep, BallotMethod, VoteKind
from activities.services import announcing, attending, balloting, preparing_ballots
from activities.services.opening import open_unplanned
from members.choices import Sex
from members.services.applying import Applicant
from partywork.common import clock
from partywork.demo import texts
from partywork.demo.development import walk
from partywork.demo.world import BranchWorld

LASTS = timedelta(minutes=90)
HAVE_VOTED = 4


def vote(world: BranchWorld, now: datetime) -> None:
    """Announced a week ago, begun a quarter of an hour ago; not in the student branch, whose Party day is now."""
    born = now.date() - relativedelta(years=27)
    applicant = Applicant(
        "邱云帆", Sex.FEMALE, born, ethnicity="汉族", education="大专", occupation="清扫班组长"
    )
    someone = walk(world, applicant, now.date() - timedelta(days=690), "form_filled")
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
            development=someone,
        )
        ballot = balloting.open_ballot(ballot, by=world.secretary)
    for number, member in enumerate(world.members[3 : 3 + HAVE_VOTED]):
        balloting.cast(ballot, member, choice="abstain" if number == 3 else "for")
