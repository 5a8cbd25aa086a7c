"""On the page of an activity: one more duty on the same afternoon, taking one in, taking one out (N06)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from activities.kinds import KINDS
from activities.models import Activity
from activities.reports.gathering import part_text
from activities.services import gathering
from activities.views.activity_page import back_to, run
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, refused


@require_POST
def gathering_part(request: OfficeRequest, pk: int) -> HttpResponse:
    """「同一次集中再办一项」: a kind opens a new part; an activity of the same day is taken in."""
    activity = run(request, pk)
    kind = request.POST.get("kind", "")
    try:
        if kind in KINDS:
            part = gathering.add_part(activity, kind, by=request.user)
        else:
            part = gathering.take_in(activity, _other(request, activity), by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back_to(activity, "gathering"))
    said = f"同一次集中再办一项：{part_text(part)}。签到、请假、通知、结束都是一次。"
    return done(request, said, back_to(part, "gathering"))


@require_POST
def gathering_leaving(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    try:
        gathering.take_out(activity, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back_to(activity, "gathering"))
    return done(request, "已移出，单独签到、单独结束。", back_to(activity))


def _other(request: OfficeRequest, activity: Activity) -> Activity:
    rows = Activity.objects.filter(branch=activity.branch_id)
    found: Activity = get_object_or_404(rows, pk=number(request.POST.get("activity")) or 0)
    return found
