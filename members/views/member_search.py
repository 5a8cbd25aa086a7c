"""Finding a member in any branch below: for committees, who have no roster of their own (PI-15)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from branches.models import Organization
from branches.scoping import Scope
from members.access import Capability
from members.reports.member_search import search
from members.views.common import access_to
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.requests import need
from partywork.common.responses import page

LONGEST = 40  # signs of what is typed


@require_safe
def member_search(request: HttpRequest) -> HttpResponse:
    """Name and branch of each; whoever opens one from above says why first."""
    need(request, Capability.SEE_MEMBER)
    scope = access_to(request).scope(Capability.SEE_MEMBER)
    place = _place(request, scope)
    typed = request.GET.get("q", "").strip()[:LONGEST]
    after = number(request.GET.get("after"))
    found = search(Scope(paths=(place.path,)) if place else scope, clock.today(), typed=typed, after=after)
    context = {"found": found, "place": place, "q": typed, "later": after is not None}
    return page(request, "members/member/search.html", context)


def _place(request: HttpRequest, scope: Scope) -> Organization | None:
    """?organization= narrows it to what stands at and below one place of the scope."""
    asked = request.GET.get("organization")
    if not asked:
        return None
    place = Organization.objects.within(scope).filter(pk=number(asked)).first()
    if place is None:
        raise Http404("没有这个党组织，或不在您的范围内。")
    return place
