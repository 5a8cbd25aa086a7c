"""An answer without signing in: a signed link for one person and one activity (M05).

Nothing is kept about a link. It ends with the activity's start, with the person's place on the roster, with the
account, and when the person takes all earlier ones back.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityState
from activities.models import Activity, LinkRevocation
from activities.reports.mine import own_activity
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal

SALT = "activities.answer-link"
UNKNOWN = "这个链接不完整，或不是本系统发出的。请从通知里重新打开。"
VOID = "这个链接已经失效。请登录后在“我的活动”里答复，或打电话告诉支部书记。"


@dataclass(frozen=True)
class Opened:
    """What a good link leads to; `user` is who acts by it."""

    activity: Activity
    member: Member
    user: User


def link_for(activity: Activity, member: Member) -> str:
    """The whole address, as it stands in a mail or a short message."""
    return f"{settings.SITE_URL}{reverse('answer_link', args=[token_for(activity.pk, member.pk)])}"


def token_for(activity_id: int, member_id: int) -> str:
    issued = signing.b62_encode(int(clock.now().timestamp()))
    return _signer().sign(f"{activity_id}-{member_id}-{issued}")


def opened(token: str) -> Opened:
    """Whom and what the link is about; DomainError says why it opens nothing."""
    activity_id, member_id, issued = _read(token)
    member = Member.objects.select_related("user", "link_revocation").filter(pk=member_id).first()
    if member is None or member.user is None or not member.user.is_active or _taken_back(member, issued):
        raise DomainError(VOID, code="void")
    activity = own_activity(member, activity_id)
    if activity is None:
        raise DomainError(VOID, code="void")
    if activity.state == ActivityState.CANCELLED:
        raise DomainError("这次活动已经取消，不用答复。", code="cancelled")
    if not activity.is_ahead(clock.now()):
        raise DomainError("活动已经开始，不能再用链接答复。没能到会的，请登录后补假。", code="too_late")
    return Opened(activity, member, member.user)


@transaction.atomic
def take_back(member: Member, *, by: User) -> None:
    """Every link sent to the member up to now opens nothing any more."""
    row, _ = LinkRevocation.objects.update_or_create(member=member, defaults={"revoked_at": clock.now()})
    journal(row, "take_back", by=by)


def _read(token: str) -> tuple[int, int, datetime]:
    try:
        activity_id, member_id, issued = _signer().unsign(token).split("-")
        seconds = signing.b62_decode(issued)
        return int(activity_id), int(member_id), datetime.fromtimestamp(seconds, clock.OFFICE)
    except (signing.BadSignature, ValueError):
        raise DomainError(UNKNOWN, code="unknown") from None


def _taken_back(member: Member, issued: datetime) -> bool:
    """Links tell seconds only: one of the same second is taken back too."""
    revocation = getattr(member, "link_revocation", None)
    return revocation is not None and issued <= revocation.revoked_at


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")
