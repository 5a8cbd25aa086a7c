"""What an invited branch makes of it: its own Party day, not its own, or no longer (E-20, PD-31)."""

from datetime import date

from django.db import transaction

from activities.choices import ActivityKind, ActivityState, PartState
from activities.kinds import kind_of
from activities.models import Activity, JointEvent, JointPart, PlannedActivity
from activities.models.joint import COMMON
from activities.reports.usual import last_of, usual_chair, usual_recorder
from activities.services import following
from activities.services.agenda_lines import write_agenda
from activities.states import PART
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save


@transaction.atomic
def adopt(
    part: JointPart, *, by: User, on: date, note: str = "", row: PlannedActivity | None = None
) -> Activity:
    """The branch's own decision: this is our Party day of the month. It gets an activity like any other, with its
    own list, rate, leave, rating, sheet and filing (E-20). Adopting twice finds the first.
    """
    joint, part = lock(part.joint), lock(part)
    if part.state == PartState.ADOPTED and part.activity is not None:
        return part.activity
    require(joint.is_open, "这次联合活动已经取消。", code="cancelled")
    require(clock.now() < joint.ends_at, "活动已经结束，不能再确认。", code="too_late")
    today = clock.today()
    require(on <= today, "决定日期不能晚于今天。", field="on")
    require(on <= clock.local_day(joint.starts_at), "支委会应在活动之前决定。", field="on")
    require(part.branch.is_active_on(today), "这个支部已经撤销。", code="branch_gone")
    activity = _own_activity(joint, part.branch, on=on, note=note, row=row)
    journal(
        activity, "open", by=by, reason=f"确认{joint.organizer.called}主办的联合活动", after=activity.state
    )
    part.activity, part.decided_on, part.decided_note = activity, on, note.strip()
    part.reason, part.taken_text = "", ""
    _answer(part, "adopt", by=by, fields=("activity", "decided_on", "decided_note", "reason", "taken_text"))
    return activity


@transaction.atomic
def decline(part: JointPart, *, by: User, reason: str) -> JointPart:
    """Not ours: the branch holds its own day, and the invitation counts for nothing."""
    part = lock(part)
    if part.state == PartState.DECLINED:
        return part
    require(reason.strip(), "请写一句不参加的原因，主办单位看得到。", field="reason")
    part.reason = reason.strip()
    _answer(part, "decline", by=by, fields=("reason",))
    return part


@transaction.atomic
def leave(part: JointPart, *, by: User, reason: str) -> JointPart:
    """Out of the joint event; the branch's own activity goes on as its own, and may be changed freely again."""
    if part.activity is not None:
        lock(part.activity)
    part = lock(part)
    if part.state == PartState.LEFT:
        return part
    require(not part.is_host, "主办的支部不能退出；要停办请取消活动。", code="host")
    require(part.activity is None or part.activity.is_open, "活动已结束，不能再退出。", code="wrong_state")
    require(reason.strip(), "请写一句退出的原因，主办单位看得到。", field="reason")
    part.answered_at, part.answered_by = clock.now(), by
    save(part, "answered_at", "answered_by")
    following.step_out(part, by=by, reason=reason.strip(), keeps=True)
    part.refresh_from_db()
    return part


def _own_activity(
    joint: JointEvent, branch: Organization, *, on: date, note: str, row: PlannedActivity | None
) -> Activity:
    lead, day = joint.lead, clock.local_day(joint.starts_at)
    kind = lead.kind if lead is not None else ActivityKind.PARTY_DAY
    month = (lead.for_year, lead.for_month) if lead is not None else (day.year, day.month)
    if row is not None:
        row = lock(row)
        require(row.plan.branch_id == branch.pk, "请选本支部计划里的一行。", field="row")
        free = not row.activities.exclude(state=ActivityState.CANCELLED).exists()
        require(free, "计划的这一行已经开了活动。", field="row")
    sort = kind_of(kind)
    host = usual_chair(branch, sort, None, day)
    recorder = usual_recorder(branch, last_of(branch, sort), day)
    activity = Activity.objects.create(
        branch=branch,
        row=row,
        kind=kind,
        for_year=month[0],
        for_month=month[1],
        host=host,
        recorder=recorder,
        decided_on=on,
        decided_note=note.strip(),
        **{name: getattr(joint, name) for name in COMMON},
    )
    write_agenda(activity, [(title, minutes, person) for title, minutes, person in joint.agenda])
    return activity


def _answer(part: JointPart, step: str, *, by: User, fields: tuple[str, ...]) -> None:
    part.answered_at, part.answered_by = clock.now(), by
    advance(part, PART, step, by=by, reason=part.reason, fields=(*fields, "answered_at", "answered_by"))
    following.tell_organizer(
        part, f"{part.branch.called}{part.get_state_display()}", part.reason or part.decided_note
    )
