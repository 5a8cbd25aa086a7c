"""The record sheet as plain data: everything the system knows, judged by the limits of that day (N07, F-06)."""

from dataclasses import asdict, dataclass
from typing import Any

from activities.choices import (
    LEAVE_STATUS,
    PRESENT_STATUSES,
    AttendanceStatus,
    Criterion,
    Grade,
    MakeUpState,
    RatingState,
)
from activities.models import Activity, Attendance, RatingRound, RecordSheet
from activities.models.record import WRITTEN
from activities.reports.improvements import carried_content
from activities.reports.joint import joint_content
from activities.reports.marks import early_leave_sentence, rungs_sentence
from activities.reports.rater_groups import groups_of
from activities.reports.routine import routine_of
from activities.reports.steps import steps_of
from activities.rules.attendance import AttendanceVerdict, Mark, count_heads, judge_attendance, split_text
from activities.rules.satisfaction import Satisfaction, improvement_demand, judge_satisfaction
from members.choices import Standing
from partywork.common import clock

LEAVE_STATUSES = frozenset(LEAVE_STATUS.values())


@dataclass(frozen=True)
class MissingPart:
    """A part of the sheet that is not there yet; only required ones hold the filing up (S20)."""

    field: str
    label: str
    sentence: str
    is_required: bool


def verdict_of(activity: Activity, rows: list[Attendance] | None = None) -> AttendanceVerdict:
    """The 80 % judgement of a closed activity, from its frozen rows and frozen limits (PD-12)."""
    if rows is None:
        rows = list(activity.attendances.select_related("make_up"))
    judged = activity.judged_by
    heads = count_heads(
        Mark(
            status=row.status,
            exempt=row.exempt,
            is_full=row.standing == Standing.FULL,
            made_up=_make_up_state(row) == MakeUpState.CONFIRMED,
        )
        for row in rows
    )
    return judge_attendance(
        heads,
        pct=int(judged["pd.min_attendance_pct"]),
        denominator=judged["pd.denominator"],
        small_branch_mode=judged["pd.small_branch_mode"],
    )


def tally_of(round_: RatingRound) -> dict[str, dict[str, int]]:
    """Criterion → grade → how often, all groups of raters together (EV-03)."""
    tally: dict[str, dict[str, int]] = {criterion: {} for criterion in Criterion.values}
    for counter in round_.tallies.all():
        given = tally[counter.criterion]
        given[counter.grade] = given.get(counter.grade, 0) + counter.count
    return tally


def satisfaction_of(round_: RatingRound, threshold_pct: int = 60) -> Satisfaction | None:
    """The result of a closed round; None while it is open, when nobody may see anything (EV-08)."""
    if round_.state != RatingState.CLOSED:
        return None
    return judge_satisfaction(
        tally_of(round_),
        collected=round_.collected,
        issued=round_.issued,
        definition=round_.satisfied_means,
        min_ballots=round_.min_ballots,
        threshold_pct=threshold_pct,
    )


def result_of(activity: Activity) -> Satisfaction | None:
    """The judged rating of a closed activity; None without a rating and while it is open."""
    round_: RatingRound | None = getattr(activity, "rating", None)
    return satisfaction_of(round_, int(activity.judged_by["ev.threshold_pct"])) if round_ else None


def missing_parts(record: RecordSheet) -> list[MissingPart]:
    """What is not written or not settled yet, most important first."""
    demand = improvement_demand(result_of(record.activity), record.shortcomings)
    needed = {
        "content": ("主要内容", "按议程写一两句做了什么。", True),
        "discussion": ("讨论情况", "写谁提了什么；没有讨论就写“无”。", True),
        "consensus": ("形成的共识", "一两句即可；没有就写“无”。", True),
        "actions": ("议定事项", "至少写一件，或写“本次没有议定事项”。", True),
        "shortcomings": ("存在不足", demand or _may_wait(record.activity), bool(demand)),
        "reply": ("一句话回应", "可以空着，不影响报送。", False),
    }
    found = [
        MissingPart(field, label, sentence, required)
        for field, (label, sentence, required) in needed.items()
        if not getattr(record, field).strip() or (field == "shortcomings" and demand)
    ]
    waiting = record.activity.attendances.filter(status=AttendanceStatus.UNSETTLED).select_related("member")
    for row in waiting:
        found.append(MissingPart("attendance", f"{row.member.name}的签到待核", "报送后按“待核”印出。", False))
    verdict = verdict_of(record.activity)
    if verdict.met is False and not record.activity.low_reason:
        sentence = f"{verdict.sentence}，请写明到会不足的原因。"
        found.append(MissingPart("low_reason", "到会不足的原因", sentence, True))
    return found


