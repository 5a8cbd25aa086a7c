"""三会一课 of the student branch up to last month: most as asked, one committee meeting and one quarter left out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from activities.kinds import Expects
from activities.models import Activity
from activities.reports.expected import expected_at
from activities.reports.minutes_gaps import signing_members
from activities.rules.minutes_parts import parts_of
from activities.services import attending, minutes_signing, opening, recording, thinking
from branches.models import PartyGroup
from members.models import Member
from partywork.common import clock
from partywork.demo.texts import MINUTES
from partywork.demo.world import BranchWorld

FORGOTTEN = 9  # the month whose committee meeting nobody registered
LESSONS = {2: "学党章、守党章、用党章", 5: "青年党员的责任与担当", 8: "从身边的榜样学起"}


@dataclass(frozen=True)
class Meeting:
    kind: str
    day: date
    begins: time
    minutes: int
    theme: str = ""
    group: PartyGroup | None = None


def meetings(world: BranchWorld, now: datetime) -> None:
    """Every month and quarter that is over, registered and closed on the evening of its day."""
    groups = list(world.branch.party_groups.all())
    for month in range(1, now.month):
        for meeting in _of_month(now.year, month, groups):
            is_new = meeting.kind == "committee_meeting" and month == now.month - 1
            _hold(world, meeting, is_new=is_new)
    if now.month > 7:
        with clock.replaying(clock.at(date(now.year, 7, 3), time(10))):
            analysis = thinking.Analysis(
                since=date(now.year, 1, 1),
                until=date(now.year, 6, 30),
                overall="总体平稳，多数同志学习、工作积极主动。",
                kinds="毕业年级党员关心就业；低年级党员希望多参加志愿服务。",
                problems="实习和组织生活时间有冲突。",
                measures="活动时间提前一周公示，实习同志可以线上参加。",
            )
            thinking.write(world.branch, analysis, by=world.secretary)


def _of_month(year: int, month: int, groups: list[PartyGroup]) -> list[Meeting]:
    found = []
    if month != FORGOTTEN:
        found.append(Meeting("committee_meeting", _nth(year, month, 0), time(16), 60))
    found += [
        Meeting("group_meeting", _nth(year, month, 1 + number), time(19), 50, group=group)
        for number, group in enumerate(groups)
        if month > 1
    ]
    if month in (2, 5, 11):
        found.append(Meeting("member_meeting", _nth(year, month, 3), time(14), 90))
    if month in LESSONS:
        found.append(Meeting("lecture", _nth(year, month, 4), time(15), 60, LESSONS[month]))
    return found


def _nth(year: int, month: int, weekday: int) -> date:
    """The second one of the month, Monday to Friday."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7)


def _hold(world: BranchWorld, meeting: Meeting, *, is_new: bool) -> Activity:
    starts_at = clock.at(meeting.day, meeting.begins)
    ends_at = starts_at + timedelta(minutes=meeting.minutes)
    with clock.replaying(starts_at - timedelta(days=3)):
        activity = opening.open_unplanned(
            world.branch,
            by=world.secretary,
            kind=meeting.kind,
            theme=meeting.theme,
            starts_at=starts_at,
            ends_at=ends_at,
            place="会计学院 302 会议室",
            group=meeting.group,
        )
        if activity.group is None:
            activity.recorder = world.members[2]
        elif activity.host is None:  # a group whose leader is not named: the first of them chairs
            activity.host = Member.objects.get(pk=expected_at(activity)[0].member_id)
        activity.save(update_fields=["host", "recorder"])
    with clock.replaying(ends_at + timedelta(minutes=5)):
        attending.mark_all_present(activity, by=world.secretary)
        if activity.sort.expects is Expects.MEMBERS:  # away for teaching practice, there by video
            attending.mark(activity, world.members[-1], status="online", by=world.secretary)
        activity = attending.close(activity, by=world.secretary)
    with clock.replaying(ends_at + timedelta(days=1)):
        _write_up(activity, world, is_new=is_new)
    return activity


def _write_up(activity: Activity, world: BranchWorld, *, is_new: bool) -> None:
    """Minutes signed by chair and recorder; those of the newest committee meeting still wait for the chair."""
    record = activity.record
    parts = parts_of(activity.sort.form)
    texts = {part.name: MINUTES[part.name] for part in parts if part.name in MINUTES}
    record = recording.write(record, by=world.secretary, revision=record.revision, fields=texts)
    for role, member in signing_members(record.activity).items():
        if member is None or (role == "chair" and is_new):
            continue
        if member.user is not None:
            minutes_signing.sign(record, by=member.user)
        else:
            minutes_signing.sign_on_paper(record, role, by=world.secretary, on=activity.day)
