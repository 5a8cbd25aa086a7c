"""What a talk brought up is seen to: who, until when, and how it ended (TT-03)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.models import Talk, TalkItem
from activities.services import talking
from activities.services.filing import holders
from activities.services.notifying import Message, queue
from branches.models import Organization
from members.choices import Post
from members.models import Member, User
from members.services import promises
from members.services.promises import require_promise, to_tell, written_already
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@dataclass(frozen=True)
class Promise:
    """What was agreed in the talk, written down with it."""

    text: str
    owner: Member
    due: date


@transaction.atomic
def enter_with(
    branch: Organization,
    talker: Member,
    partner: Member,
    words: talking.Words,
    promised: Promise | None,
    *,
    by: User,
) -> Talk:
    """The talk and what came of it, on one page of a phone."""
    talk = talking.enter(branch, talker, partner, words, by=by)
    if promised is not None:
        promise(talk, by=by, text=promised.text, owner=promised.owner, due=promised.due)
    return talk


@transaction.atomic
def promise(talk: Talk, *, by: User, text: str, owner: Member, due: date) -> TalkItem:
    """Take a thing up. Whoever sees to it is one of those who may read the talk (TT-05)."""
    talk = lock(talk)
    require_promise(text, due, since=talk.talked_on, day="谈话")
    sides = (talk.talker_id, talk.partner_id)
    may_read = owner.pk in sides or owner.user_id in _keepers(talk)
    require(may_read, "谈话内容只有双方和书记能看，请选其中一位来办。", field="owner")
    known = written_already(talk.items.filter(owner=owner, due=due), text)
    if known is not None:
        return known
    item = TalkItem.objects.create(talk=talk, text=text.strip(), owner=owner, due=due)
    journal(item, "promise", by=by)
    if told := to_tell(owner, by):
        link = reverse("talk_detail", args=[talk.pk])
        body = f"谈心谈话里说定由您办，{clock.short_date(due)}前办结。"
        message = Message(f"talk-item:{item.pk}", NoticeKind.REMINDER, "有一件谈话里说定的事", body, link)
        queue(told, message)
    return item


def settle(item: TalkItem, *, by: User, outcome: str) -> TalkItem:
    return promises.settle(item, outcome=outcome, by=by)


def _keepers(talk: Talk) -> set[int]:
    return holders(talk.branch, (Post.SECRETARY,))
