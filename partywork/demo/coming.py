"""What the student branch has before it: an afternoon of two duties (N06), and an evening online (MT-13)."""

from datetime import datetime, time, timedelta

from activities.choices import ActivityKind, Venue
from activities.services import announcing, gathering
from activities.services.opening import open_unplanned
from partywork.common import clock
from partywork.demo import texts
from partywork.demo.world import BranchWorld

LINK = "https://meeting.example.cn/j/2026"


def coming(world: BranchWorld, now: datetime) -> None:
    """Announced for the evening; the afternoon still a draft, for the visitor to send."""
    start = clock.at(now.date() + timedelta(days=5), time(19, 30))
    evening = open_unplanned(
        world.branch,
        by=world.secretary,
        kind=ActivityKind.STUDY,
        theme="党章专题线上学习",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        place="线上会议室",
        venue=Venue.ONLINE,
        link=LINK,
        dial_in="会议号 202 606 18",
    )
    announcing.announce(evening, by=world.secretary)
    start = clock.at(now.date() + timedelta(days=12), time(14, 30))
    meeting = open_unplanned(
        world.branch,
        by=world.secretary,
        kind=ActivityKind.MEMBER_MEETING,
        theme="",
        starts_at=start,
        ends_at=start + timedelta(minutes=150),
        place=texts.PLACES[world.branch.domain],
    )
    gathering.add_part(meeting, ActivityKind.LECTURE, by=world.secretary)
