"""Plainly invented personal files of the demo members, and what happened with them: a reading, a request, a notice."""

from datetime import date, timedelta

from stdnum.cn import ric

from members.models import Member
from members.services.correcting import ask_correction
from members.services.informing import publish_notice
from members.services.personal_files import write_items
from members.services.reading_personal import read_item
from partywork.demo.world import World

EDUCATION = ("university", "college", "postgraduate", "senior")
DEGREES = {"university": "bachelor", "postgraduate": "master"}
WORK = ("official", "professional", "worker", "manager")


def files(world: World) -> None:
    """Everybody has a file; one birth date differs from the card's, one request waits for the secretary."""
    admin = world.official
    everybody = [(branch, member) for branch in world.branches for member in branch.members]
    for number, (branch, member) in enumerate(everybody):
        student = branch is world.students
        write_items(member, _items(member, number, student=student), by=admin)
    publish_notice(
        world.committee,
        handler=world.committee.name,
        contact="组织科，电话 0000-0000000",
        extra="系统装在本单位机房，由信息中心维护；维护人员看不到身份证号、电话和住址。",
        by=admin,
    )
    students = world.students
    read_item(students.members[4], "phone", by=students.secretary, reason="联系本人：转正材料还差一份")
    own = students.members[4].user
    assert own is not None
    ask_correction(
        students.members[4], "employer", should_be="会计学院（本科生院）", why="学院改名了", by=own
    )


def _items(member: Member, number: int, *, student: bool) -> dict[str, object]:
    born = date(member.joined_on.year - 19 - number % 6, 1 + number % 12, 1 + number % 28)
    on_the_card = born + timedelta(days=1) if number == 3 else born
    education = "senior" if student else EDUCATION[number % 4]
    return {
        "ethnicity": "01" if number % 7 else "03",
        "id_number": _card(on_the_card, number, member.sex == "male"),
        "birth_date": born,
        "education": education,
        "degree": DEGREES.get(education, "none"),
        "occupation": "student" if student else WORK[number % 4],
        "employer": "会计学院" if student else "示例公司",
        "home_address": f"示例市示例区示例路{number + 1}号",
        "joining_type": "developed",
    }


def _card(born: date, number: int, is_male: bool) -> str:
    """A number of a region that does not exist, with the right last sign."""
    order = number * 2 + (1 if is_male else 0)
    plain = f"000000{born:%Y%m%d}{order:03}"
    return plain + ric.calc_check_digit(f"{plain}0")
