"""What was not handed over lately, in one sentence for the operator's page: how many and why, never to whom (A12)."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Q

from activities.choices import Channel, DeliveryState
from activities.models import Delivery, GroupMessage
from partywork.common import clock

LATELY = timedelta(days=1)
REASONS = 3


def not_taken_lately() -> str:
    """邮件3条没有发出（邮件服务器没有收下）；群消息1条没有发出（加签密钥不对）; "" where all went well. Two queries."""
    since = clock.now() - LATELY
    tried = Q(attempts__gt=0, next_try_at__gte=since) & ~Q(error="")
    open_or_failed = Q(state__in=[DeliveryState.WAITING, DeliveryState.FAILED])
    letters = Delivery.objects.filter(tried, open_or_failed).values_list("channel", "error")
    groups = GroupMessage.objects.filter(tried, open_or_failed).values_list("error")
    lines = [
        (str(Channel(channel).label), error, number)
        for channel, error, number in letters.annotate(n=Count("pk")).order_by("-n")[:REASONS]
    ]
    lines += [
        ("群消息", error, number) for error, number in groups.annotate(n=Count("pk")).order_by("-n")[:REASONS]
    ]
    return sentence(lines)


def sentence(lines: Iterable[tuple[str, str, int]]) -> str:
    return "；".join(f"{what}{number}条没有发出（{error}）" for what, error, number in lines)
