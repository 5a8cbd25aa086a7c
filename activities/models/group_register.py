"""A Party group's part of the register: handed up by its leader, confirmed by the secretary, then locked (G03)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices import GroupRegisterState
from activities.models.activity import Activity
from branches.models import PartyGroup
from branches.scoping import ScopedQuerySet


class GroupRegister(models.Model):
    """One group at one activity. What the leader counted stands here as integers, as handed up."""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="group_registers")
    group = models.ForeignKey(PartyGroup, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=GroupRegisterState, default=GroupRegisterState.OPEN)
    present = models.PositiveSmallIntegerField("到会", default=0)
    expected = models.PositiveSmallIntegerField("应到", default=0)
    handed_up_at = models.DateTimeField(null=True)
    handed_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField("退回的原因", max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "group"], name="one_register_a_group"),
            models.CheckConstraint(
                name="confirmed_group_register_was_handed_up_by_another",
                condition=~Q(state=GroupRegisterState.CONFIRMED)
                | (
                    Q(handed_up_by__isnull=False)
                    & Q(confirmed_by__isnull=False)
                    & ~Q(confirmed_by=models.F("handed_up_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.activity}"

    @property
    def is_with_leader(self) -> bool:
        return self.state in (GroupRegisterState.OPEN, GroupRegisterState.RETURNED)
