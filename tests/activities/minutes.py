"""A meeting of the branch that was held, ready for its minutes."""

from datetime import date, datetime, time

from activities.models import Activity
from activities.services import attending, recording
from partywork.common import clock
from tests.factories.activities import make_activity

DAY = date(2026, 6, 18)
WRITTEN = {"discussion": "李二：同意。\n王三：提一点不同看法。", "consensus": "同意上半年工作总结。"}


def hold(world, today, kind="member_meeting", *, day=DAY, present=None, **fields) -> Activity:
    """Held from two to four; everybody came but 赵四, who was on leave. 张一 chairs, 钱五 records."""
    fields = {
        "theme": "讨论上半年工作总结",
        "host": world.secretary_member,
        "recorder": world.plain_member,
        **fields,
    }
    activity = make_activity(world.branch, day, start=time(14), hours=2, kind=kind, **fields)
    today.move_to(datetime.combine(day, time(14), clock.OFFICE))
    came = world.roster[:4] if present is None else present
    for member in came:
        attending.mark(activity, member, status="present", by=world.secretary)
    for member in world.roster:
        if member not in came and kind == "member_meeting":
            attending.mark(activity, member, status="leave_official", by=world.secretary, remark="赴省城培训")
    today.move_to(datetime.combine(day, time(16, 5), clock.OFFICE))
    return attending.close(activity, by=world.secretary)


def written(world, today, kind="member_meeting", **fields):
    """The minutes of such a meeting with what is typed into them."""
    record = hold(world, today, kind, **fields).record
    return recording.write(record, by=world.secretary, revision=record.revision, fields=WRITTEN)
