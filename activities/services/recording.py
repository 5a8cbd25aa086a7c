"""The record of an activity: opened by the closing, written in a few places (PD-20, N07, MT-11).

A Party day's goes to the superior frozen (N19); minutes are signed instead (services/minutes_signing.py).
"""

from collections.abc import Mapping

from django.db import transaction

from activities.choices import FilingKind
from activities.models import Activity, Filing, JointPart, RecordSheet
from activities.models.record import WRITTEN
from activities.reports.sheet import missing_parts, sheet_content
from activities.rules.joint import merged_text
from activities.services.filing import hand_in
from activities.services.locking import require_unlocked
from activities.services.minutes_signing import strike
from activities.services.rating import close_if_due
from activities.services.responding import take_from_sheet
from activities.services.sketching import sketch_record
from activities.states import RECORD
from branches.reports.calendar import office_calendar
from branches.rules.deadlines import Deadline, filing_deadline
from members.models import User
from partywork.common.errors import Conflict, DomainError
from partywork.common.verbs import advance, journal, lock, require, save


def open_record(activity: Activity) -> RecordSheet:
    """The sheet begins with the agenda as its first draft; its deadline is fixed now and never moves (N30).

    Minutes print the agenda's items themselves, and begin empty.
    """
    is_filed = activity.sort.is_filed
    deadline = _filing_deadline(activity) if is_filed else _signing_deadline(activity)
    record, _ = RecordSheet.objects.get_or_create(
        activity=activity,
        defaults={
            "due_at": deadline.due,
            "why_due": deadline.explanation,
            "content": first_text(activity) if is_filed else "",
        },
    )
    return record


def _filing_deadline(activity: Activity) -> Deadline:
    judged = activity.judged_by
    return filing_deadline(
        activity.last_day,
        days=int(judged["pd.filing_days"]),
        working=judged["pd.filing_counting"] == "working",
        roll=bool(judged["pd.filing_roll"]),
        calendar=office_calendar(),
    )


def _signing_deadline(activity: Activity) -> Deadline:
    """Counted like the days of a filing, in calendar days (MT-12)."""
    days = int(activity.judged_by["mt.sign_days"])
    return filing_deadline(
        activity.last_day, days=days, working=False, roll=False, calendar=office_calendar()
    )


@transaction.atomic
def write(record: RecordSheet, *, by: User, revision: int, fields: Mapping[str, str]) -> RecordSheet:
    """Save what was typed. Conflict, with what stands there now, when somebody saved meanwhile (E-82).

    Under minutes a name that stood beneath other words goes, and its owner is asked to sign again (MT-12).
    """
    record = lock(record)
    require(record.is_editable, f"{record.noun}{record.get_state_display()}，不能再改。", code="wrong_state")
    require_unlocked(record)
    values = {name: str(fields[name]).replace("\r\n", "\n").strip() for name in WRITTEN if name in fields}
    differing = [name for name, value in values.items() if value != getattr(record, name)]
    if not differing:
        return record
    if record.revision != revision:
        current = {name: getattr(record, name) for name in WRITTEN}
        raise Conflict("刚刚有另一位同志保存过这张表。两份内容都在下面，请合并后再存。", current=current)
    for name in differing:
        setattr(record, name, values[name])
    record.revision += 1
    save(record, *differing, "revision")
    journal(record, "write", by=by, reason="、".join(differing), after=record.state)
    if not record.activity.sort.is_filed:
        strike(record, by=by)
    return record


@transaction.atomic
def submit(record: RecordSheet, *, by: User, note: str = "") -> Filing:
    """Check, freeze and hand the sheet to the superior; late is possible and is marked (PD-20, RC-02)."""
    record = lock(record)
    require(record.activity.sort.is_filed, "会议记录不按纪实表报送，请签字。", code="wrong_kind")
    require_unlocked(record)
    close_if_due(record.activity)  # a result that is there is judged, even before the clockwork came by
    missing = [part for part in missing_parts(record) if part.is_required]
    if missing:
        raise DomainError(missing[0].sentence, field=missing[0].field, code="incomplete")
    activity = record.activity
    content = sheet_content(record)
    advance(record, RECORD, "submit", by=by, reason=note)
    take_from_sheet(record, by=by)
    sketch_record(record)
    return hand_in(
        FilingKind.RECORD,
        activity.branch,
        content=content,
        by=by,
        year=activity.for_year,
        month=activity.for_month,
        note=note,
        due_at=record.due_at,
        why_due=record.why_due,
        activity=activity,
        record=record,
    )


def first_text(activity: Activity) -> str:
    """The agenda; on a joint event the common text, if the organizer has written it by then (N25)."""
    part = JointPart.objects.filter(activity=activity).select_related("joint").first()
    common = part.joint.content.strip() if part is not None else ""
    if part is None or not common:
        return agenda_text(activity)
    part.taken_text = common
    part.save(update_fields=["taken_text"])
    return common


@transaction.atomic
def take_common_text(record: RecordSheet, *, by: User) -> RecordSheet:
    """The organizer's text in front, what the branch wrote itself behind it; taken again it replaces the older
    one and nothing else (N25).
    """
    record = lock(record)
    require(record.is_editable, f"纪实表{record.get_state_display()}，不能再改。", code="wrong_state")
    require_unlocked(record)
    part = JointPart.objects.filter(activity=record.activity_id).select_related("joint").first()
    common = part.joint.content.strip() if part is not None else ""
    if part is None or not common:
        raise DomainError("主办单位还没有写共同文本。", code="no_text")
    text = merged_text(part.taken_text, common, record.content, draft=agenda_text(record.activity))
    part.taken_text = common
    part.save(update_fields=["taken_text"])
    if text != record.content:
        record.content = text
        record.revision += 1
        save(record, "content", "revision")
        journal(record, "take_common_text", by=by, after=record.state)
    return record


def agenda_text(activity: Activity) -> str:
    lines = []
    for item in activity.agenda.all():
        about = "，".join(
            part for part in (item.person, f"{item.minutes}分钟" if item.minutes else "") if part
        )
        lines.append(f"{item.position}. {item.title}{f'（{about}）' if about else ''}")
    return "\n".join(lines)
