"""People on their way and away: a letter to the student branch, one out of the system, two who are not here."""

from datetime import date, datetime, time, timedelta

from members.choices_away import AwayKind, AwayReason, ContactWay
from members.choices_letters import Way
from members.models import Member, TransferLetter
from members.reports.dues_member import paid_until
from members.services import away
from members.services.away import Away, Contact
from members.services.letters import NewLetter, issue
from partywork.common import clock
from partywork.demo.world import BranchWorld, World

NOON = time(12)


def transfers(world: World, now: datetime) -> None:
    """Somebody for the secretary of the student branch to accept; a letter out of the system that ends soon."""
    today = now.date()
    coming, leaving = world.association, world.company
    with clock.replaying(clock.at(today - timedelta(days=4), NOON)):
        _issue(coming, coming.members[-2], world.students)
    with clock.replaying(clock.at(today - timedelta(days=27), NOON)):
        _issue(leaving, leaving.members[-3], None)
    _away(world.students, today)


def _issue(place: BranchWorld, member: Member, to: BranchWorld | None) -> TransferLetter:
    new = NewLetter(
        to=to.branch if to else None,
        to_name="" if to else "中共外省某市城市管理局第二支部委员会",
        way=Way.IN_SYSTEM if to else Way.LETTER,
        issued_on=clock.today(),
        paid_until=paid_until(member),
    )
    return issue(member, new, by=place.secretary)


def _away(students: BranchWorld, today: date) -> None:
    """The one with teaching practice is floating and is to be called again; one has graduated and is still here."""
    people, by = students.members, students.secretary
    floating = Away(
        AwayKind.FLOATING,
        today - timedelta(days=420),
        reason=AwayReason.WORK,
        place="深圳市南山区",
        is_fixed_place=True,
        host="社区流动党员党支部",
        contact=people[2],
    )
    spell = away.begin(people[-1], floating, by=by)
    text = "在公司实习，参加社区支部的主题党日。"
    away.note_contact(spell, Contact(today - timedelta(days=372), ContactWay.MESSAGE, True, text), by=by)
    away.begin(people[9], Away(AwayKind.GRADUATE, today - timedelta(days=560)), by=by)
