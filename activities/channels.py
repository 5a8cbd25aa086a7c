"""The ways a notice reaches somebody: one small class each."""

from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage

from activities.choices import Channel
from activities.models import Notice


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
        EmailMessage(
            subject=notice.subject,
            body=body,
            to=[notice.recipient.email],
            headers={"Message-ID": f"<notice-{notice.pk}@partywork>"},
        ).send()


CHANNELS: dict[Channel, NoticeChannel] = {Channel.IN_APP: Inbox(), Channel.EMAIL: Email()}
