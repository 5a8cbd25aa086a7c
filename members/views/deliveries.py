"""送学上门: the contact's page on the phone, and the log on the member's page (MEM-17)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from members.forms.care import DeliveryForm
from members.models import ExemptionSpell, Member
from members.reports.deliveries import exempt_of_contact
from members.services.delivering import deliver
from members.views.common import access_to
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import submit
from partywork.common.requests import actor
from partywork.common.responses import done, page


@require_safe
@never_cache
def my_deliveries(request: HttpRequest) -> HttpResponse:
    """The exempt members whose contact I am, and when something was brought to them last."""
    member_id = access_to(request).member_id
    lines = exempt_of_contact(member_id, clock.today()) if member_id is not None else []
    context = {"lines": lines, "layout": _layout(request)}
    return page(request, "members/care/my_deliveries.html", context)


@FORM_PAGE
@never_cache
@sensitive_post_parameters()
def my_delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Only the named contact; anybody else does not learn who is exempt."""
    member = Member.objects.filter(pk=access_to(request).member_id or 0).first()
    rows = ExemptionSpell.objects.select_related("member", "branch")
    exemption = rows.filter(pk=pk, contact=member).first() if member else None
    if member is None or exemption is None:
        raise Http404("没有这一项，或联系人不是您。")
    form = DeliveryForm(request.POST or None)
    if request.method == "POST" and submit(form, deliver, exemption, member, by=actor(request)):
        return done(request, f"记下了：给{exemption.member.name}送学。", "my_deliveries")
    context = {
        "form": form,
        "exemption": exemption,
        "logged": exemption.deliveries.all(),
        "layout": _layout(request),
    }
    return page(request, "members/care/my_delivery.html", context, status=422 if form.is_bound else 200)


def _layout(request: HttpRequest) -> str:
    return "base.html" if access_to(request).has_desk else "base_phone.html"
