"""A heart-to-heart talk written down by one of the two and confirmed by the other (F-15, TT-01, TT-05).

Nothing of its words goes into the journal, a notice or a filing: who may read them is asked in reports/talks.py.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from activities.choices import NoticeKind
from activities.choices_talks import TalkKind, TalkReason, TalkState
from activities.models import Talk
from activities.reports.talk_people import posts_of
from activities.rules.talk_relation import relation_of
from activities.services.notifying import Message, queue
from activities.states_talks import TALK
from branches.models import Organization
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import Conflict
from partywork.common.verbs import advance, journal, lock, require, save


@dataclass(frozen=True)
class Words:
    """What F-15 asks for; only the gist must be written."""

    talked_on: date
    kind: str = TalkKind.DAILY
    gist: str = ""
    reason: str = ""
    place: str = ""
    opinions: str = ""
    problems: str = ""
    answer: str = ""


SECRET = ("reason", "place", "gist", "opinions", "problems", "answer")
OPEN = ("talked_on", "kind", "relation")


@transaction.atomic
def enter(branch: Organization, talker: Member, partner: Member, words: Words, *, by: User) -> Talk:
    """Write a talk down. Whoever writes it has thereby confirmed it; the same one twice is one."""
    branch = lock(branch)
    _check(branch, talker, partner, words)
    known = _known(talker, partner, words)
    if known is not None:
        require(known.gist == words.gist.strip(), _twice(known), field="talked_on", code="known")
        return known
    talk = Talk(branch=branch, talker=talker, partner=partner, entered_by=by)
    _write(talk, words)
    _sign(talk, by)
    talk.save()
    journal(talk, "enter", by=by, after=talk.state)
    _ask_to_confirm(talk, by)
    return talk


@transaction.atomic
def amend(talk: Talk, words: Words, *, by: User, revision: int) -> Talk:
    """Put the record right before the other side has confirmed it; the other side is asked anew."""
    talk = lock(talk)
    require(talk.entered_by_id == by.pk, "由记录的同志修改。", code="not_yours")
    require(not talk.is_settled, "对方已经确认，不能再改；补充的事可以另记一次谈话。", code="wrong_state")
    if talk.revision != revision:
        raise Conflict("刚刚改过这一条，请看一下现在的内容再存。", current={})
    _check(talk.branch, talk.talker, talk.partner, words)
    known = _known(talk.talker, talk.partner, words, but=talk)
    require(known is None, "这两位同志当天已经另有一次同类的谈话。", field="talked_on", code="known")
    _write(talk, words)
    talk.talker_agreed_at = talk.partner_agreed_at = talk.note = None
    _sign(talk, by)
    talk.revision += 1
    fields = (*SECRET, *OPEN, "talker_agreed_at", "partner_agreed_at", "note", "revision")
    advance(talk, TALK, "amend", by=by, fields=fields)
    _ask_to_confirm(talk, by)
    return talk


@transaction.atomic
def confirm(talk: Talk, *, by: User) -> Talk:
    """The other side's word stands for the signature of F-15. A second tap changes nothing."""
    talk = lock(talk)
    require(by.pk in (talk.talker.user_id, talk.partner.user_id), "由谈话的双方确认。", code="not_yours")
    if talk.is_settled or _agreed(talk, by):
        return talk
    _sign(talk, by)
    _take(talk, by)
    return talk


@transaction.atomic
def confirm_on_paper(talk: Talk, *, by: User) -> Talk:
    """For somebody without an account: the printed sheet was signed by hand, and whoever entered it says so."""
    talk = lock(talk)
    require(talk.entered_by_id == by.pk, "由记录的同志登记纸上签字。", code="not_yours")
    if talk.is_settled:
        return talk
    without = [name for name in ("talker", "partner") if getattr(talk, name).user_id is None]
    require(without, "对方有账号，请对方在手机上确认。", code="has_account")
    for name in without:
        setattr(talk, f"{name}_agreed_at", getattr(talk, f"{name}_agreed_at") or clock.now())
    talk.on_paper = True
    _take(talk, by)
    return talk


