"""Deciding on leave, with a word to the member (AT-04)."""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.forms.attending import LeaveDecisionForm
from activities.models import LeaveProof, LeaveRequest
from activities.reports.mine import own_proof
from activities.services import leaving
from activities.views.activity_page import back_to, run, show
from members.access import Capability
from partywork.common.answers import saved_answer
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done

DECISIONS = {"approve": leaving.approve, "refuse": leaving.refuse}


@require_POST
def leave_decision(request: OfficeRequest, pk: int) -> HttpResponse:
    leaves = LeaveRequest.objects.select_related("activity__branch", "member")
    leave = load(request, leaves, pk, see=Capability.SEE_ACTIVITY, do=Capability.DECIDE_LEAVE)
    form = LeaveDecisionForm(request.POST, auto_id=f"id_leave_{leave.pk}_%s")
    decide = DECISIONS.get(request.POST.get("decision", ""))
    if decide is None:
        form.add_error(None, "请选“批准”或“不批准”。")
    elif form.is_valid() and attempt(form, decide, leave, by=request.user, note=form.cleaned_data["note"]):
        decided = form.outcome.get_state_display()  # type: ignore[attr-defined]
        return done(request, f"{leave.member.name}的请假：{decided}。", back_to(leave.activity, "leaves"))
    activity = run(request, leave.activity_id, Capability.DECIDE_LEAVE)
    return show(request, activity, bound={f"leave-{leave.pk}": form}, status=422)


@require_safe
@never_cache
def leave_proof(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Saved, never shown in the browser; for whoever decides on it and for the member who handed it in."""
    proof = own_proof(request.user, pk) or load(request, LeaveProof, pk, see=Capability.DECIDE_LEAVE)
    return saved_answer(proof.file, proof.name, proof.content_type)
