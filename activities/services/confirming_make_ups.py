"""Who is the second person that closes a make-up, and how that person learns of it (N02, AT-05)."""

from django.urls import reverse

from activities.choices import MakeUpState, NoticeKind
from activities.models import MakeUp
from activities.services.filing import REVIEW_POSTS, holders
from activities.services.notifying import Message, queue
from members.choices import Post
from members.models import User
from members.reports.led_group import leaders_of
from partywork.common import clock
from partywork.common.errors import DomainError

# Everybody in a branch who keeps the register; a group leader for the own group only.
KEEPING_POSTS = (
    Post.SECRETARY,
    Post.DEPUTY_SECRETARY,
    Post.ORGANIZATION_MEMBER,
    Post.PUBLICITY_MEMBER,
    Post.COMMITTEE_MEMBER,
)


def why_not(make_up: MakeUp, by: User) -> DomainError | None:
    """Why this person cannot close it now. Whoever handed it in never can; the member may, when somebody else did."""
    own = make_up.attendance.member.user_id == by.pk
    if own and make_up.handed_in_by_id in (None, by.pk):
        return DomainError("自己的补课要由另一个人确认。", code="own_make_up")
    if make_up.handed_in_by_id == by.pk:
        return DomainError(
            "这份补课情况是您代填的，要由另一位同志确认，也可以由本人在手机上确认。", code="own_hand_in"
        )
    if make_up.contact_first and make_up.contacted_at is None and make_up.state == MakeUpState.DONE:
        return DomainError(
            f"{make_up.kind_text}的，请先记一次联系、问明原因，再确认办结。", code="not_contacted"
        )
    return None


def tell_confirmers(make_up: MakeUp) -> int:
    """Those who may close it: the officials of the branch, the member where somebody else filled it in, and the
    superior only where the branch has nobody left.
    """
    row = make_up.attendance
    branch, handed_in_by = row.activity.branch, make_up.handed_in_by_id
    member_user = row.member.user_id
    told = 0
    if member_user is not None and member_user != handed_in_by:
        told += queue([member_user], _to_member(make_up), activity=row.activity)
    officials = holders(branch, KEEPING_POSTS) - {handed_in_by or 0, member_user or 0}
    leaders = leaders_of(row.member_id, branch, clock.today()) - {handed_in_by or 0, member_user or 0}
    told += queue(leaders - officials, _to_official(make_up, "group_make_up"), activity=row.activity)
    if not officials and not told and branch.superior is not None:
        officials = holders(branch.superior, REVIEW_POSTS) - {handed_in_by or 0}
    return told + queue(officials, _to_official(make_up), activity=row.activity)


def _to_member(make_up: MakeUp) -> Message:
    return Message(
        occasion=_occasion("make-up-yours", make_up),
        kind=NoticeKind.MAKE_UP,
        subject=f"请确认补课：{make_up.attendance.activity.theme}"[:120],
        body=f"{make_up.handed_in_by}替您填了补课情况：{make_up.what}。是这样，点一下确认；不是，写一句退回。",
        link=reverse("my_make_up", args=[make_up.pk]),
    )


def _to_official(make_up: MakeUp, page: str = "make_up_detail") -> Message:
    row = make_up.attendance
    return Message(
        occasion=_occasion("make-up-handed-in", make_up),
        kind=NoticeKind.MAKE_UP,
        subject=f"{row.member.name}的补课等确认：{row.activity.theme}"[:120],
        body=f"{make_up.what}。由{make_up.handed_in_by}交来，请另一位同志确认。",
        link=reverse(page, args=[make_up.pk]),
    )


def _occasion(name: str, make_up: MakeUp) -> str:
    return f"{name}:{make_up.pk}:{make_up.handed_in_at:%Y%m%d%H%M%S}"
