"""What the other branch is told about a letter: that somebody is on the way, that he has been accepted (MEM-07)."""

from django.urls import reverse

from branches.models import Organization
from members.choices import Post
from members.models import Appointment, TransferLetter
from partywork.common import clock
from partywork.common.inbox import Matter, Word, tell

HANDLES = (Post.SECRETARY, Post.ORGANIZATION_MEMBER)


def announce_arrival(letter: TransferLetter) -> None:
    """To the branch that is to accept. No name: a word may leave the house."""
    if letter.target is None:
        return
    body = f"{letter.source_name}开来一份介绍信，有效期至{clock.short_date(letter.valid_until)}，请接收。"
    _tell(letter, letter.target, "arrival", "有党员的组织关系转来", body)


def announce_receipt(letter: TransferLetter) -> None:
    """To the branch that issued it: it is no longer responsible."""
    body = f"{letter.target_name}已接收介绍信{letter.number}，从接收那天起由对方支部负责。"
    _tell(letter, letter.branch, "receipt", "介绍信已接收", body)


def _tell(letter: TransferLetter, place: Organization, occasion: str, subject: str, body: str) -> None:
    handles = Appointment.objects.on(clock.today()).filter(organization=place, post__in=HANDLES)
    word = Word(
        occasion=f"letter:{letter.pk}:{occasion}",
        matter=Matter.MEMBERSHIP,
        subject=subject,
        body=body,
        link=reverse("letter_detail", args=[letter.pk]),
    )
    tell(handles.values_list("holder", flat=True), word)
