"""By which ways beside the inbox somebody is reached: mail, or a short message where there is none (N34)."""

from collections.abc import Iterable

from django.conf import settings

from activities.choices import Channel, NoticeKind
from members.models import User

# What somebody must know without looking into the inbox; a short message costs money and attention.
BY_SMS = frozenset({NoticeKind.ANNOUNCEMENT, NoticeKind.CHANGE, NoticeKind.CANCELLATION, NoticeKind.REMINDER})
TO_EVERYBODY = frozenset({NoticeKind.CHANGE, NoticeKind.CANCELLATION})


def channels_of(users: Iterable[int], kind: NoticeKind) -> dict[int, tuple[Channel, ...]]:
    """By account; who is missing has the inbox alone. One query, two where short messages are sent."""
    wanted = list(users)
    active = User.objects.filter(pk__in=wanted, is_active=True)
    mailed = set(active.exclude(email="").values_list("pk", flat=True))
    found: dict[int, tuple[Channel, ...]] = dict.fromkeys(mailed, (Channel.EMAIL,))
    if settings.SMS_URL and kind in BY_SMS:
        with_phone = active.filter(member__file__phone_index__isnull=False)
        for user in with_phone.values_list("pk", flat=True):
            if user not in mailed or kind in TO_EVERYBODY:
                found[user] = (*found.get(user, ()), Channel.SMS)
    return found
