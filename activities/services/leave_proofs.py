"""A paper with a leave: kept privately, for its days, for whoever decides (M12, PI-01)."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from activities.choices import LeaveState
from activities.models import Activity, LeaveProof, LeaveRequest
from activities.services import leaving
from branches.reports.parameters import in_force
from members.models import Member, User
from partywork.common import clock
from partywork.common.uploads import MAX_BYTES, clean_file
from partywork.common.verbs import journal, lock, require

AT_MOST = 3


@transaction.atomic
def attach(leave: LeaveRequest, *, name: str, data: bytes, by: User) -> LeaveProof:
    """Optional, and never a condition of the leave. The journal names the leave, not what is in the file."""
    leave = lock(leave)
    waits = leave.state in (LeaveState.ASKED, LeaveState.APPROVED)
    require(waits, "请假已经撤回或没有批准，不能再附文件。", field="proof")
    require(leave.proofs.count() < AT_MOST, f"最多附{AT_MOST}份。", field="proof")
    clean = clean_file(name, data, field="proof")
    days = int(in_force(leave.activity.branch, leave.activity.day)["at.leave_proof_days"])
    proof = LeaveProof(
        leave=leave,
        name=clean.name,
        content_type=clean.content_type,
        size=len(clean.data),
        delete_after=leave.activity.last_day + timedelta(days=days),
        added_at=clock.now(),
    )
    proof.file.save("proof", ContentFile(clean.data), save=False)
    proof.save()
    journal(leave, "attach", by=by, after=leave.state)
    return proof


@transaction.atomic
def ask_with(
    activity: Activity,
    member: Member,
    *,
    reason: str,
    by: User,
    text: str = "",
    proof: "UploadedFile[bytes] | None" = None,
) -> LeaveRequest:
    """Leave and its paper together: a file that is refused keeps the leave from going out half."""
    leave = leaving.ask(activity, member, reason=reason, by=by, text=text)
    if proof is not None:
        too_large = proof.size is not None and proof.size > MAX_BYTES
        require(not too_large, "文件超过 5 MB，请缩小后再附。", field="proof", code="too_large")
        attach(leave, name=proof.name or "", data=proof.read(), by=by)
    return leave


def forget_proofs() -> int:
    """What has been kept for its days is deleted, the file first. Answers how many went."""
    old = list(LeaveProof.objects.filter(delete_after__lt=clock.today())[:1000])
    for proof in old:
        proof.file.delete(save=False)
        proof.delete()
    return len(old)
