"""The outbox: what must be said is written in the business transaction, and sent by the worker (PB-01)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import QuerySet

from activities.choices import Channel, DeliveryState, NoticeKind
from activities.models import Activity, Delivery, Notice
from activities.reports.reaching import channels_of
from activities.services.group_messages import deliver_group_messages
from activities.services.sending import deliver_letters
from partywork.common import clock

CHUNK = 200
MERGE_WINDOW = timedelta(minutes=5)
# One task ends well before its time limit; the next one, half a minute later, goes on.
SECONDS_A_TASK = 200


@dataclass(frozen=True)
class Message:
    """What is said on an occasion; `occasion` names it once for ever, per person.

    `known_by`: a change or cancellation must be known by then, and does not wait for the morning if it cannot.
    """

    occasion: str
    kind: NoticeKind
    subject: str
    body: str
    link: str = ""
    known_by: datetime | None = None


@transaction.atomic
def queue(users: Iterable[int], message: Message, *, activity: Activity | None = None) -> int:
    """Write one notice per person, once: the same occasion twice adds nothing. Answers how many were new."""
    people = sorted(set(users))
    standing = Notice.objects.filter(recipient__in=people, occasion=message.occasion)
    known = set(standing.values_list("recipient_id", flat=True))
    fresh = [user for user in people if user not in known]
    rows = [_notice(user, message, activity) for user in fresh]
    Notice.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    # Of two who say the same at once the second has waited for the first, and finds its deliveries.
    notices = list(standing.filter(recipient__in=fresh, deliveries__isnull=True))
    reached = channels_of([notice.recipient_id for notice in notices], message.kind)
    Delivery.objects.bulk_create(
        [
            Delivery(notice=notice, channel=channel, next_try_at=_due(channel, message))
            for notice in notices
            for channel in (Channel.IN_APP, *reached.get(notice.recipient_id, ()))
        ],
        batch_size=1000,
    )
    return len(notices)


def deliver(limit: int = CHUNK) -> int:
    """Send what waits, one chunk: claimed row by row in the transaction of the effect, so that nothing is
    sent twice and nothing is lost when a worker is killed. Answers how many were handled.
    """
    return _deliver_in_app(limit) + deliver_letters(limit) + deliver_group_messages(limit)


def deliver_all() -> int:
    """Chunk after chunk until nothing is due: one task for ten thousand notices, not ten thousand tasks.

    A way that had nothing left is not asked again; what comes to it meanwhile is the next task's.
    """
    handled, began = 0, monotonic()
    ways = [_deliver_in_app, deliver_letters, deliver_group_messages]
    while ways and monotonic() - began < SECONDS_A_TASK:
        sent = [(way, way(CHUNK)) for way in ways]
        handled += sum(number for _, number in sent)
        ways = [way for way, number in sent if number]
    return handled


@transaction.atomic
def _deliver_in_app(limit: int) -> int:
    """The inbox is our own table: claim and effect are one transaction, exactly once."""
    claimed = list(_waiting_in_app(limit).values_list("pk", "notice_id"))
    now = clock.now()
    Notice.objects.filter(pk__in=[notice for _, notice in claimed]).update(delivered_at=now)
    Delivery.objects.filter(pk__in=[pk for pk, _ in claimed]).update(state=DeliveryState.SENT, sent_at=now)
    return len(claimed)


def _waiting_in_app(limit: int) -> "QuerySet[Delivery]":
    return (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=DeliveryState.WAITING, channel=Channel.IN_APP, next_try_at__lte=clock.now())
        .order_by("next_try_at", "pk")[:limit]
    )


def _notice(user: int, message: Message, activity: Activity | None) -> Notice:
    return Notice(
        recipient_id=user,
        occasion=message.occasion,
        kind=message.kind,
        activity=activity,
        subject=message.subject,
        body=message.body,
        link=message.link,
        known_by=message.known_by,
    )


def _due(channel: Channel, message: Message) -> datetime:
    """The inbox at once; outside after some minutes, so that what comes together goes out together (N34)."""
    at_once = channel == Channel.IN_APP or message.known_by is not None
    return clock.now() if at_once else clock.now() + MERGE_WINDOW
