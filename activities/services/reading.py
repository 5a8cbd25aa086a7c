"""The inbox is emptied by reading (M02)."""

from django.db.models import F, QuerySet
from django.db.models.lookups import IsNull

from activities.models import Notice
from members.models import User
from partywork.common import clock


def inbox_of(user: User) -> QuerySet[Notice]:
    """What has been delivered, unread first, then the newest."""
    delivered = Notice.objects.filter(recipient=user, delivered_at__isnull=False)
    return delivered.order_by(IsNull(F("read_at"), True).desc(), "-pk")


def read(notices: QuerySet[Notice]) -> int:
    """Twice is once: the first time stays. Only the day is kept: it shows that the notice reached its reader in
    time (PD-05), and no minute tells who answered a rating when (EV-08).
    """
    today = clock.start_of(clock.today())
    return notices.order_by().filter(read_at=None).update(read_at=today)
