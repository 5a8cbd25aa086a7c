"""Heart-to-heart talks of the student branch: most confirmed, one that waits for the plain member's word."""

from datetime import datetime, timedelta

from activities.models import Talk
from activities.services import talk_items, talking
from activities.services.talking import Words
from members.models import Member
from partywork.common import clock
from partywork.demo.world import BranchWorld

GISTS = (
    ("daily", "谈了近期学习和社团工作的安排，希望支部把活动通知再提前一些。"),
    ("care", "谈了实习和论文的压力，说好有困难随时找支部。"),
    ("before_meeting", "组织生活会前互相提了意见：发言可以再具体一些。"),
)


def talks(world: BranchWorld, now: datetime) -> None:
    """The secretary with each of the committee, the committee with some members, two members with each other."""
    people = world.members
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (0, 4), (1, 5), (2, 6), (4, 5), (6, 7)]
    for number, (first, second) in enumerate(pairs):
        with clock.replaying(now - timedelta(days=7 * (len(pairs) - number) + 5)):
            talk = _enter(world, people[first], people[second], number)
            if talk.partner.user is not None:
                talking.confirm(talk, by=talk.partner.user)
    member = next(each for each in people if each.user and each.user.username == "member")
    with clock.replaying(now - timedelta(days=1)):
        talk = _enter(world, people[0], member, 1)
        due = (now + timedelta(days=20)).date()
        text = "请学习委员帮助联系实习单位的党支部。"
        talk_items.promise(talk, by=world.secretary, text=text, owner=people[0], due=due)


def _enter(world: BranchWorld, first: Member, second: Member, number: int) -> Talk:
    kind, gist = GISTS[number % len(GISTS)]
    assert first.user is not None
    words = Words(talked_on=clock.today(), kind=kind, gist=gist, place="学院谈心室")
    return talking.enter(world.branch, first, second, words, by=first.user)
