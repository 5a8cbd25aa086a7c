"""The robot of a group chat, and what it is to say there (MEM-24, PB-01)."""

from django.conf import settings
from django.db import models
from encrypted_fields.fields import EncryptedTextField

from activities.choices import RobotKind
from activities.models.activity import Activity
from activities.models.notice import OutboxRow
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from partywork.common import clock


class Robot(models.Model):
    """A group's robot. Its address and secret are keys: encrypted in the table, and shown to nobody again."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="robots")
    kind = models.CharField("软件", max_length=10, choices=RobotKind)
    name = models.CharField("群名", max_length=40)
    address = EncryptedTextField()
    secret = EncryptedTextField(null=True)
    covers_below = models.BooleanField("下级没有机器人的支部也发到这个群", default=False)
    enabled = models.BooleanField(default=True)
    set_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_up_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="one_robot_a_group")]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_kind_display()}）"


class GroupMessage(OutboxRow):
    """What one group is told, once an occasion; there is nobody's name in it (PI-01)."""

    scope_path = "robot__organization__path"

    robot = models.ForeignKey(Robot, models.CASCADE, related_name="messages")
    occasion = models.CharField(max_length=80)
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, related_name="group_messages")
    text = models.TextField()
    known_by = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["robot", "occasion"], name="one_group_message_an_occasion")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state="waiting"), name="group_messages_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.robot}：{self.occasion}"
