"""What follows from a rating: the sentence to the members, and the items carried to the next sheets (N26, EV-10)."""

from django.db import transaction

from activities.choices import ActivityState, RatingState
from activities.models import Activity, Improvement, RatingReply, RecordSheet
from activities.rules.satisfaction import names_nothing
from members.models import User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save

LONGEST_SENTENCE = 200
LONGEST_ITEM = 500


@transaction.atomic
def respond(activity: Activity, *, by: User, sentence: str) -> RatingReply:
    """End the round with one sentence: what will be improved. Saying the same again changes nothing (N26).

    The branch's own sheet takes it over, so that what members read and what was handed in say one thing.
    """
    activity = lock(activity)
    round_ = getattr(activity, "rating", None)
    require(round_ is not None, "这次活动没有测评，不用回应。", code="no_rating")
    assert round_ is not None
    require(round_.state == RatingState.CLOSED, "测评还没有结束，有了结果再回应。", code="open")
    sentence = " ".join(sentence.split())
    require(sentence, "请写一句话：大家提的，打算怎么改。", field="sentence")
    require(len(sentence) <= LONGEST_SENTENCE, f"一句话就好，不超过{LONGEST_SENTENCE}字。", field="sentence")
    record = lock(activity.record)
    if record.is_editable and record.reply != sentence:
        record.reply, record.revision = sentence, record.revision + 1
        save(record, "reply", "revision")
    reply, is_new = _say(activity, sentence, by)
    if is_new:
        journal(reply, "respond", by=by, reason=sentence)
    return reply


@transaction.atomic
def improve(activity: Activity, *, by: User, text: str) -> Improvement:
    """Note what is wanting and how it will be better, also after the sheet was handed in: the later sheets carry
    it. A rating that turned out low after filing is answered here (EV-10).
    """
    activity = lock(activity)
    require(activity.state == ActivityState.HELD, "活动结束以后再写改进事项。", code="wrong_state")
    text = " ".join(text.split())
    require(not names_nothing(text), "请写明存在的不足和怎么改进。", field="text")
    require(len(text) <= LONGEST_ITEM, f"不超过{LONGEST_ITEM}字。", field="text")
    item, is_new = Improvement.objects.get_or_create(activity=activity, text=text)
    if is_new:
        journal(item, "improve", by=by)
    return item


@transaction.atomic
def settle(record: RecordSheet, item: Improvement, *, by: User, outcome: str) -> Improvement:
    """On a later sheet: say what was done about it; an empty outcome leaves it open, carried further.

    What was found wanting several times in the same words is one matter, settled everywhere at once.
    """
    record = lock(record)
    require(record.is_editable, f"纪实表{record.get_state_display()}，不能再改。", code="wrong_state")
    item = lock(item)
    here, there = record.activity, item.activity
    carried = here.branch_id == there.branch_id and there.starts_at < here.starts_at
    require(carried, "这一项不是本支部以前活动的改进事项。", code="not_carried")
    if item.settled_in_id not in (None, here.pk):
        raise DomainError("这一项已经在另一张纪实表上办结。", code="settled")
    outcome = " ".join(outcome.split())
    require(len(outcome) <= 300, "不超过300字。", field="outcome")
    before = item.outcome
    if outcome == before:
        return item
    same = Improvement.objects.filter(
        activity__branch_id=here.branch_id, activity__starts_at__lt=here.starts_at, text=item.text
    )
    settled_in = here if outcome else None
    same.filter(settled_in=item.settled_in).update(outcome=outcome, settled_in=settled_in)
    item.outcome, item.settled_in = outcome, settled_in
    journal(item, "settle" if outcome else "reopen", by=by, reason=outcome, before=before, after=outcome)
    return item


def take_from_sheet(record: RecordSheet, *, by: User) -> None:
    """With the handing-in: each line of the shortcomings is an item to be carried, the reply is said to all.

    Handed in again after a return, lines that are gone leave the list unless something was done about them.
    """
    activity = record.activity
    lines = [" ".join(line.split())[:LONGEST_ITEM] for line in record.shortcomings.splitlines()]
    texts = [line for line in dict.fromkeys(lines) if not names_nothing(line)]
    activity.improvements.filter(from_sheet=True, settled_in=None).exclude(text__in=texts).delete()
    Improvement.objects.bulk_create(
        (Improvement(activity=activity, text=text, from_sheet=True) for text in texts), ignore_conflicts=True
    )
    sentence = " ".join(record.reply.split())[:LONGEST_SENTENCE]
    if sentence:
        _say(activity, sentence, by)


def _say(activity: Activity, sentence: str, by: User) -> tuple[RatingReply, bool]:
    """The reply as it stands now, and whether it was said only now."""
    reply = RatingReply.objects.filter(activity=activity).first()
    if reply is not None and reply.sentence == sentence:
        return reply, False
    reply, _ = RatingReply.objects.update_or_create(
        activity=activity, defaults={"sentence": sentence, "said_at": clock.now(), "said_by": by}
    )
    return reply, True
