"""Leave, asked for in writing and decided with a reason (AT-03, AT-04)."""

from django.conf import settings
from django.db import models

from activities.choices import LeaveReason, LeaveState
from activities.models.activity import Activity
from branches.scoping import ScopedQuerySet
from members.models import Member


class LeaveRequest(models.Model):
    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="leaves")
    member = models.ForeignKey(Member, models.PROTECT, related_name="leaves")
    state = models.CharField(max_length=10, choices=LeaveState, default=LeaveState.ASKED)
    reason = models.CharField("为什么不能来", max_length=12, choices=LeaveReason)
    text = models.CharField("补充", max_length=200, blank=True)
    asked_at = models.DateTimeField()
    after_start = models.BooleanField("补假", default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision_note = models.CharField("批语", max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [models.UniqueConstraint(fields=["activity", "member"], name="one_leave_a_person")]

    def __str__(self) -> str:
        return f"{self.member} {self.get_reason_display()}请假"


class LeaveProof(models.Model):
    """A paper shown with a leave (M12): never asked for, checked by what is in it, deleted after its days."""

    scope_path = "leave__activity__branch__path"

    leave = models.ForeignKey(LeaveRequest, models.CASCADE, related_name="proofs")
    file = models.FileField(upload_to="leave-proofs/%Y/%m/")
    name = models.CharField("文件名", max_length=120)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField("大小")
    delete_after = models.DateField("保存到")
    added_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["delete_after"], name="proofs_to_delete")]

    def __str__(self) -> str:
        return self.name
