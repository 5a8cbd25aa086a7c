"""What the jobs look after at night: reminders, and counters that must agree with the lists."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.urls import reverse

from activities.choices import ActivityState, NoticeKind, RecordState
from activities.models import Activity, RecordSheet
from activities.reports.overdue import due_of, turns_of_records
from activities.services.announcing import remind
from activities.services.filing import FILING_POSTS, holders
from activities.services.notifying import Message, queue
from activities.services.reminding_actions import remind_of_actions
from activities.services.reminding_make_ups import remind_of_make_ups
from activities.services.term_reminders import remind_of_terms
from branches.reports.calendar import office_calendar
from partywork.common import clock

# One statement over all closed activities: the counters against the frozen rows (performance.md 1b).
DIFFERING = """
SELECT a.id
FROM activities_activity a
LEFT JOIN (
    SELECT t.activity_id,
           count(*) FILTER (WHERE status <> 'not_yet') AS total,
           count(*) FILTER (WHERE status <> 'not_yet' AND (NOT (exempt OR status = 'exempt') OR here)) AS expected,
           count(*) FILTER (WHERE here) AS present,
           count(*) FILTER (WHERE status = 'unsettled' AND NOT exempt) AS unsettled,
           count(*) FILTER (WHERE m.state = 'confirmed') AS made_up
    FROM (SELECT *, status IN ('present', 'online', 'late', 'left_early') AS here FROM activities_attendance) t
    LEFT JOIN activities_makeup m ON m.attendance_id = t.id
    GROUP BY t.activity_id
) f ON f.activity_id = a.id
WHERE a.state = 'held'
  AND (a.total, a.expected, a.present, a.unsettled, a.made_up)
      IS DISTINCT FROM (coalesce(f.total, 0), coalesce(f.expected, 0), coalesce(f.present, 0),
                        coalesce(f.unsettled, 0), coalesce(f.made_up, 0))
ORDER BY a.id
"""


def reconcile() -> list[int]:
    """The activities whose counters differ from their rows; there must be none."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING)
        return [row[0] for row in cursor.fetchall()]


def remind_all(moment: datetime) -> int:
    """Every morning: tomorrow's activities, sheets due, make-ups, terms and things agreed on near their end.

    The same reminder goes once.
    """
    told = _remind_of_next_days(moment) + _remind_of_sheets(moment) + remind_of_make_ups(moment)
    return told + remind_of_terms(moment) + remind_of_actions(moment)


def _remind_of_next_days(moment: datetime) -> int:
    """The day before; before days off already on the last workday, so that nobody is reminded too late."""
    today = clock.local_day(moment)
    until = max(today + timedelta(days=1), office_calendar().next_workday(today))
    coming = Activity.objects.filter(
        state=ActivityState.ANNOUNCED,
        starts_at__gte=clock.end_of(today),
        starts_at__lt=clock.end_of(until),
    )
    return sum(remind(activity) for activity in coming.select_related("branch", "host"))


@transaction.atomic
def _remind_of_sheets(moment: datetime) -> int:
    open_sheets = (
        RecordSheet.objects.sheets()
        .filter(state__in=[RecordState.DRAFT, RecordState.RETURNED], due_at__lte=moment + timedelta(days=1))
        .select_related("activity__branch")
    )
    told = 0
    turns = turns_of_records(list(open_sheets))
    for sheet in open_sheets:
        due_at = due_of(sheet, turns)
        if due_at > moment + timedelta(days=1):
            continue
        overdue = moment >= due_at
        again = f":{len(turns[sheet.pk])}" if sheet.pk in turns else ""
        message = Message(
            occasion=f"sheet-{'late' if overdue else 'due'}:{sheet.pk}{again}",
            kind=NoticeKind.FILING,
            subject=f"纪实表{'已过报送时限' if overdue else '即将到期'}：{sheet.activity.theme}"[:120],
            body=f"应在{clock.due_text(due_at)}前{'重报' if again else '报送'}。{sheet.why_due}",
            link=reverse("record_detail", args=[sheet.pk]),
        )
        told += queue(holders(sheet.activity.branch, FILING_POSTS), message, activity=sheet.activity)
    return told