@transaction.atomic
def send_back(talk: Talk, *, by: User, note: str) -> Talk:
    """It was not quite so: back to whoever wrote it, with a word that only the two and the secretary read."""
    talk = lock(talk)
    require(by.pk in (talk.talker.user_id, talk.partner.user_id), "由谈话的对方提出。", code="not_yours")
    require(talk.entered_by_id != by.pk, "自己记的，直接修改就可以。", code="own")
    require(note.strip(), "请写一句哪里要改。", field="note")
    talk.note = note.strip()
    advance(talk, TALK, "return", by=by, fields=("note",))
    message = _message(talk, f"sent-back:{talk.revision}", "请把谈话记录改一下", "对方写了要改的地方。")
    queue([talk.entered_by_id], message)
    return talk


@transaction.atomic
def withdraw(talk: Talk, *, by: User) -> None:
    """Entered by mistake: gone, as long as the other side has not confirmed it."""
    talk = lock(talk)
    require(talk.entered_by_id == by.pk, "由记录的同志撤销。", code="not_yours")
    require(not talk.is_settled, "对方已经确认，不能再撤销。", code="wrong_state")
    journal(talk, "withdraw", by=by, before=talk.state)
    talk.delete()


def _check(branch: Organization, talker: Member, partner: Member, words: Words) -> None:
    require(talker.pk != partner.pk, "请选另一位同志。", field="partner")
    require(words.talked_on <= clock.today(), "谈完再记，日期不能晚于今天。", field="talked_on")
    require(words.kind in TalkKind.values, "请选谈话的类型。", field="kind")
    require(not words.reason or words.reason in TalkReason.values, "请从列出的原因里选。", field="reason")
    require(words.gist.strip(), "请写一句主要谈了什么。", field="gist")
    there = Member.objects.in_branch_on(branch, words.talked_on)
    both = there.filter(pk__in=[talker.pk, partner.pk]).count() == 2
    require(both, "那一天两位同志不都在本支部，请核对日期。", field="talked_on")


def _known(talker: Member, partner: Member, words: Words, *, but: Talk | None = None) -> Talk | None:
    pair = Q(talker=talker, partner=partner) | Q(talker=partner, partner=talker)
    rows = Talk.objects.filter(pair, talked_on=words.talked_on, kind=words.kind)
    return rows.exclude(pk=but.pk).first() if but else rows.first()


def _twice(known: Talk) -> str:
    day = clock.short_date(known.talked_on)
    return f"{day}的这次{known.get_kind_display()}谈话已经记过了，请打开那一条。"


def _write(talk: Talk, words: Words) -> None:
    talk.talked_on, talk.kind = words.talked_on, words.kind
    talker, partner = (posts_of(talk.branch, each, words.talked_on) for each in (talk.talker, talk.partner))
    talk.relation = relation_of(talker, partner)
    for name in SECRET:
        setattr(talk, name, getattr(words, name).strip() or None)


def _sign(talk: Talk, by: User) -> None:
    for name in ("talker", "partner"):
        if getattr(talk, name).user_id == by.pk:
            setattr(talk, f"{name}_agreed_at", clock.now())


def _agreed(talk: Talk, by: User) -> bool:
    sides = ("talker", "partner")
    return any(
        getattr(talk, side).user_id == by.pk and getattr(talk, f"{side}_agreed_at") is not None
        for side in sides
    )


def _take(talk: Talk, by: User) -> None:
    """With both words in, the talk is confirmed; with one, only that one is remembered."""
    fields = ("talker_agreed_at", "partner_agreed_at", "on_paper")
    if talk.talker_agreed_at is not None and talk.partner_agreed_at is not None:
        advance(talk, TALK, "confirm", by=by, fields=fields)
        return
    require(talk.state == TalkState.ENTERED, "对方请您先改一下，再确认。", code="wrong_state")
    save(talk, *fields)
    journal(talk, "agree", by=by, after=talk.state)


def _ask_to_confirm(talk: Talk, by: User) -> None:
    accounts = {talk.talker.user_id, talk.partner.user_id} - {by.pk, None}
    people = [user for user in accounts if user is not None]
    text = "记了一次与您的谈心谈话。看一下，没有出入就点“确认”。"
    queue(people, _message(talk, f"entered:{talk.revision}", "请确认一次谈心谈话", f"{by}{text}"))


def _message(talk: Talk, occasion: str, subject: str, body: str) -> Message:
    link = reverse("talk_detail", args=[talk.pk])
    return Message(f"talk:{talk.pk}:{occasion}", NoticeKind.REMINDER, subject, body, link)
