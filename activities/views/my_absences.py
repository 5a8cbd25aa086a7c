"""The times at which a member cannot come, stated once a term (S08)."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.mine import StandingAbsenceForm
from activities.models import StandingAbsence
from activities.services import standing_absences
from activities.views.own_member import own_member
from partywork.common import clock
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page


@require_http_methods(["GET", "HEAD", "POST"])
def my_absences(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    form = StandingAbsenceForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, standing_absences.state, member, by=request.user, **form.cleaned_data):
        return done(request, "记下了。到时仍要请假，这里只是让支部排时间时心里有数。", "my_absences")
    rows = StandingAbsence.objects.filter(member=member, until__gte=clock.today())
    context = {"rows": rows, "form": form}
    return page(request, "activities/member/absences.html", context, status=422 if form.errors else 200)


@require_POST
def my_absence_end(request: OfficeRequest, pk: int) -> HttpResponse:
    member = own_member(request)
    row = StandingAbsence.objects.filter(member=member, pk=pk).first() if member else None
    if row is None:
        raise Http404("没有这一项，或它不是您的。")
    standing_absences.take_back(row, by=request.user)
    return done(request, "去掉了。", "my_absences")
