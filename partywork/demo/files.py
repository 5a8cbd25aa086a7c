"""What happened with the personal files that the rosters brought: a reading, a request, a notice."""

from members.services.correcting import ask_correction
from members.services.informing import publish_notice
from members.services.reading_personal import read_item
from partywork.demo.world import World


def files(world: World) -> None:
    """Everybody is told who keeps the data; one number was read, one request waits for the secretary."""
    admin = world.official
    publish_notice(
        world.committee,
        handler=world.committee.name,
        contact="组织科，电话 0000-0000000",
        extra="系统装在本单位机房，由信息中心维护；维护人员看不到身份证号、电话和住址。",
        by=admin,
    )
    students = world.students
    read_item(students.members[4], "phone", by=students.secretary, reason="联系本人：核对补课时间")
    own = students.members[4].user
    assert own is not None
    ask_correction(
        students.members[4], "employer", should_be="会计学院（本科生院）", why="学院改名了", by=own
    )
