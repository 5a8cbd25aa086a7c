"""The rating of one activity at the desk: its result, the answer to the members, what will be better."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from activities.choices import ActivityState, RatingState
from activities.forms.rating import CodesForm, ImproveForm, PaperForm, ReplyForm
from activities.models import Activity
from activities.reports.rating_result import rating_result
from activities.services import responding
from members.access import Capability
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page

ACTIVITIES = Activity.objects.select_related("branch", "rating", "rating_reply__said_by", "record")


@require_safe
def rating_page(request: OfficeRequest, pk: int) -> HttpResponse:
    return show(request, load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY))


@require_POST
def rating_reply(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = runs(request, pk)
    form = ReplyForm(request.POST)
    if submit(form, responding.respond, activity, by=request.user):
        return done(request, "已回应。党员在下一次预告和这次活动的页面上看到。", back(activity, "reply"))
    return show(request, activity, reply_form=form)


@require_POST
def rating_improve(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = runs(request, pk)
    form = ImproveForm(request.POST)
    if submit(form, responding.improve, activity, by=request.user):
        return done(request, "已记下，下一张纪实表会带上它。", back(activity, "improve"))
    return show(request, activity, improve_form=form)


def runs(request: OfficeRequest, pk: int) -> Activity:
    """The activity, for somebody who may do something about its rating."""
    return load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)


def back(activity: Activity, anchor: str) -> str:
    return f"{reverse('rating_page', args=[activity.pk])}#{anchor}"


def show(request: OfficeRequest, activity: Activity, **bound: BaseForm) -> HttpResponse:
    """The whole page; `bound` holds a form that was refused, with everything typed in it."""
    round_, reply = getattr(activity, "rating", None), getattr(activity, "rating_reply", None)
    codes = activity.rating_codes.count()
    is_open = round_ is not None and round_.state == RatingState.OPEN
    context: dict[str, Any] = {
        "activity": activity,
        "codes": codes,
        "may_issue": is_open or activity.is_open,
        "is_open": is_open,
        "papers": round_.papers.order_by("group") if round_ is not None and is_open else (),
        "codes_form": CodesForm(initial={"known": codes}),
        "paper_form": PaperForm(),
        "rating": rating_result(activity),
        "reply": reply,
        "improvements": activity.improvements.select_related("settled_in"),
        "may_run": request.access.may(Capability.RUN_ACTIVITY, activity.branch),
        "is_held": activity.state == ActivityState.HELD,
        "is_closed": round_ is not None and round_.state == RatingState.CLOSED,
        "reply_form": ReplyForm(initial={"sentence": reply.sentence if reply else _drafted(activity)}),
        "improve_form": ImproveForm(),
        **bound,
    }
    return page(request, "activities/rating/detail.html", context, status=422 if bound else 200)


def _drafted(activity: Activity) -> str:
    """What stands in the sheet already, so that nothing is typed twice."""
    record = getattr(activity, "record", None)
    return record.reply if record else ""
