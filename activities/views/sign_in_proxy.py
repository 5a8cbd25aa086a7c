"""On the member's own telephone: signing for a colleague in the room, and going before the end (N16, M09)."""

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.signing import ProxyNameForm
from activities.models import Activity
from activities.reports.mine import own_activity
from activities.services import leaving_early, proxying, tickets
from activities.views.own_member import own_member
from members.models import Member, User
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def proxy(request: OfficeRequest, activity: int, ticket: str) -> HttpResponse:
    """Only from the telephone that read the screen a moment ago: whoever signs for somebody is in the room."""
    member = own_member(request)
    row = own_activity(member, activity) if member else None
    if member is None or row is None:
        raise Http404("没有这次活动，或它不是您支部的。")
    if not tickets.is_good(ticket, activity, request.COOKIES.get(tickets.COOKIE, "")):
        sentence = "扫码已经超过十分钟，请重新扫大屏上的码，再替同志签。"
        return refused(request, sentence, "my_activity", activity)
    form = ProxyNameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if attempt(form, _sign_for, row, name, member, by=request.user):
            return done(request, f"已替{name}签到，签到册写明由您代签。", "my_activity", activity)
    context = {"activity": row, "form": form}
    return page(request, "activities/sign_in/proxy.html", context, status=422 if form.errors else 200)


def _sign_for(activity: Activity, name: str, member: Member, *, by: User) -> None:
    proxying.sign_for(activity, proxying.found_by_name(activity, name), member, by=by)


@require_POST
def my_early_leave(request: OfficeRequest, pk: int) -> HttpResponse:
    """提前离开: now; whether it still counts is said at once."""
    member = own_member(request)
    row = own_activity(member, pk) if member else None
    if member is None or row is None:
        raise Http404("没有这次活动，或它不是您支部的。")
    try:
        mark = leaving_early.leave_early(row, member, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "my_activity", pk)
    return done(request, f"记下了：{mark.get_status_display()}。", "my_activity", pk)
