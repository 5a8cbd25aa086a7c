"""A gathering counts for other hours than its length says: for all or for one, with a reason, and dated (ED-03)."""

from django.db import transaction

from activities.choices import ActivityState
from activities.models import Activity, HoursCorrection
from activities.reports.study_lines import COUNTED
from activities.rules.lecture_hours import LONGEST, hours_text
from members.models import Member, User
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def correct_hours(
    activity: Activity, *, tenths: int, reason: str, by: User, member: Member | None = None
) -> HoursCorrection:
    """The latest correction holds; the earlier ones stay to be read. Saying the same again adds nothing.

    Nobody corrects the hours that are his own alone.
    """
    activity = lock(activity)
    require(activity.state == ActivityState.HELD, "活动结束以后才能更正学时。", code="not_held")
    require(activity.kind in COUNTED, "这类活动不计学时。", code="not_counted")
    require(0 <= tenths <= LONGEST, "学时在 0 到 24 之间。", field="hours")
    require(reason.strip(), "请写明原因。", field="reason")
    if member is not None:
        came = activity.attendances.filter(member=member).exists()
        require(came, f"{member.name}不在这次活动的名册上。", field="member")
        require(member.user_id != by.pk, "自己的学时请另一位同志更正。", field="member", code="own_case")
    last = HoursCorrection.objects.filter(activity=activity, member=member).last()
    if last is not None and (last.tenths, last.reason) == (tenths, reason.strip()):
        return last
    row: HoursCorrection = HoursCorrection.objects.create(
        activity=activity, member=member, tenths=tenths, reason=reason.strip(), made_by=by
    )
    who = f"{member.name}，" if member else ""
    before = hours_text(last.tenths) if last else ""
    journal(
        activity,
        "correct_hours",
        by=by,
        reason=f"{who}{reason.strip()}",
        before=before,
        after=hours_text(tenths),
    )
    return row
