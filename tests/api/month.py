"""One month of a branch, from the plan to a sheet that waits for its answer, by the real verbs."""

from dataclasses import dataclass
from datetime import date, datetime

from activities.models import Activity, AnnualPlan, Filing, RecordSheet
from activities.services import announcing, attending, filing, opening, planning, recording
from branches.models import Organization
from members.models import User
from partywork.common import clock

WRITTEN = {
    "content": "学习。",
    "discussion": "大家谈了。",
    "consensus": "有共识。",
    "actions": "本次没有议定事项",
}


@dataclass
class Month:
    plan: AnnualPlan
    activity: Activity
    record: RecordSheet
    filing: Filing

    @property
    def keys(self) -> dict[str, int]:
        return {
            "organizations": self.plan.branch_id,
            "members": self.activity.attendances.first().member_id,
            "plans": self.plan.pk,
            "activities": self.activity.pk,
            "record-sheets": self.record.pk,
            "filings": self.filing.pk,
        }


def a_month(branch: Organization, *, by: User, reviewer: User, today, absent: int = 0) -> Month:
    """The clock is moved from 9:00 on June 18 to the evening of June 26."""
    today.move_to(datetime(2026, 6, 18, 9, 0, tzinfo=clock.OFFICE))
    plan = planning.begin(branch, 2026, by=by)
    fields = {"month": 6, "content": "专题学习", "start": date(2026, 6, 26), "end": date(2026, 6, 26)}
    row = planning.add_row(plan, by=by, fields=fields)
    filing.accept(planning.submit(plan, by=by), by=reviewer)
    activity = announcing.announce(opening.open_from_row(row, by=by), by=by)
    today.move_to(datetime(2026, 6, 26, 18, 0, tzinfo=clock.OFFICE))
    attending.mark_all_present(activity, by=by)
    for mark in activity.attendances.order_by("-member_id")[:absent]:
        attending.mark(activity, mark.member, status="absent", by=by)
    activity = attending.close(activity, by=by, low_reason="当天有防汛任务。" if absent > 1 else "")
    recording.write(activity.record, by=by, revision=1, fields=WRITTEN)
    handed_in = recording.submit(activity.record, by=by)
    plan.refresh_from_db()
    return Month(plan, activity, RecordSheet.objects.get(activity=activity), handed_in)
