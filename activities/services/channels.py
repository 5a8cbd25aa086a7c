"""The ways a notice reaches somebody: one small class each."""

from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage

from activities.choices import Channel, NoticeKind
from activities.models import Notice
from activities.services.answer_links import link_for
from partywork.common import clock

ASKS_TO_COME = frozenset({NoticeKind.ANNOUNCEMENT, NoticeKind.CHANGE, NoticeKind.REMINDER})


class NoticeChannel(Protocol):
    def send(self, notice: Notice) -> None:
        """Hand the notice over; any exception means: try again later."""


class Inbox:
    """Nothing to hand over: the notice stands in the inbox from its `delivered_at` on."""

    def send(self, notice: Notice) -> None:  # noqa: ARG002
        return None


class Email:
    """Plain text by the office's own mail server; the id lets the server drop a repeat."""

    def send(self, notice: Notice) -> None:
        body = notice.body
        if notice.link:
            body = f"{body}\n\n{settings.SITE_URL}{notice.link}"
        if address := answer_address(notice):
            body = f"{body}\n\n不用登录，直接答复参加或请假（只对您本人有效，请勿转发）：\n{address}"
        EmailMessage(
            subject=notice.subject,
            body=body,
            to=[notice.recipient.email],
            headers={"Message-ID": f"<notice-{notice.pk}@partywork>"},
        ).send()


def answer_address(notice: Notice) -> str:
    """The signed link of the recipient, where the notice asks to come; it stands in no table (M05)."""
    member = getattr(notice.recipient, "member", None)
    activity = notice.activity
    if notice.kind not in ASKS_TO_COME or member is None or activity is None:
        return ""
    return link_for(activity, member) if activity.is_ahead(clock.now()) else ""


CHANNELS: dict[Channel, NoticeChannel] = {Channel.IN_APP: Inbox(), Channel.EMAIL: Email()}
