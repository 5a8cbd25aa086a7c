"""Putting right the days or hours of a course somebody entered (F-31)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from activities.forms.education import AmendForm
from activities.models import OutsideStudy
from activities.rules.lecture_hours import hours_text
from activities.services.outside_amending import amend
from members.access import Capability
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page

ROWS = OutsideStudy.objects.select_related("branch", "member", "entered_by", "decided_by")


@require_http_methods(["GET", "HEAD", "POST"])
def outside_study_amend(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.CONFIRM_MAKE_UP)
    form = AmendForm(request.POST if request.method == "POST" else None, initial=_as_it_is(row))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, amend, row, form.course(), reason=reason, by=request.user):
            return done(request, "已更正，学时随之改过，并告诉了本人。", "outside_study", pk)
    status = 422 if form.errors else 200
    return page(request, "activities/education/amend_form.html", {"row": row, "form": form}, status=status)


def _as_it_is(row: OutsideStudy) -> dict[str, object]:
    same = ("title", "organizer", "since", "until", "sort", "basis")
    return {name: getattr(row, name) for name in same} | {"hours": hours_text(row.tenths)}
