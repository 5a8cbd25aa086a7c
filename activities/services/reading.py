"""The inbox is emptied by reading (M02)."""

from django.db.models import Case, DateTimeField, F, QuerySet, Value, When
from django.db.models.lookups import IsNull

from activities.choices import NoticeKind
from activities.models import Notice
from members.models import User
from partywork.common import clock


def inbox_of(user: User) -> QuerySet[Notice]:
    """What has been delivered, unread first, then the newest."""
    delivered = Notice.objects.filter(recipient=user, delivered_at__isnull=False)
    return delivered.order_by(IsNull(F("read_at"), True).desc(), "-pk")


def read(notices: QuerySet[Notice]) -> int:
    """Twice is once: the first time stays. Of a rating only the day is kept, or the minute would tell who
    answered when (EV-08).
    """
    now = clock.now()
    moment = Case(
        When(kind=NoticeKind.RATING, then=Value(clock.start_of(now.date()))),
        default=Value(now),
        output_field=DateTimeField(),
    )
    return notices.order_by().filter(read_at=None).update(read_at=moment)
