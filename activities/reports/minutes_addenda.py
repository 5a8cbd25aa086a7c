"""What came after the signing, as entries behind the minutes: written ones, make-ups closed, marks corrected."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from activities.choices import AttendanceStatus, MakeUpState, ObjectionState
from activities.models import MakeUp, MinutesAddendum, Objection, RecordSheet
from partywork.common import clock

Entry = tuple[datetime, str, str, str]


def addenda_of_minutes(records: Sequence[RecordSheet]) -> dict[int, list[dict[str, Any]]]:
    """By record, in the order of time and numbered: day, title, text, by whom (MT-12). Three queries."""
    signed = {record.activity_id: record for record in records if record.signed_at is not None}
    found: dict[int, list[Entry]] = {record.pk: [] for record in records}
    written = MinutesAddendum.objects.filter(record__in=signed.values()).select_related("by__member")
    for row in written:
        found[row.record_id].append((row.added_at, "", row.text, str(row.by)))
    make_ups = MakeUp.objects.filter(attendance__activity__in=signed, state=MakeUpState.CONFIRMED)
    for make_up in make_ups.select_related("attendance__member", "confirmed_by"):
        record = signed[make_up.attendance.activity_id]
        if make_up.confirmed_at is not None and _after(record, make_up.confirmed_at):
            title = f"{make_up.attendance.member.name}补课办结"
            day = f"{clock.short_date(make_up.done_on)}" if make_up.done_on else ""
            found[record.pk].append(
                (make_up.confirmed_at, title, f"{day}{make_up.what}。", str(make_up.confirmed_by))
            )
    corrected = Objection.objects.filter(activity__in=signed, state=ObjectionState.UPHELD)
    for row in corrected.select_related("member", "answered_by"):
        record = signed[row.activity_id]
        if row.answered_at is not None and _after(record, row.answered_at):
            before = AttendanceStatus(row.before).label if row.before else "没有登记"
            text = f"由{before}更正为{AttendanceStatus(row.after).label}。核对：{row.answer}。"
            title = f"{row.member.name}的登记更正"
            found[record.pk].append((row.answered_at, title, text, str(row.answered_by)))
    return {pk: _numbered(entries) for pk, entries in found.items()}


def _after(record: RecordSheet, moment: datetime) -> bool:
    return record.signed_at is not None and moment > record.signed_at


def _numbered(entries: list[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "on": clock.local_day(at).isoformat(),
            "title": title,
            "text": text,
            "by": by,
        }
        for number, (at, title, text, by) in enumerate(sorted(entries), 1)
    ]
