"""The ways a notice reaches somebody outside the inbox: one small class each."""

from typing import Protocol

from django.core.mail import EmailMessage

from activities.choices import Channel
from activities.services.letters import Letter
from activities.services.refusals import NotTaken
from activities.services.short_messages import ShortMessage


class LetterChannel(Protocol):
    def send(self, letter: Letter) -> None:
        """Hand the letter over; any exception means: not taken, see `refusals`."""


class Email:
    """Plain text by the office's own mail server; the id lets the server drop a repeat."""

    def send(self, letter: Letter) -> None:
        if not letter.recipient.email or not letter.recipient.is_active:
            raise NotTaken("没有登记邮箱，或账号已停用", again=False)
        EmailMessage(
            subject=letter.subject,
            body=letter.body,
            to=[letter.recipient.email],
            headers={"Message-ID": f"<notice-{letter.key}@partywork>"},
        ).send()


CHANNELS: dict[Channel, LetterChannel] = {Channel.EMAIL: Email(), Channel.SMS: ShortMessage()}
