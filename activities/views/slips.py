"""Printing leave, make-ups and the list of absentees to contact (F-04, F-05, S16)."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from activities.documents import catalogue
from activities.documents.filled_slips import contact_list, leave_slip, make_up_record
from activities.models import Activity, LeaveRequest
from activities.views.document import ask
from activities.views.make_ups import MAKE_UPS
from members.access import Capability
from members.services.reading_personal import read_phones
from partywork.common.requests import OfficeRequest, load


@require_POST
def leave_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-04, for whoever decides on leave: it carries the member's own words."""
    rows = LeaveRequest.objects.select_related("activity__branch", "member", "decided_by")
    leave = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.DECIDE_LEAVE)
    activity = leave.activity
    name = f"{activity.day:%Y-%m-%d}请假条（{leave.member.name}）.pdf"
    return ask(catalogue.LEAVE_SLIP, leave_slip(leave), name, activity.branch)


@require_POST
def make_up_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-05, blank where nothing was done yet."""
    row = load(request, MAKE_UPS, pk, see=Capability.SEE_ACTIVITY, do=Capability.SEE_RECORD)
    activity = row.attendance.activity
    name = f"{activity.day:%Y-%m-%d}补课记录（{row.attendance.member.name}）.pdf"
    return ask(catalogue.MAKE_UP_RECORD, make_up_record(row), name, activity.branch)


@require_POST
def contact_list_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """With telephone numbers: for who keeps the roster, and deleted the next night."""
    activities = Activity.objects.select_related("branch")
    activity = load(request, activities, pk, see=Capability.SEE_ACTIVITY, do=Capability.MANAGE_MEMBER)
    owing = MAKE_UPS.filter(attendance__activity=activity).values_list("attendance__member", flat=True)
    read_phones(owing, by=request.user, reason=f"打印缺席人员联系名单：{activity.theme}")
    name = f"{activity.day:%Y-%m-%d}缺席人员联系名单.pdf"
    return ask(catalogue.CONTACT_LIST, contact_list(activity), name, activity.branch)
