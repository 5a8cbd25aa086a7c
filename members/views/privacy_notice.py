"""The notice on personal data: written by the committee, read once by each member (PI-01)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from branches.models import Organization
from members.access import Capability
from members.forms.personal import NoticeForm
from members.reports.privacy_notice import notice_for
from members.services.informing import acknowledge_notice, publish_notice
from members.views.member import FORM_PAGE
from members.views.my_information import own_member
from partywork.common.forms import submit
from partywork.common.requests import actor, load
from partywork.common.responses import done, page


@require_POST
def notice_reading(request: HttpRequest) -> HttpResponse:
    acknowledge_notice(own_member(request))
    return done(request, "记下了，以后不再问。", "my_information")


@FORM_PAGE
def organization_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The committee's own words beside the general notice; what was published stays, a new one follows."""
    organization = load(
        request, Organization, pk, see=Capability.SEE_ORGANIZATION, do=Capability.SET_PARAMETER
    )
    held = notice_for(organization)
    initial = {"handler": held.handler, "contact": held.contact, "extra": held.extra} if held else {}
    form = NoticeForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(form, publish_notice, organization, by=actor(request)):
        return done(request, "告知已发布，下面的党员都看得到。", "organization_detail", organization.pk)
    context = {"form": form, "organization": organization, "held": held}
    return page(request, "members/personal/notice.html", context, status=422 if form.is_bound else 200)
