"""The people to be telephoned about one event, as they stand now."""

from typing import Any

from activities.documents.call_list import CallLine, CallListContent, CallListDocument
from activities.models import Activity
from activities.reports.told import told_list
from members.reports.personal_file import phones_of
from partywork.common import clock


def call_list(activity: Activity) -> dict[str, Any]:
    told = told_list(activity)
    told = told.with_phones(phones_of(told.keys_to_call))
    start = activity.starts_at.astimezone(clock.OFFICE)
    where = f"，地点：{activity.place}" if activity.place else ""
    content = CallListContent(
        branch=activity.branch.name_on(activity.day),
        held_on=activity.day,
        theme=activity.theme,
        words=f"{clock.short_date(activity.day)} {start:%H:%M} {activity.get_kind_display()}"
        f"“{activity.theme}”{where}。来不了的请先请假。",
        by=clock.due_text(told.latest.due),
        made_on=clock.today(),
        lines=tuple(
            CallLine(
                number,
                line.name,
                line.group_name,
                line.phone,
                "没有账号" if not line.has_account else "没有看通知",
            )
            for number, line in enumerate(told.to_call, 1)
        ),
    )
    return CallListDocument(content).to_json()