def _may_wait(activity: Activity) -> str:
    """While the rating is open nobody knows its result, and an unknown result holds no filing up (PD-20)."""
    round_: RatingRound | None = getattr(activity, "rating", None)
    if round_ is None or round_.state == RatingState.CLOSED:
        return "可以空着，不影响报送。"
    threshold = activity.judged_by["ev.threshold_pct"]
    ends = clock.due_text(round_.closes_at)
    return f"测评{ends}结束，结果还不知道，现在可以空着；结束后低于{threshold}%就必须写。"


def sheet_content(record: RecordSheet) -> dict[str, Any]:
    """All of F-06 as JSON, with the names and figures of this moment; frozen when it is filed (N19)."""
    activity = record.activity
    rows = list(
        activity.attendances.select_related("member", "make_up", "make_up__confirmed_by", "proxy").order_by(
            "member__name_key", "member_id"
        )
    )
    day = activity.day
    superior = activity.branch.superior
    return {
        "branch": activity.branch.name_on(day),
        "superior": superior.name_on(clock.today()) if superior else "",
        "number": _number(activity),
        "year": activity.for_year,
        "month": activity.for_month,
        "kind": activity.get_kind_display(),
        "theme": activity.theme,
        "joint": joint_content(activity),
        "mode": activity.mode,
        "requirement": activity.get_requirement_display(),
        "starts_at": activity.starts_at.astimezone(clock.OFFICE).isoformat(),
        "ends_at": activity.ends_at.astimezone(clock.OFFICE).isoformat(),
        "minutes": activity.minutes,
        "days": (activity.last_day - activity.day).days + 1 if activity.spans_days else 1,
        "short_reason": activity.short_reason,
        "venue": activity.get_venue_display(),
        "place": activity.place,
        "host": activity.host.name if activity.host else "",
        "host_reason": activity.host_reason,
        "recorder": activity.recorder.name if activity.recorder else "",
        "attendance": _attendance(activity, rows),
        "absentees": [_absentee(row) for row in rows if _is_away(row)],
        "guests": [
            {
                "name": guest.name,
                "kind": guest.get_kind_display(),
                "office": guest.office,
                "remark": guest.remark,
            }
            for guest in activity.guests.all()
        ],
        "steps": [
            {
                "number": step.number,
                "title": step.title,
                "state": str(step.state),
                "fact": step.fact,
                "on": step.on.isoformat() if step.on else None,
                "by": step.by,
            }
            for step in steps_of(activity)
        ],
        "routine": routine_of(activity).lines(),
        "written": {name: getattr(record, name) for name in WRITTEN},
        "rating": _rating(activity),
        "improvements": carried_content(activity),
        "low_reason": activity.low_reason,
        "late_reason": activity.late_reason,
        "due_at": record.due_at.astimezone(clock.OFFICE).isoformat(),
        "why_due": record.why_due,
    }


