"""Letters to people outside the inbox: claimed, merged, held over night, counted, sent (N34, PB-01)."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from activities.choices import Channel, DeliveryState
from activities.models import Delivery
from activities.models.notice import OutboxRow
from activities.reports.sending_limits import limits_of_people
from activities.rules.sending import Sending
from activities.services.channels import CHANNELS
from activities.services.letters import Letter
from activities.services.refusals import NotTaken, sentence_of
from branches.reports.calendar import office_calendar
from partywork.common import clock

logger = logging.getLogger("partywork.notices")
# A slow server must have answered for all of them before another worker may claim them again.
CHUNK = 5
CLAIM_AGAIN_AFTER = timedelta(minutes=10)
# What one person has waiting goes out together; nobody has more than this in the same minutes.
MERGED_AT_MOST = 50
Rows = list[Delivery]


def deliver_letters(limit: int) -> int:
    """One chunk. The attempt is written down first, so a kill between costs one repeat at the most; what took
    the worker down with it five times is given up unsent. Answers how many deliveries were looked at.
    """
    with transaction.atomic():
        claimed = _claimed(min(limit, CHUNK))
        letters = _judged(claimed) if claimed else []
        Delivery.objects.bulk_update(claimed, ["attempts", "next_try_at", "state", "letter", "error"])
    for rows in letters:
        _send(rows)
    return len(claimed)


def mark_failed(delivery: OutboxRow, failure: BaseException) -> None:
    """Tried in vain: a sentence stays, and another try where one can help."""
    delivery.error = sentence_of(failure)
    logger.warning("%s %s not taken: %s", type(delivery).__name__, delivery.pk, delivery.error)
    lasting = isinstance(failure, NotTaken) and not failure.again
    if lasting or delivery.attempts >= delivery.MAX_ATTEMPTS:
        delivery.state = DeliveryState.FAILED
    elif isinstance(failure, NotTaken) and failure.after is not None:
        delivery.next_try_at = clock.now() + failure.after


def _claimed(limit: int) -> Rows:
    """What is due, and with it whatever else waits for the same person on the same channel."""
    due = list(_waiting(Q(next_try_at__lte=clock.now()))[:limit])
    if not due:
        return []
    again = [row.letter for row in due if row.letter is not None]
    fresh = [row for row in due if row.letter is None]
    people = {row.notice.recipient_id for row in fresh}
    pairs = {(row.notice.recipient_id, row.channel) for row in fresh}
    beside = Q(letter__in=again) | Q(letter=None, notice__recipient__in=people)
    more = _waiting(beside).exclude(pk__in=[row.pk for row in due])[:MERGED_AT_MOST]
    return due + [
        row for row in more if row.letter is not None or (row.notice.recipient_id, row.channel) in pairs
    ]


def _waiting(which: Q) -> "QuerySet[Delivery]":
    return (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(which, state=DeliveryState.WAITING, channel__in=list(CHANNELS))
        .select_related("notice__recipient__member", "notice__activity")
        .order_by("next_try_at", "pk")
    )


def _judged(claimed: Rows) -> list[Rows]:
    """The letters that may go now, each with its rows; the others are put off or kept to the inbox."""
    people = {row.notice.recipient_id for row in claimed}
    limits, sent = limits_of_people(people), _sent_this_month(people)
    letters = []
    for rows in _grouped(claimed):
        recipient, channel = rows[0].notice.recipient_id, rows[0].channel
        ready = _ready(rows, limits[recipient])
        if ready and _within_budget(ready, limits[recipient], sent[recipient, channel]):
            sent[recipient, channel] += ready[0].letter is None
            letters.append(_begun(ready))
    return [rows for rows in letters if rows]


def _grouped(claimed: Rows) -> Iterable[Rows]:
    """A letter tried before stays as it was; the rest of one person and channel makes a new one."""
    groups: dict[tuple[int, str, UUID | None], Rows] = defaultdict(list)
    for row in sorted(claimed, key=lambda row: row.pk):
        groups[row.notice.recipient_id, row.channel, row.letter].append(row)
    return groups.values()


def _ready(rows: Rows, limits: Sending) -> Rows:
    """All of them by day; at night and on days off only what cannot wait, the others are put off."""
    now = clock.now()
    released = limits.release(now, office_calendar())
    if released <= now:
        return rows
    ready = [delivery for delivery in rows if limits.must_not_wait(delivery.notice.known_by, now, released)]
    for delivery in rows:
        if delivery not in ready:
            delivery.next_try_at = released
    return ready


def _within_budget(rows: Rows, limits: Sending, sent: int) -> bool:
    """Changes and cancellations go out beyond the budget, and what was begun within it is finished."""
    begun = any(delivery.letter is not None for delivery in rows)
    if begun or limits.is_within_budget(sent) or any(delivery.notice.known_by for delivery in rows):
        return True
    for delivery in rows:
        delivery.state = DeliveryState.KEPT
        delivery.error = f"本月已发 {sent} 条，满了上限，只放收件箱"
    return False


def _begun(rows: Rows) -> Rows:
    """The attempt is written down before it is made."""
    key = rows[0].letter or uuid4()
    for delivery in rows:
        if delivery.attempts >= Delivery.MAX_ATTEMPTS:
            delivery.state = DeliveryState.FAILED
            continue
        delivery.attempts += 1
        delivery.letter = key
        delivery.next_try_at = clock.now() + CLAIM_AGAIN_AFTER * delivery.attempts
    return [delivery for delivery in rows if delivery.state == DeliveryState.WAITING]


def _sent_this_month(people: set[int]) -> dict[tuple[int, str], int]:
    """Letters, not notices, by person and channel."""
    since: datetime = clock.start_of(clock.today().replace(day=1))
    rows = Delivery.objects.filter(
        notice__recipient__in=people, state=DeliveryState.SENT, sent_at__gte=since, letter__isnull=False
    )
    counted = rows.values_list("notice__recipient", "channel").annotate(Count("letter", distinct=True))
    found: dict[tuple[int, str], int] = defaultdict(int)
    found.update({(person, channel): number for person, channel, number in counted})
    return found


def _send(rows: Rows) -> None:
    """Whatever goes wrong with one must not keep the others waiting."""
    first = rows[0]
    assert first.letter is not None
    letter = Letter(first.letter, first.notice.recipient, tuple(delivery.notice for delivery in rows))
    try:
        CHANNELS[Channel(first.channel)].send(letter)
    except Exception as failure:
        for delivery in rows:
            mark_failed(delivery, failure)
    else:
        for delivery in rows:
            delivery.state, delivery.sent_at, delivery.error = DeliveryState.SENT, clock.now(), ""
    Delivery.objects.bulk_update(rows, ["state", "sent_at", "error", "next_try_at"])
