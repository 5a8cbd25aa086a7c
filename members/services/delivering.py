"""What the branch reads is brought to who need not come, and he is heard (MEM-17)."""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from members.models import ContentDelivery, ExemptionSpell, Member
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def deliver(
    exemption: ExemptionSpell,
    by_whom: Member,
    *,
    delivered_on: date,
    brought: str,
    minutes: int | None = None,
    opinions: str = "",
    once: UUID,
    by: AbstractBaseUser,
) -> ContentDelivery:
    """By the named contact, or by whoever went instead. Sent twice, it stands once."""
    held = lock(exemption)
    known = ContentDelivery.objects.filter(once=once).first()
    if known is not None:
        return known
    require(brought.strip(), "请写送去了什么，如“学习材料、会议精神”。", field="brought")
    require(delivered_on <= clock.today(), "日期晚于今天。", field="delivered_on")
    within = held.since <= delivered_on <= held.until
    require(within, f"豁免从{held.since}到{held.until}，日期不在里面。", field="delivered_on")
    require(by_whom.pk != held.member_id, "送学的是另一名党员。", field="by_whom")
    made: ContentDelivery = ContentDelivery.objects.create(
        once=once,
        exemption=held,
        by_whom=by_whom,
        delivered_on=delivered_on,
        brought=brought.strip(),
        minutes=minutes,
        opinions=opinions.strip() or None,
        entered_by_id=by.pk,
    )
    journal(held.member, "deliver_content", by=by, after=str(delivered_on))
    return made
