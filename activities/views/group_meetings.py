"""A leader runs the meetings of his own Party group: opening, changing, the notice, the end (MT-04)."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices import ActivityKind
from activities.forms.group import MeetingChangeForm, meeting_initial
from activities.forms.opening import NewActivityForm, new_initial
from activities.kinds import kind_of
from activities.models import Activity
from activities.reports.usual import usual_of
from activities.services import announcing, attending, changing
from activities.services.opening_series import Opened, open_series
from activities.views.own_group import group_or_404
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, step

KIND = kind_of(ActivityKind.GROUP_MEETING)


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    """The next meeting of the own group, or a run of them; nobody else's group can be named."""
    group = group_or_404(request)
    initial = new_initial(KIND, usual_of(group.branch, KIND, group), [group])
    form = NewActivityForm(request.POST or None, sort=KIND, groups=[group], initial=initial)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, open_series, group.branch, by=request.user, **form.values()):
        opened: Opened = form.outcome  # type: ignore[attr-defined]
        if len(opened.activities) == 1:
            return done(request, "已开好，下面可以发通知。", "group_activity", opened.activities[0].pk)
        return done(request, opened.sentence, "group_home")
    context = {"group": group, "form": form}
    return page(request, "activities/group/meeting.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = _own(request, pk)
    form = MeetingChangeForm(request.POST or None, initial=meeting_initial(activity))
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, changing.change, activity, by=request.user, **form.change()):
        return done(request, "改好了。", "group_activity", pk)
    context = {"group": activity.group, "activity": activity, "form": form}
    return page(request, "activities/group/meeting.html", context, status=422 if form.errors else 200)


@require_POST
def announce(request: OfficeRequest, pk: int) -> HttpResponse:
    activity, here = _own(request, pk), ("group_activity", pk)
    return step(request, here, announcing.announce, activity, by=request.user, said="通知发给组员了。")


@require_POST
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """Sent twice, or by the secretary at the same time, it is closed once."""
    activity, here = _own(request, pk), ("group_activity", pk)

    def said(held: Activity) -> str:
        return f"会议已结束：应到 {held.expected} 人，实到 {held.present} 人。"

    return step(request, here, attending.close, activity, by=request.user, said=said)


def _own(request: OfficeRequest, pk: int) -> Activity:
    """A meeting of the group the person leads; another group's is not found."""
    group = group_or_404(request)
    rows = Activity.objects.select_related("branch", "host", "group", "recorder")
    activity = rows.filter(group=group, pk=pk).first()
    if activity is None:
        raise Http404("没有这次会议，或它不是您小组的。")
    return activity
