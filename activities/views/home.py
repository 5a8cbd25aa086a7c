"""The first page of each role: what is mine to do now, and until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from activities.choices import ActivityState
from activities.reports.desk import Desk, low_this_year
from activities.reports.todo import todo_of
from activities.reports.todo_away import away
from activities.reports.todo_dues import dues_watch
from activities.reports.todo_inactive import inactive
from activities.reports.year_strip import year_strip
from branches.models import Organization
from members.access import Access, Capability
from partywork.common import clock
from partywork.common.responses import page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The secretary's day; officials go to the board, members to their own page, operators to the tree."""
    access: Access = request.access  # type: ignore[attr-defined]
    scope = access.scope(Capability.RUN_ACTIVITY)
    branch = Organization.objects.within(scope).branches().active_on(clock.today()).first()
    if branch is None:
        return redirect(_elsewhere(access))
    desk = Desk(branch)
    low, following = low_this_year(desk), desk.following
    private = access.may(Capability.KEEP_STANDING, branch)
    own = (
        dues_watch(branch, access),
        away(branch, desk.limits, private=private),
        *([inactive(branch)] if private else ()),
    )
    cares = access.may(Capability.SEE_CARE, branch)
    todos = todo_of(desk, low, cares=cares, own=own)
    context = {
        "branch": branch,
        "todos": todos,
        "today_count": sum(1 for todo in todos if todo.state),
        "today": desk.today,
        "following": following,
        "following_is_draft": following is not None and following.state == ActivityState.DRAFT,
        "low": low,
        "strip": year_strip(desk),
    }
    return page(request, "activities/home/secretary.html", context)


def _elsewhere(access: Access) -> str:
    if access.may_anywhere(Capability.REVIEW) or access.may_anywhere(Capability.SEE_FILING):
        return "board"
    if access.leads_group:
        return "group_home"
    if access.member_id is not None:
        return "my_home"
    return "organization_list" if access.operator else "my_home"
