"""What an item of the agenda is for, and what became of it in the meeting (MT-02, MT-08, F-09, F-10, F-37)."""

from hashlib import sha256

from django.db import transaction

from activities.choices_agenda import AgendaTag, Matter, Settlement
from activities.models import AgendaItem
from activities.reports.earlier_items import may_come_from
from activities.rules.matters import settling_refusal, tagging_refusal
from activities.services import passing_on
from activities.services.routine import open_for_routine
from members.models import User
from partywork.common.errors import Conflict
from partywork.common.verbs import journal, lock, require, save

SHAPE = ("tag", "matter", "earlier", "earlier_reason", "submitted_by", "sent_to", "result", "no_papers")


@transaction.atomic
def shape(
    item: AgendaItem,
    *,
    by: User,
    tag: str = "",
    matter: str = "",
    earlier: AgendaItem | None = None,
    earlier_reason: str = "",
    submitted_by: str = "",
    sent_to: str = "",
    result: str = "",
    no_papers: bool = False,
    seen: str = "",
) -> AgendaItem:
    """What kind of item it is, which power of the member meeting it falls under, where it comes from.

    `seen` is what the page showed (`shape_seen`); Conflict, with what stands there now, when somebody else has chosen
    otherwise meanwhile (E-82). The revision of what is typed in the meeting is another matter: nobody who writes
    the minutes is held up because somebody chose a kind.
    """
    activity = open_for_routine(item.activity)
    item = lock(item)
    require(tag in ("", *AgendaTag.values), "请从列表里选类型。", field="tag")
    require(matter in ("", *Matter.values), "请从列表里选职权。", field="matter")
    decides = activity.sort.decides_for_members
    refusal = tagging_refusal(tag, matter, decides_for_members=decides)
    require(not refusal, refusal, field="matter")
    refusal = settling_refusal(matter, item.settled, decides_for_members=decides)
    require(not refusal, refusal, field="matter")
    fits = earlier is None or may_come_from(item, earlier)
    require(fits, "请选本支部此前支委会上的议题。", field="earlier")
    values = {
        "tag": tag,
        "matter": matter,
        "earlier": earlier,
        "earlier_reason": "" if earlier else earlier_reason.strip(),
        "submitted_by": submitted_by.strip(),
        "sent_to": sent_to.strip(),
        "result": _plain(result),
        "no_papers": no_papers,
    }
    changed = [name for name, value in values.items() if getattr(item, name) != value]
    if changed and seen and seen != shape_seen(item):
        raise Conflict("刚刚有另一位同志改过这一项的类型。", current={"shape": _said(item)})
    for name in changed:
        setattr(item, name, values[name])
    if changed:
        save(item, *changed)
        journal(item, "shape", by=by, reason="、".join(changed))
    return item


def shape_seen(item: AgendaItem) -> str:
    """A short print of what was chosen, for the page to send back with what is chosen next."""
    chosen = [str(getattr(item, "earlier_id" if name == "earlier" else name)) for name in SHAPE]
    return sha256("\x1f".join(chosen).encode()).hexdigest()[:16]


def _said(item: AgendaItem) -> str:
    earlier = f"来自支委会的“{item.earlier}”" if item.earlier is not None else item.earlier_reason
    words = (item.get_tag_display(), item.get_matter_display(), earlier, item.sent_to, item.result)
    return "；".join(word for word in words if word) or "没有选类型"


@transaction.atomic
def write(
    item: AgendaItem,
    *,
    by: User,
    revision: int,
    discussion: str | None = None,
    decision: str | None = None,
    settled: str | None = None,
) -> AgendaItem:
    """Discussion, decision and how it was settled, as typed during the meeting. What is None stays as it is.

    Conflict, with what stands there now, when somebody else wrote meanwhile (E-82). A committee cannot decide
    what is the members' own (MT-02).
    """
    activity = open_for_routine(item.activity)
    item = lock(item)
    values: dict[str, str] = {}
    if discussion is not None:
        values["discussion"] = _plain(discussion)
    if decision is not None:
        values["decision"] = _plain(decision)
    if settled is not None:
        values["settled"] = settled
    changed = [name for name, value in values.items() if getattr(item, name) != value]
    if not changed:
        return item
    if item.revision != revision:
        current = {"discussion": item.discussion, "decision": item.decision, "settled": item.settled}
        raise Conflict("刚刚有另一位同志改过这一项。两份内容都在下面，请合并后再存。", current=current)
    if "settled" in changed:
        require(values["settled"] in ("", *Settlement.values), "请从列表里选怎么处理。", field="settled")
        refusal = settling_refusal(
            item.matter, values["settled"], decides_for_members=activity.sort.decides_for_members
        )
        require(not refusal, refusal, field="settled", code="not_theirs")
    was = item.settled
    for name in changed:
        setattr(item, name, values[name])
    item.revision += 1
    save(item, *changed, "revision")
    journal(item, "write", by=by, reason="、".join(changed), before=was, after=item.settled)
    if "settled" in changed:
        passing_on.follow(item, by=by)
    return item


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
