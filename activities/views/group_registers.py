"""What the groups handed up: the secretary confirms it, and it is locked, or gives it back (G03)."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from activities.forms.group import GiveBackForm
from activities.models import GroupRegister
from activities.services import leading
from activities.views.activity_page import back_to, run, show
from members.access import Capability
from partywork.common.errors import DomainError
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, refused


@require_POST
def confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    register = _load(request, pk)
    try:
        leading.confirm(register, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back_to(register.activity, "groups"))
    return done(request, f"{register.group.name}的到会已确认。", back_to(register.activity, "groups"))


@require_POST
def give_back(request: OfficeRequest, pk: int) -> HttpResponse:
    register = _load(request, pk)
    form = GiveBackForm(request.POST, auto_id=f"id_group_{pk}_%s")
    if submit(form, leading.give_back, register, by=request.user):
        return done(request, f"已退回{register.group.name}。", back_to(register.activity, "groups"))
    activity = run(request, register.activity_id)
    return show(request, activity, bound={f"group-{pk}": form}, status=422)


def _load(request: OfficeRequest, pk: int) -> GroupRegister:
    rows = GroupRegister.objects.select_related("activity__branch", "group")
    return load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
