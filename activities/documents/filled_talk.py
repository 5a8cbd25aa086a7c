"""The talk as F-15 wants it; the answer carries what was promised and how it ended."""

from datetime import datetime

from activities.documents.talk_record import TalkRecordContent, TalkRecordDocument
from activities.models import Talk, TalkItem
from members.models import Member
from partywork.common import clock


def talk_record(talk: Talk) -> TalkRecordDocument:
    items = talk.items.select_related("owner")
    return TalkRecordDocument(
        TalkRecordContent(
            branch=talk.branch.name_on(talk.talked_on),
            talker=talk.talker.name,
            partner=talk.partner.name,
            relation=str(talk.get_relation_display()),
            kind=str(talk.get_kind_display()),
            reason=talk.reason_text,
            talked_on=talk.talked_on,
            place=talk.place or "",
            gist=talk.gist or "",
            opinions=talk.opinions or "",
            problems=talk.problems or "",
            answer=talk.answer or "",
            items=tuple(_item(item) for item in items),
            talker_signed=_signed(talk, talk.talker, talk.talker_agreed_at),
            partner_signed=_signed(talk, talk.partner, talk.partner_agreed_at),
        )
    )


def _item(item: TalkItem) -> str:
    head = f"{item.text}（{item.owner.name}，{clock.short_date(item.due)}前）"
    if item.done_on is None:
        return head
    return f"{head}：{item.outcome}（{clock.short_date(item.done_on)}办结）"


def _signed(talk: Talk, side: Member, moment: datetime | None) -> str:
    """What stands in the box of the signature; blank where it is to be signed by hand."""
    if moment is None or (talk.on_paper and side.user_id is None):
        return ""
    return f"{side.name}\n{clock.local_day(moment):%Y年%-m月%-d日}线上确认"
