"""What became known after a sheet was filed, as the numbered addenda behind it (N19, AT-05, M15)."""

from datetime import datetime

from activities.choices import AttendanceStatus, MakeUpState, ObjectionState
from activities.documents.record_sheet import Addendum
from activities.models import Activity, MakeUp, Objection
from partywork.common import clock


def addenda_of(activity: Activity, filed_at: datetime) -> tuple[Addendum, ...]:
    """Make-ups closed and marks corrected since then, in the order of time. Two queries."""
    make_ups = MakeUp.objects.filter(
        attendance__activity=activity, state=MakeUpState.CONFIRMED, confirmed_at__gt=filed_at
    ).select_related("attendance__member", "confirmed_by", "contacted_by")
    corrected = Objection.objects.filter(
        activity=activity, state=ObjectionState.UPHELD, answered_at__gt=filed_at
    ).select_related("member", "answered_by")
    found = [(row.confirmed_at, _make_up(row), str(row.confirmed_by)) for row in make_ups]
    found += [(row.answered_at, _corrected(row), str(row.answered_by)) for row in corrected]
    return tuple(
        Addendum(number=number, on=clock.local_day(at), title=title, text=text, by=by)
        for number, (at, (title, text), by) in enumerate(sorted(found, key=lambda each: each[0]), 1)
    )


def _make_up(row: MakeUp) -> tuple[str, str]:
    name = row.attendance.member.name
    parts = [f"缺席类别：{row.kind_text}{f'，{row.cause}' if row.cause else ''}。"]
    if row.contacted_at is not None:
        told = f"，通报了{row.told}" if row.told else ""
        day = clock.short_date(clock.local_day(row.contacted_at))
        parts.append(f"{row.contacted_by}于{day}联系{told}。")
    assert row.done_on is not None
    late = "（逾期）" if row.is_late else ""
    place = f"，{row.place}" if row.place else ""
    parts.append(f"{clock.short_date(row.done_on)}{row.what}{place}{late}。{row.gist}")
    return f"{name}补课办结", "\n".join(part for part in parts if part)


def _corrected(row: Objection) -> tuple[str, str]:
    before = AttendanceStatus(row.before).label if row.before else "没有登记"
    title = f"{row.member.name}的登记更正"
    return (
        title,
        f"由{before}更正为{AttendanceStatus(row.after).label}。本人提出：{row.said}。核对：{row.answer}。",
    )
