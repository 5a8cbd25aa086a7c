"""Reading a sealed item of somebody's file: one verb, and a line in the journal of readings (PI-06, PI-09)."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from members.choices_personal import AccessAction
from members.models import Member, PersonalAccess
from members.reports.personal_file import phones_of, text_of
from members.rules.personal_items import SEALED
from partywork.common import clock
from partywork.common.verbs import require

SHORTEST_REASON = 4
ONE_LOOK = timedelta(hours=1)


@transaction.atomic
def read_item(member: Member, item: str, *, by: AbstractBaseUser, reason: str, address: str = "") -> str:
    """The item in full, and who read it why and when; the person's own reading leaves no line."""
    require(item in SEALED, "没有这一项。", field="item")
    if by.pk != member.user_id:
        stated = reason.strip()
        require(len(stated) >= SHORTEST_REASON, "请写明为什么要看，本人看得到。", field="reason")
        note_access(member, AccessAction.ITEM, by=by, item=item, reason=stated, address=address)
    return text_of(member, item)


def read_phones(
    members: Iterable[int], *, by: AbstractBaseUser, reason: str, address: str = ""
) -> dict[int, str]:
    """The numbers to call by, of many: each reading is noted, once a day for the same reason."""
    found = phones_of(members)
    if not found:
        return {}
    today = clock.start_of(clock.today())
    noted = PersonalAccess.objects.filter(
        member__in=found, by_id=by.pk, action=AccessAction.CALL, reason=reason[:200], at__gte=today
    )
    before = set(noted.values_list("member_id", flat=True))
    own = Member.objects.filter(pk__in=found, user_id=by.pk).values_list("pk", flat=True)
    before.update(own)
    now = clock.now()
    PersonalAccess.objects.bulk_create(
        PersonalAccess(
            member_id=member,
            by_id=by.pk,
            action=AccessAction.CALL,
            item="phone",
            reason=reason[:200],
            address=address or None,
            at=now,
        )
        for member in found
        if member not in before
    )
    return found


def note_page(member: Member, *, by: AbstractBaseUser, address: str = "") -> None:
    """The page of somebody was opened: noted once an hour, the person's own never (PI-09)."""
    if by.pk == member.user_id or _noted(member, AccessAction.PAGE, by):
        return
    note_access(member, AccessAction.PAGE, by=by, address=address)


def note_need(member: Member, *, by: AbstractBaseUser, reason: str, address: str = "") -> None:
    """Why somebody above looks at a person of a branch: it holds for an hour (PI-15)."""
    stated = reason.strip()
    require(len(stated) >= SHORTEST_REASON, "请写明为什么要看，本人看得到。", field="other")
    note_access(member, AccessAction.NEED, by=by, reason=stated, address=address)


def has_said_why(member: Member, by: AbstractBaseUser) -> bool:
    return by.pk == member.user_id or _noted(member, AccessAction.NEED, by)


def _noted(member: Member, action: AccessAction, by: AbstractBaseUser) -> bool:
    since = clock.now() - ONE_LOOK
    return PersonalAccess.objects.filter(member=member, action=action, by_id=by.pk, at__gt=since).exists()


def note_access(
    member: Member,
    action: AccessAction,
    *,
    by: AbstractBaseUser,
    item: str = "",
    reason: str = "",
    address: str = "",
) -> None:
    """One line in the journal of readings."""
    PersonalAccess.objects.create(
        member=member,
        by_id=by.pk,
        action=action,
        item=item,
        reason=reason[:200],
        address=address or None,
        at=clock.now(),
    )
