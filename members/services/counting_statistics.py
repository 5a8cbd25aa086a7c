"""Tables of a large organization are counted by the workers; the page shows what they counted last (ST-02, F-39).

A branch or a few are counted while the page is made; a city would hold the page for minutes.
"""

import logging
from datetime import date, timedelta

from celery import current_app
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from kombu.exceptions import OperationalError
from redis import RedisError

from branches.models import Organization
from members.documents.statistics import StatisticsDocument
from members.models import StatisticsOrder
from members.reports.statistics import statistics_of
from members.rules.statistics_period import Period
from members.services.freezing_statistics import freeze, require_freezable
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import require

logger = logging.getLogger("partywork.statistics")
# Measured by script/bench statistics: so many branches are counted within a second.
AT_ONCE = 20
# A draft of today is shown this long before it is counted anew.
FRESH = timedelta(minutes=30)
LOST_AFTER = timedelta(minutes=10)


def is_large(organization: Organization) -> bool:
    """Too large to be counted while somebody waits for the page: one query."""
    below = Organization.objects.filter(path__startswith=organization.path).branches()
    return not organization.is_branch and below[: AT_ONCE + 1].count() > AT_ONCE


@transaction.atomic
def have_counted(organization: Organization, day: date, *, by: AbstractBaseUser | None) -> StatisticsOrder:
    """What was last counted for the day; counted anew where that is none, or no longer of now.

    Never waits for a worker that is at it: the row is locked only while it is counted, and then it is not asked again.
    """
    asked = {"asked_at": clock.now(), "asked_by_id": by.pk if by is not None else None}
    order, is_new = StatisticsOrder.objects.get_or_create(
        organization=organization, as_of=day, defaults=asked
    )
    is_old = order.taken_at is not None and order.taken_at < clock.now() - FRESH
    if is_new or (is_old and not order.is_waiting):
        StatisticsOrder.objects.filter(pk=order.pk).update(**asked)
        order.refresh_from_db()
        transaction.on_commit(lambda: _queue(order.pk))
    return order


@transaction.atomic
def have_frozen(
    organization: Organization, day: date, *, by: AbstractBaseUser | None, reason: str = ""
) -> StatisticsOrder:
    """The workers freeze the tables of a large organization; what cannot be frozen is refused at once."""
    require_freezable(organization, day, reason)
    StatisticsOrder.objects.get_or_create(
        organization=organization, as_of=day, defaults={"asked_at": clock.now()}
    )
    rows = StatisticsOrder.objects.select_for_update(skip_locked=True, of=("self",))
    order: StatisticsOrder | None = rows.filter(organization=organization, as_of=day).first()
    require(order is not None, "正在统计这一时点，算完再定稿。", field="day", code="counting")
    assert order is not None
    order.asked_at, order.asked_by_id = clock.now(), by.pk if by is not None else None
    order.to_freeze, order.reason, order.refusal = True, reason.strip()[:200], ""
    order.save(update_fields=["asked_at", "asked_by", "to_freeze", "reason", "refusal"])
    transaction.on_commit(lambda: _queue(order.pk))
    return order


@transaction.atomic
def count(pk: int) -> None:
    """One order that waits. Claimed by its row: two workers never count the same."""
    order = StatisticsOrder.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if order is None or not order.is_waiting:
        return
    began = clock.now()
    if order.to_freeze:
        _freeze(order)
    else:
        sheet, _ = statistics_of(order.organization, Period(order.as_of))
        order.content = StatisticsDocument(sheet).to_json()
    order.taken_at, order.to_freeze = max(began, order.asked_at), False
    order.save(update_fields=["taken_at", "content", "to_freeze", "refusal"])


def waiting_orders() -> list[int]:
    """Orders whose task was lost."""
    rows = StatisticsOrder.objects.filter(asked_at__lt=clock.now() - LOST_AFTER).order_by("asked_at")
    return [row.pk for row in rows.defer("content") if row.is_waiting]


def _freeze(order: StatisticsOrder) -> None:
    """Somebody else may have frozen it meanwhile: then the words of the refusal stand on the page."""
    try:
        with transaction.atomic():
            freeze(order.organization, order.as_of, by=order.asked_by, reason=order.reason)
    except DomainError as refusal:
        order.refusal = refusal.message[:200]


def _queue(pk: int) -> None:
    """Hand it to the workers; while their queue cannot be reached, the sweeper finds it."""
    try:
        current_app.send_task("members.count_statistics", (pk,), retry=False)
    except (OperationalError, RedisError):
        logger.warning("statistics %s wait for the sweeper: no broker", pk)
