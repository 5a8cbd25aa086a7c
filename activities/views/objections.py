"""Answering a member's word against the own mark, with a reason (M15)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from activities.choices import AttendanceStatus, ObjectionClaim, ObjectionState
from activities.forms.attending import ObjectionAnswerForm
from activities.models import Attendance, Objection
from activities.services import objecting
from activities.views.activity_page import back_to
from members.access import Capability
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page


@require_http_methods(["GET", "HEAD", "POST"])
def objection_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """The secretary's page, or the superior's where it is the secretary's own mark."""
    rows = Objection.objects.select_related("activity__branch", "activity__record", "member", "answered_by")
    row = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.ANSWER_OBJECTION)
    says_present = row.claim == ObjectionClaim.PRESENT
    initial = {"status": AttendanceStatus.PRESENT} if says_present else {}
    form = ObjectionAnswerForm(request.POST or None, initial=initial)
    waits = row.state == ObjectionState.OPEN
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, objecting.answer, row, by=request.user, **form.cleaned_data):
        return done(request, f"已答复{row.member.name}。", back_to(row.activity, "objections"))
    record = getattr(row.activity, "record", None)
    context = {
        "row": row,
        "activity": row.activity,
        "form": form,
        "waits": waits,
        "is_own": row.member.user_id == request.user.pk,
        "is_filed": record is not None and not record.is_editable,
        "mark": Attendance.objects.filter(activity=row.activity, member=row.member)
        .select_related("marked_by")
        .first(),
    }
    return page(request, "activities/activity/objection.html", context, status=422 if form.errors else 200)
