"""Asking the superior before an event is moved: to another month, or where each move is approved (PD-04, E-16)."""

from datetime import date

from django.db import transaction

from activities.choices import FilingKind, FilingState
from activities.models import Activity, Filing, MoveRequest
from activities.reports.change_content import request_content
from activities.services.filing import hand_in
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def ask_to_move(activity: Activity, *, by: User, new_day: date, reason: str) -> Filing:
    """Hand the wish to the superior; once accepted, the event may be moved there (`changing.change`).

    A returned request is asked again with the new words; one that still waits is not asked twice.
    """
    activity = lock(activity)
    require(activity.is_open, f"活动{activity.get_state_display()}，不能再改期。", code="wrong_state")
    require(reason.strip(), "请写明改期的原因，上级据此答复。", field="reason")
    require(new_day != activity.day, "活动本来就在这一天。", field="day")
    require(new_day > clock.today(), "请选今天以后的日子。", field="day")
    request = _unanswered(activity)
    if request is None:
        require(
            agreed_request(activity, new_day) is None, "上级已经同意改到这一天，直接改期就行。", field="day"
        )
        request = MoveRequest(activity=activity)
    elif request.filing.state == FilingState.SUBMITTED:
        require(
            request.new_day == new_day,
            f"已请示改到{clock.short_date(request.new_day)}，等上级答复后再请示别的日子。",
            field="day",
        )
        return request.filing
    request.old_starts_at, request.new_day, request.reason = activity.starts_at, new_day, reason.strip()
    request.asked_at, request.asked_by = clock.now(), by
    request.save()
    journal(request, "ask_to_move", by=by, reason=reason)
    return hand_in(
        FilingKind.MOVE,
        activity.branch,
        content=request_content(request),
        by=by,
        year=activity.for_year,
        month=activity.for_month,
        activity=activity,
        move_request=request,
    )


def agreed_request(activity: Activity, day: date) -> MoveRequest | None:
    """The superior's consent that covers the day: for that very day, else for another one of its month."""
    agreed = list(activity.move_requests.filter(filing__state=FilingState.ACCEPTED).order_by("-pk"))
    exact = [request for request in agreed if request.new_day == day]
    same_month = [
        request
        for request in agreed
        if (request.new_day.year, request.new_day.month) == (day.year, day.month)
    ]
    return next(iter([*exact, *same_month]), None)


def _unanswered(activity: Activity) -> MoveRequest | None:
    """The request that waits with the superior or came back."""
    rows = activity.move_requests.exclude(filing__state=FilingState.ACCEPTED).select_related("filing")
    return rows.order_by("-pk").first()
