"""The outbox: what must be said is written in the business transaction, and sent by the worker (PB-01)."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from django.db import transaction
from django.db.models import QuerySet

from activities.choices import Channel, DeliveryState, NoticeKind
from activities.models import Activity, Delivery, Notice
from activities.services.channels import CHANNELS
from members.models import User
from partywork.common import clock

logger = logging.getLogger("partywork.notices")
CHUNK = 200
# A slow mail server must have answered for all of them before another worker may claim them again.
OUTSIDE_CHUNK = 5
# One task ends well before its time limit; the next one, half a minute later, goes on.
SECONDS_A_TASK = 240
CLAIM_AGAIN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Message:
    """What is said on an occasion; `occasion` names it once for ever, per person."""

    occasion: str
    kind: NoticeKind
    subject: str
    body: str
    link: str = ""


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
    mailed = set(_with_mail([notice.recipient_id for notice in notices]))
    Delivery.objects.bulk_create(
        [
            Delivery(notice=notice, channel=channel, next_try_at=clock.now())
            for notice in notices
            for channel in _channels(notice.recipient_id in mailed)
        ],
        batch_size=1000,
    )
    return len(notices)


def deliver(limit: int = CHUNK) -> int:
    """Send what waits, one chunk: claimed row by row in the transaction of the effect, so that nothing is
    sent twice and nothing is lost when a worker is killed. Answers how many were handled.
    """
    return _deliver_in_app(limit) + _deliver_outside(limit)


def deliver_all() -> int:
    """Chunk after chunk until nothing is due: one task for ten thousand notices, not ten thousand tasks."""
    handled, began = 0, monotonic()
    while monotonic() - began < SECONDS_A_TASK and (sent := deliver()):
        handled += sent
    return handled


@transaction.atomic
def _deliver_in_app(limit: int) -> int:
    """The inbox is our own table: claim and effect are one transaction, exactly once."""
    claimed = list(_waiting([Channel.IN_APP], limit).values_list("pk", "notice_id"))
    now = clock.now()
    Notice.objects.filter(pk__in=[notice for _, notice in claimed]).update(delivered_at=now)
    Delivery.objects.filter(pk__in=[pk for pk, _ in claimed]).update(state=DeliveryState.SENT, sent_at=now)
    return len(claimed)


def _deliver_outside(limit: int) -> int:
    """Channels outside: the attempt is written down first, so a kill between costs one repeat at the most.

    What took the worker down with it five times is given up unsent.
    """
    outside = [channel for channel in CHANNELS if channel != Channel.IN_APP]
    with transaction.atomic():
        claimed = list(_waiting(outside, min(limit, OUTSIDE_CHUNK)))
        for delivery in claimed:
            if delivery.attempts >= Delivery.MAX_ATTEMPTS:
                delivery.state = DeliveryState.FAILED
                continue
            delivery.attempts += 1
            delivery.next_try_at = clock.now() + CLAIM_AGAIN_AFTER * delivery.attempts
        Delivery.objects.bulk_update(claimed, ["attempts", "next_try_at", "state"])
    for delivery in _loaded([row for row in claimed if row.state == DeliveryState.WAITING]):
        _send(delivery)
    return len(claimed)


def _send(delivery: Delivery) -> None:
    """Whatever goes wrong with one must not keep the others waiting."""
    try:
        CHANNELS[Channel(delivery.channel)].send(delivery.notice)
    except Exception as failure:
        logger.warning("delivery %s failed: %s", delivery.pk, type(failure).__name__)
        delivery.error = type(failure).__name__
        if delivery.attempts >= Delivery.MAX_ATTEMPTS:
            delivery.state = DeliveryState.FAILED
    else:
        delivery.state, delivery.sent_at, delivery.error = DeliveryState.SENT, clock.now(), ""
    delivery.save(update_fields=["state", "sent_at", "error"])


def _waiting(channels: Sequence[str], limit: int) -> "QuerySet[Delivery]":
    return (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=DeliveryState.WAITING, channel__in=channels, next_try_at__lte=clock.now())
        .order_by("next_try_at", "pk")[:limit]
    )


def _loaded(deliveries: list[Delivery]) -> "QuerySet[Delivery]":
    keys = [delivery.pk for delivery in deliveries]
    return Delivery.objects.filter(pk__in=keys).select_related(
        "notice__recipient__member", "notice__activity"
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
    )


def _with_mail(users: list[int]) -> Iterable[int]:
    return User.objects.filter(pk__in=users, is_active=True).exclude(email="").values_list("pk", flat=True)


def _channels(has_mail: bool) -> list[Channel]:
    return [Channel.IN_APP, Channel.EMAIL] if has_mail else [Channel.IN_APP]
