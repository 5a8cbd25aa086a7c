"""The hours of study of a gathering: kept when it ends, changed with a reason (ED-03)."""

from django.db import transaction

from activities.models import Activity, StudyHours
from activities.reports.study_hours import usual_tenths
from activities.rules.lecture_hours import hours_text, read_tenths
from activities.services.routine import open_for_routine
from members.models import User
from partywork.common.verbs import journal, require


def keep_hours(activity: Activity) -> None:
    """At closing: what its length comes to, unless somebody has said otherwise."""
    if activity.sort.gives_hours:
        StudyHours.objects.get_or_create(activity=activity, defaults={"tenths": usual_tenths(activity)})


@transaction.atomic
def set_hours(activity: Activity, *, typed: str, reason: str, by: User) -> StudyHours:
    """As typed; other than its length comes to only with a reason. Empty: by the length again."""
    activity = open_for_routine(activity)
    usual = usual_tenths(activity)
    tenths = read_tenths(typed) if typed.strip() else usual
    require(tenths is not None, "学时请写数字，如 1.5，最多一位小数。", field="hours")
    assert tenths is not None
    require(
        tenths == usual or reason.strip(),
        f"按时长是{hours_text(usual)}，改动要写明原因。",
        field="hours_reason",
    )
    values = {"tenths": tenths, "reason": reason.strip() if tenths != usual else ""}
    standing = StudyHours.objects.filter(activity=activity).first()
    if standing is not None and (standing.tenths, standing.reason) == (tenths, values["reason"]):
        return standing
    row, _ = StudyHours.objects.update_or_create(activity=activity, defaults=values)
    journal(
        activity, "set_hours", by=by, reason=f"{hours_text(tenths)}。{reason}"[:200], after=activity.state
    )
    return row
