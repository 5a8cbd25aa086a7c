"""The nine steps of one activity, each from what stands in the tables (N08)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Count, Q

from activities.choices import PRESENT_STATUSES, AttendanceStatus, FilingKind, RatingState
from activities.models import Activity, Filing
from activities.reports.gathering import notices_of
from activities.rules.steps import Step, StepFacts, nine_steps
from branches.reports.parameters import in_force
from branches.rules.deadlines import notice_lead
from branches.rules.parameters import SPECS
from partywork.common import clock


def steps_of(activity: Activity, limits: dict[str, Any] | None = None) -> tuple[Step, ...]:
    """The nine steps; `limits` are those of `limits_of`, where the caller has them already."""
    return nine_steps(step_facts(activity, limits or limits_of(activity)))


def limits_of(activity: Activity) -> dict[str, Any]:
    """The limits of its day: frozen once it is closed, else those in force for that day (E-78).

    A limit that was introduced after it was closed has its default: it had no other then.
    """
    frozen = activity.judged_by
    return {**_defaults(), **frozen} if frozen else in_force(activity.branch, activity.day).frozen()


@cache
def _defaults() -> dict[str, Any]:
    return {key: spec.to_json(spec.default) for key, spec in SPECS.items()}


def step_facts(activity: Activity, limits: dict[str, Any]) -> StepFacts:
    approval = _approval(activity)
    people = list(activity.attendances.values_list("member__name", "status"))
    signed = sum(1 for _, status in people if status in PRESENT_STATUSES)
    waiting = tuple(name for name, status in people if status == AttendanceStatus.UNSETTLED)
    rating = getattr(activity, "rating", None)
    told = _told(activity)
    published = published_for_rule(activity)
    return StepFacts(
        today=clock.today(),
        event_date=activity.day,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        is_closed=activity.closed_at is not None,
        decided_on=activity.decided_on,
        decided_text=activity.decided_note,
        approval_mode=limits["pd.step2_mode"],
        submitted_on=clock.local_day(approval.submitted_at) if approval.submitted_at else None,
        approved_on=clock.local_day(approval.approved_at) if approval.approved_at else None,
        approved_by=approval.approved_by,
        notice_published_at=published,
        notice_published_by=str(activity.published_by) if activity.published_by else "",
        notice_lead=notice_lead(activity.day, clock.local_day(published)) if published else None,
        notice_days=int(limits["pd.notice_days"]),
        notices_total=told.total,
        notices_delivered=told.delivered,
        notices_answered=told.answered,
        notices_called=told.called,
        expected=activity.expected or len(people),
        signed=signed,
        unsettled_names=waiting,
        reported_at=activity.reported_at,
        host=activity.host.name if activity.host else "",
        minutes=activity.minutes,
        days=(activity.last_day - activity.day).days + 1 if activity.spans_days else 1,
        required_minutes=int(limits["pd.half_day_minutes"]),
        rating_state=rating.state if rating else RatingState.PREPARED,
        rating_collected=rating.collected if rating else 0,
        rating_issued=rating.issued if rating else 0,
        rating_hours=int(limits["ev.open_hours"]),
        summary_missing=_unwritten(activity),
        summary_on=_written_on(activity),
    )


def published_for_rule(activity: Activity) -> datetime | None:
    """Which publishing the days are counted from: the last one if day, time or place changed (E-19)."""
    return activity.republished_at or activity.published_at


@dataclass(frozen=True)
class _Approval:
    submitted_at: datetime | None = None
    approved_at: datetime | None = None
    approved_by: str = ""


def _approval(activity: Activity) -> _Approval:
    filing = Filing.objects.filter(activity=activity, kind=FilingKind.THEME).first()
    if filing is None:
        return _Approval()
    last = filing.rounds.order_by("-number").first()
    if last is None or last.outcome != "accepted":
        return _Approval(filing.first_submitted_at)
    return _Approval(filing.first_submitted_at, last.answered_at, filing.to.called)


@dataclass(frozen=True)
class _Told:
    total: int
    delivered: int
    answered: int
    called: int


def _told(activity: Activity) -> _Told:
    notices = list(notices_of(activity).filter(kind="announcement").values_list("delivered_at", flat=True))
    since = Q(calls__called_at__gte=published_for_rule(activity) or clock.now())
    counted = Activity.objects.filter(pk=activity.pk).aggregate(
        answers=Count("answers", distinct=True), calls=Count("calls", filter=since, distinct=True)
    )
    answered = counted["answers"] + activity.leaves.exclude(state="withdrawn").count()
    return _Told(len(notices), sum(1 for delivered in notices if delivered), answered, counted["calls"])


def _unwritten(activity: Activity) -> tuple[str, ...]:
    record = getattr(activity, "record", None)
    needed = {"content": "主要内容", "consensus": "形成的共识", "actions": "议定事项"}
    return tuple(label for name, label in needed.items() if not record or not getattr(record, name).strip())


def _written_on(activity: Activity) -> date | None:
    """When the summary was handed in; before that, when it was last written."""
    record = getattr(activity, "record", None)
    if record is None:
        return None
    handed_in = Filing.objects.filter(record=record).values_list("first_submitted_at", flat=True).first()
    return clock.local_day(handed_in) if handed_in else min(clock.local_day(record.updated_at), clock.today())
