"""A joint day in the demo world: one branch asks two others; one has adopted it, the visitor's has yet to answer."""

from datetime import datetime, timedelta

from activities.choices import ActivityKind
from activities.services import joining, opening, preparing
from partywork.common import clock
from partywork.demo.world import World

THEME = "走进环卫一线：三个支部共学共做"
AGENDA = [("参观作业现场，听一线党员讲", 60, ""), ("分组清扫一条街", 90, ""), ("交流体会", 30, "")]


def joint_day(world: World, now: datetime) -> None:
    """Twelve days ahead, so that the notice can still go out in time."""
    host, students, association = world.company, world.students, world.association
    day = now.date() + timedelta(days=12)
    begins = clock.start_of(day) + timedelta(hours=14)
    with clock.replaying(now - timedelta(days=2)):
        activity = opening.open_unplanned(
            host.branch,
            by=host.secretary,
            kind=ActivityKind.PARTY_DAY,
            theme=THEME,
            starts_at=begins,
            ends_at=begins + timedelta(hours=3, minutes=30),
            place="环卫集团第三公司作业一队",
        )
        preparing.decide_theme(activity, by=host.secretary, on=clock.today(), note="支委会记录")
        activity.refresh_from_db()
        preparing.set_agenda(activity, AGENDA, by=host.secretary, revision=activity.revision)
        joint = joining.open_joint(
            activity, by=host.secretary, branches=[students.branch, association.branch]
        )
    with clock.replaying(now - timedelta(days=1)):
        part = joint.parts.get(branch=association.branch)
        joining.adopt(part, by=association.secretary, on=clock.today(), note="支委会记录")
