"""What one person is sent at one time by one channel: one notice, or several in one (N34)."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from activities.choices import NoticeKind
from activities.models import Notice
from activities.rules.sending import why_text
from activities.services.answer_links import link_for
from members.models import User
from partywork.common import clock

ASKS_TO_COME = frozenset({NoticeKind.ANNOUNCEMENT, NoticeKind.CHANGE, NoticeKind.REMINDER})


@dataclass(frozen=True)
class Letter:
    """`key` stays the same when it is tried again, so that a server may drop a repeat."""

    key: UUID
    recipient: User
    notices: tuple[Notice, ...]

    @property
    def subject(self) -> str:
        first = self.notices[0].subject
        return first if len(self.notices) == 1 else f"{len(self.notices)} 条通知：{first}"[:120]

    @property
    def body(self) -> str:
        """Each with its link and why it came, divided by a line."""
        return "\n\n――――――\n\n".join(self._part(notice) for notice in self.notices)

    def _part(self, notice: Notice) -> str:
        lines = [notice.subject, ""] if len(self.notices) > 1 else []
        lines.append(notice.body)
        if notice.link:
            lines += ["", f"{settings.SITE_URL}{notice.link}"]
        if address := answer_address(notice):
            lines += ["", "不用登录，直接答复参加或请假（只对您本人有效，请勿转发）：", address]
        return "\n".join([*lines, "", f"为什么发给您：{why_text(notice.kind)}。"])


def answer_address(notice: Notice) -> str:
    """The signed link of the recipient, where the notice asks to come; it stands in no table (M05)."""
    member = getattr(notice.recipient, "member", None)
    activity = notice.activity
    if notice.kind not in ASKS_TO_COME or member is None or activity is None:
        return ""
    return link_for(activity, member) if activity.is_ahead(clock.now()) else ""
