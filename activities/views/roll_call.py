"""Calling the names of an online meeting, on the host's screen or telephone (MT-13)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from activities.models import Activity
from activities.reports.register import register_of
from activities.services import roll_call
from activities.views.activity_page import ACTIVITIES, back_to
from members.access import Capability
from members.models import Member
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import page, refused


@require_http_methods(["GET", "POST"])
def activity_roll_call(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    if activity.venue not in roll_call.ELSEWHERE or not activity.is_open:
        return refused(request, "线上或线下加线上、还没有结束的才点名。", back_to(activity, "attendance"))
    context: dict[str, object] = {"activity": activity, "said": "", "refusal": ""}
    if request.method == "POST":
        context |= _called(request, activity)
    lines = register_of(activity).lines
    context |= {
        "waiting": [line for line in lines if not line.is_present],
        "here": [line for line in lines if line.is_present],
    }
    template = "activities/activity/_roll_call.html" if request.htmx else "activities/activity/roll_call.html"
    return page(request, template, context, status=422 if context["refusal"] else 200)


def _called(request: OfficeRequest, activity: Activity) -> dict[str, object]:
    # Only who ever belonged to the branch: a refusal must not name a stranger.
    member = get_object_or_404(
        Member.objects.filter(spells__branch=activity.branch_id).distinct(),
        pk=number(request.POST.get("member")) or 0,
    )
    try:
        roll_call.answered(activity, member, by=request.user)
    except DomainError as refusal:
        return {"refusal": refusal.message}
    return {"said": f"{member.name}：线上到会。"}
