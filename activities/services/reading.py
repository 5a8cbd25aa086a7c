"""The inbox is emptied by reading (M02)."""

from django.db.models import QuerySet

from activities.models import Notice
from members.models import User
from partywork.common import clock


def inbox_of(user: User) -> QuerySet[Notice]:
    """What has been delivered, unread first, then the newest."""
    delivered = Notice.objects.filter(recipient=user, delivered_at__isnull=False)
    return delivered.order_by("-read_at__isnull", "-pk")


def read(notice: Notice) -> None:
    """Twice is once: the first time stays."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())


def read_all(user: User) -> int:
    return inbox_of(user).filter(read_at=None).update(read_at=clock.now())
