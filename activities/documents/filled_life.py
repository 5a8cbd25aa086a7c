"""An organizational life meeting as the printed form F-13 wants it."""

from collections.abc import Iterable
from typing import Any

from activities.choices import PRESENT_STATUSES, ActivityState
from activities.documents.life_record import (
    Criticized,
    Examined,
    LifeRecordContent,
    LifeRecordDocument,
    Promised,
)
from activities.models import Activity, Examination, LifeMeeting, Rectification
from activities.reports.life_page import life_page
from activities.rules.life import BEFORE
from partywork.common import clock
from partywork.common.clock import full_date


def life_record(life: LifeMeeting, *, whole: bool) -> dict[str, Any]:
    """`whole`: with what was said of oneself and each other; for whoever may read that (OL-08)."""
    shown, activity = life_page(life), life.activity
    rows = list(life.examinations.select_related("member", "read_by"))
    committee = next((row for row in rows if row.member_id is None), None)
    own = [row for row in rows if row.member_id is not None]
    said = list(life.criticisms.select_related("critic", "member"))
    day = activity.day if activity else None
    content = LifeRecordContent(
        branch=life.branch.name_on(day or clock.today()),
        for_year=life.for_year,
        theme=life.theme,
        form=str(life.get_form_display()),
        held_on=day,
        place=activity.place if activity else "",
        chair=activity.host.name if activity and activity.host else "",
        recorder=activity.recorder.name if activity and activity.recorder else "",
        **_people(activity),
        whole=whole,
        preparation=tuple(f"{step.label}：{step.fact}" for step in shown.steps if step.phase == BEFORE),
        plan=life.plan,
        last_year=tuple(_promised(shown.carried)),
        last_year_report=life.last_year_report,
        committee=_examined(committee) if committee and whole else None,
        examined=tuple(_examined(row) for row in own) if whole else (),
        spoken=sum(row.spoken is not None for row in own),
        criticized=tuple(
            Criticized(row.critic.name, row.member.name, row.text, row.answer or "") for row in said
        )
        if whole
        else (),
        criticisms=len(said),
        remarks=_remarks(activity),
        promised=tuple(_promised(life.rectifications.select_related("member", "owner"))),
    )
    return LifeRecordDocument(content).to_json()


def _people(activity: Activity | None) -> dict[str, str]:
    if activity is None:
        return {"present": "", "absent": "", "guests": ""}
    rows = activity.attendances.select_related("member").order_by("member__name_key")
    here = [row.member.name for row in rows if row.status in PRESENT_STATUSES]
    away = [
        f"{row.member.name}（{row.get_status_display()}）"
        for row in rows
        if row.status not in PRESENT_STATUSES
    ]
    total = (
        f"应到 {activity.expected} 人，实到 {activity.present} 人："
        if activity.state == ActivityState.HELD
        else ""
    )
    guests = [f"{row.name}（{row.office}）" if row.office else row.name for row in activity.guests.all()]
    return {"present": total + "、".join(here), "absent": "、".join(away), "guests": "、".join(guests)}


def _examined(row: Examination) -> Examined:
    name = row.member.name if row.member else "支部班子"
    reader = row.read_by.name if row.read_by else ""
    return Examined(name, row.problem, row.cause or "", row.measure or "", reader)


def _promised(rows: Iterable[Rectification]) -> Iterable[Promised]:
    for row in rows:
        done = f"{full_date(row.done_on)}：{row.outcome}" if row.done_on else ""
        whose = row.member.name if row.member else "支部班子"
        yield Promised(whose, row.problem, row.measure, row.owner.name, row.due, done)


def _remarks(activity: Activity | None) -> tuple[str, ...]:
    if activity is None:
        return ()
    guests = activity.guests.exclude(remark="")
    return tuple(f"{guest.name}：{guest.remark}" for guest in guests)
