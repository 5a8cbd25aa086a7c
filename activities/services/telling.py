"""What the apps below have to say goes into the same outbox as everything else (decision 0100)."""

from collections.abc import Iterable

from activities.choices import NoticeKind
from activities.services.notifying import Message, queue
from partywork.common.inbox import Word


def take_over(users: Iterable[int], word: Word) -> int:
    """A word from below as a notice: once per person and occasion, by the ways the person is reached."""
    message = Message(
        occasion=word.occasion,
        kind=NoticeKind(word.matter.value),
        subject=word.subject,
        body=word.body,
        link=word.link,
        known_by=word.known_by,
    )
    return queue(users, message)
