"""Telling a group by its robot: once an occasion, nobody's name in it, by the same outbox (MEM-24, PI-01)."""

from collections.abc import Iterable
from datetime import datetime

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Length
from django.urls import reverse
from kombu.exceptions import OperationalError
from redis import RedisError

from activities.choices import DeliveryState
from activities.kinds import Expects
from activities.models import Activity, GroupMessage, Robot
from activities.reports.announcement import group_text
from activities.reports.expected import expected_at
from activities.reports.sending_limits import limits_of_places
from activities.rules.group_text import without_names
from activities.services.robots import say
from activities.services.sending import CHUNK, CLAIM_AGAIN_AFTER, mark_failed
from branches.models import Organization
from branches.reports.calendar import office_calendar
from members.models import User
from partywork.common import clock


@transaction.atomic
def tell_group(activity: Activity, occasion: str, first: str, *, known_by: datetime | None = None) -> int:
    """Queue it for every robot of the branch; the same occasion again adds nothing. Answers how many were new."""
    if activity.sort.expects is not Expects.MEMBERS:
        return 0  # the group chat is the whole branch's; what the committee or one group holds is not for it
    robots = robots_of(activity.branch)
    if not robots:
        return 0
    names = [entry.name for entry in expected_at(activity)]
    address = f"{settings.SITE_URL}{reverse('my_activity', args=[activity.pk])}"
    text = f"{first}\n{without_names(group_text(activity), names)}\n{address}"
    return _queue(robots, occasion, text, activity=activity, known_by=known_by)


@transaction.atomic
def test(robot: Robot, *, by: User) -> None:
    """A harmless line to the group, at once also at night; twice within a minute is once."""
    now = clock.now()
    text = f"党支部工作系统的测试消息。活动的预告、变更和提醒会发到本群。（{now:%H:%M}）"
    del by  # nobody's name in a group
    _queue([robot], f"test:{now:%Y%m%d%H%M}", text, known_by=now)
    transaction.on_commit(_nudge)


def robots_of(branch: Organization) -> list[Robot]:
    """The branch's own; without one those of the nearest superior that speaks for the branches below it too."""
    own = [robot for robot in branch.robots.all() if robot.enabled]
    if own:
        return own
    above = Robot.objects.filter(organization__in=branch.get_ancestors(), enabled=True, covers_below=True)
    found = list(above.annotate(depth=Length("organization__path")).order_by("-depth", "pk"))
    return [robot for robot in found if robot.organization_id == found[0].organization_id]


def deliver_group_messages(limit: int) -> int:
    """One chunk, each attempt written down before it is made."""
    with transaction.atomic():
        claimed = list(
            GroupMessage.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(state=DeliveryState.WAITING, next_try_at__lte=clock.now())
            .select_related("robot__organization")
            .order_by("next_try_at", "pk")[: min(limit, CHUNK)]
        )
        ready = _begun(claimed) if claimed else []
        GroupMessage.objects.bulk_update(claimed, ["attempts", "next_try_at", "state", "error"])
    for delivery in ready:
        _say(delivery)
    return len(claimed)


def _begun(claimed: list[GroupMessage]) -> list[GroupMessage]:
    """What may be said now; by night only what cannot wait."""
    limits = limits_of_places({message.robot.organization for message in claimed})
    now, calendar = clock.now(), office_calendar()
    ready = []
    for delivery in claimed:
        sending = limits[delivery.robot.organization_id]
        released = sending.release(now, calendar)
        if released > now and not sending.must_not_wait(delivery.known_by, now, released):
            delivery.next_try_at = released
        elif not delivery.robot.enabled or delivery.attempts >= GroupMessage.MAX_ATTEMPTS:
            delivery.state = DeliveryState.FAILED
            delivery.error = delivery.error or "机器人已停用"
        else:
            delivery.attempts += 1
            delivery.next_try_at = now + CLAIM_AGAIN_AFTER * delivery.attempts
            ready.append(delivery)
    return ready


def _say(delivery: GroupMessage) -> None:
    try:
        say(delivery.robot, delivery.text)
    except Exception as failure:
        mark_failed(delivery, failure)
    else:
        delivery.state, delivery.sent_at, delivery.error = DeliveryState.SENT, clock.now(), ""
    delivery.save(update_fields=["state", "sent_at", "error", "next_try_at"])


def _queue(
    robots: Iterable[Robot],
    occasion: str,
    text: str,
    *,
    activity: Activity | None = None,
    known_by: datetime | None = None,
) -> int:
    now = clock.now()
    made = [
        GroupMessage.objects.get_or_create(
            robot=robot,
            occasion=occasion,
            defaults={"text": text, "activity": activity, "known_by": known_by, "next_try_at": now},
        )[1]
        for robot in robots
    ]
    return sum(made)


def _nudge() -> None:
    """The tester waits before the screen; without a broker the next beat does it."""
    try:
        current_app.send_task("activities.deliver_notices", retry=False)
    except (OperationalError, RedisError):
        return
