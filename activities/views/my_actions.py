"""我的事项: what a member agreed to do, reported on in two taps (F-43)."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from activities.forms.actions import ReportForm
from activities.reports.actions import actions_of, own_action
from activities.services import agreeing
from activities.views.own_member import own_member
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page


@require_safe
def my_actions(request: OfficeRequest) -> HttpResponse:
    return _show(request)


@require_POST
def my_action_report(request: OfficeRequest, pk: int) -> HttpResponse:
    member = own_member(request)
    action = own_action(member, pk) if member else None
    if action is None:
        raise Http404("没有这一项，或它不是您负责的。")
    form = ReportForm(request.POST)
    if submit(form, agreeing.report, action, by=request.user):
        said = "辛苦了，已记为办结。" if form.cleaned_data["stage"] == "done" else "已告诉支部。"
        return done(request, said, "my_actions")
    return _show(request, {pk: form}, status=422)


def _show(
    request: OfficeRequest, bound: dict[int, ReportForm] | None = None, *, status: int = 200
) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    lines = [(line, (bound or {}).get(line.action.pk)) for line in actions_of(member)]
    return page(request, "activities/member/actions.html", {"lines": lines}, status=status)
