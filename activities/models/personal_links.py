"""What opens something without signing in: the secret of a calendar, and the end of answer links (M05, M23)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member
from partywork.common import clock


class CalendarFeed(models.Model):
    """One secret address of a calendar, of a person or of a branch; only its digest is kept (M23)."""

    scope_path = "branch__path"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="calendar_feed"
    )
    branch = models.OneToOneField(Organization, models.CASCADE, null=True, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="calendar_of_a_person_or_a_branch",
                condition=Q(owner__isnull=True) ^ Q(branch__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"日历订阅（{self.owner or self.branch}）"


class LinkRevocation(models.Model):
    """From this moment on every answer link sent to the member before is void (M05)."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="link_revocation")
    revoked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member}：此前的答复链接作废"
