"""Who may write during a meeting: by post, or because the meeting names the person as its recorder (MT-11)."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from activities.models import Activity
from members.access import Access, Capability
from partywork.common.requests import OfficeRequest, load

MEETINGS = Activity.objects.select_related("branch", "host", "recorder", "record", "group")


def recorded_by(request: OfficeRequest, pk: int) -> Activity:
    """The activity for whoever writes its record: a post in the branch, its recorder or its host."""
    activity = _named(request, pk)
    if activity is not None:
        return activity
    return load(request, MEETINGS, pk, see=Capability.SEE_ACTIVITY, do=Capability.WRITE_RECORD)


def may_record(access: Access, activity: Activity) -> bool:
    if access.may(Capability.WRITE_RECORD, activity.branch):
        return True
    return access.member_id is not None and access.member_id in (activity.recorder_id, activity.host_id)


def _named(request: OfficeRequest, pk: int) -> Activity | None:
    member = request.access.member_id
    if member is None:
        return None
    return MEETINGS.filter(Q(recorder=member) | Q(host=member), pk=pk).first()


def refuse_others(request: OfficeRequest, activity: Activity) -> None:
    if not may_record(request.access, activity):
        if request.access.may(Capability.SEE_ACTIVITY, activity.branch):
            raise PermissionDenied("您的职务不能办这件事。")
        raise Http404("没有这一项，或不在您的范围内。")