def _attendance(activity: Activity, rows: list[Attendance]) -> dict[str, Any]:
    verdict = verdict_of(activity, rows)
    heads = verdict.headcount
    return {
        "total": heads.total,
        "total_full": heads.total_full,
        "expected": heads.expected,
        "expected_full": heads.expected_full,
        "present": heads.present,
        "present_full": heads.present_full,
        "exempt": heads.exempt - heads.present_exempt,
        "exempt_full": heads.exempt_full - heads.present_exempt_full,
        "on_leave": sum(1 for row in rows if row.status in LEAVE_STATUSES),
        "absent": sum(1 for row in rows if row.status == AttendanceStatus.ABSENT),
        "unsettled": heads.unsettled,
        "made_up": heads.made_up,
        "rungs": rungs_sentence(rows),
        "left_early": early_leave_sentence(rows),
        "base": verdict.base,
        "denominator": verdict.denominator,
        "pct": verdict.pct,
        "required": verdict.required,
        "met": verdict.met,
        "sentence": verdict.sentence,
        "other_sentence": verdict.other_rate_sentence,
        "coverage": verdict.coverage_sentence,
        "total_text": split_text(heads.total, heads.total_full),
        "expected_text": split_text(heads.expected, heads.expected_full),
        "present_text": split_text(heads.present, heads.present_full),
        "total_rate": verdict.total_rate_text,
        "expected_rate": verdict.expected_rate_text,
        "people": [
            {
                "name": row.member.name,
                "standing": str(Standing(row.standing).label),
                "group": row.group_name,
                "status": row.get_status_display(),
                "present": row.is_present,
                "method": row.get_method_display(),
                "at": row.marked_at.astimezone(clock.OFFICE).isoformat() if row.is_present else None,
                "basis": row.basis,
                "proxy": row.proxy.name if row.proxy else "",
                "hours": row.hours,
            }
            for row in rows
        ],
    }


def _is_away(row: Attendance) -> bool:
    return row.status not in PRESENT_STATUSES and row.status != AttendanceStatus.NOT_YET


def _absentee(row: Attendance) -> dict[str, Any]:
    make_up = getattr(row, "make_up", None)
    return {
        "name": row.member.name,
        "reason": row.get_status_display(),
        "remark": row.remark,
        "make_up": make_up.get_method_display() if make_up and make_up.method else "",
        "make_up_state": make_up.get_state_display() if make_up else "",
        "make_up_due": make_up.due_at.astimezone(clock.OFFICE).isoformat() if make_up else None,
        "make_up_on": make_up.done_on.isoformat() if make_up and make_up.done_on else None,
        "confirmed_by": str(make_up.confirmed_by) if make_up and make_up.confirmed_by else "",
    }


def _rating(activity: Activity) -> dict[str, Any]:
    round_ = getattr(activity, "rating", None)
    if round_ is None:
        return {"state": "none", "sentence": "没有开展测评"}
    result = satisfaction_of(round_, int(activity.judged_by["ev.threshold_pct"]))
    if result is None:
        return {
            "state": "open",
            "issued": round_.issued,
            "collected": round_.collected,
            "sentence": f"测评进行中，发出{round_.issued}份，已收回{round_.collected}份",
        }
    shown = result.shown
    return {
        "state": "closed",
        "issued": round_.issued,
        "collected": round_.collected,
        "valid": result.valid if shown else None,
        "satisfied": result.satisfied if shown else None,
        "rate": result.rate_text,
        "definition": result.definition_text,
        "definition_key": round_.satisfied_means,
        "min_ballots": round_.min_ballots,
        "sentence": result.sentence,
        "low": result.low,
        "left_out": round_.left_out,
        "groups": [asdict(line) for line in groups_of(round_)] if shown else [],
        "tally": tally_of(round_) if shown else None,
        "grades": [str(grade.label) for grade in Grade],
        "criteria": [[criterion.value, str(criterion.label)] for criterion in Criterion],
    }


def _number(activity: Activity) -> int:
    """第几次 in the year, in the order of dates."""
    earlier = Activity.objects.standing().filter(
        branch_id=activity.branch_id,
        kind=activity.kind,
        for_year=activity.for_year,
        starts_at__lt=activity.starts_at,
    )
    return earlier.count() + 1


def _make_up_state(row: Attendance) -> str:
    make_up = getattr(row, "make_up", None)
    return make_up.state if make_up else ""
