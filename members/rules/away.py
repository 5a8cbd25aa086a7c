"""When to ask after an away member, and what a long absence leads to: hints, never a change (MEM-06..MEM-13)."""

from dataclasses import dataclass
from datetime import date, timedelta

from members.choices_away import AwayKind
from partywork.common.months import months_after, months_between

# MEM-09: a floating member reports once a year at least. MEM-12: abroad, every six months. Fixed by the regulations.
CONTACT_MONTHS: dict[str, int] = {AwayKind.FLOATING: 12, AwayKind.ABROAD: 6}
ABROAD_MONTHS = 60  # MEM-12: more than five years
LOST_MONTHS = 6  # MEM-13
REMOVED_AFTER_MONTHS = 24  # MEM-13: so long after membership was stopped
GRADUATE_MONTHS = (18, 24)  # MEM-11
# A contact that falls due is said so many days before.
TOLD_BEFORE = timedelta(days=14)


@dataclass(frozen=True)
class AwayFacts:
    """One spell; `heard_on` is the last time somebody reached the member, `stopped_on` when 停止党籍 took effect."""

    kind: str
    since: date
    is_fixed_place: bool = False
    heard_on: date | None = None
    stopped_on: date | None = None


@dataclass(frozen=True)
class Hint:
    """From `since` on the office should think of it; `private` is for the secretary alone (E-52)."""

    rule: str
    since: date
    text: str
    private: bool = False


def next_contact(facts: AwayFacts) -> date | None:
    """The last day for the next word from the member; None where no interval is set."""
    months = CONTACT_MONTHS.get(facts.kind)
    if months is None:
        return None
    return months_after(max(facts.heard_on or facts.since, facts.since), months)


def contact_is_near(facts: AwayFacts, today: date) -> bool:
    due = next_contact(facts)
    return due is not None and today >= due - TOLD_BEFORE


def hints(facts: AwayFacts, today: date, *, transfer_after: int = 6) -> tuple[Hint, ...]:
    """What has been reached by today, the newest last."""
    found = {
        AwayKind.FLOATING: _floating,
        AwayKind.ABROAD: _abroad,
        AwayKind.LOST: _lost,
        AwayKind.GRADUATE: _graduate,
    }[AwayKind(facts.kind)](facts, transfer_after)
    return tuple(hint for hint in found if today >= hint.since)


def length_text(since: date, until: date) -> str:
    """不到1个月 · 7个月 · 1年6个月"""
    years, months = divmod(max(months_between(since, until), 0), 12)
    if not years and not months:
        return "不到1个月"
    return f"{years}年" * bool(years) + f"{months}个月" * bool(months)


def _floating(facts: AwayFacts, transfer_after: int) -> list[Hint]:
    if not facts.is_fixed_place:
        return []
    text = f"在固定地点已满{transfer_after}个月，应转接组织关系；确实不能转的，写明原因。"
    return [Hint("MEM-06", months_after(facts.since, transfer_after), text)]


def _abroad(facts: AwayFacts, _after: int) -> list[Hint]:
    over = months_after(facts.since, ABROAD_MONTHS) + timedelta(days=1)
    text = "出国（境）超过五年。未返回或者在外定居的，一般应停止党籍，由党组织讨论决定。"
    return [Hint("MEM-12", over, text, private=True)]


def _lost(facts: AwayFacts, _after: int) -> list[Hint]:
    if facts.stopped_on is None:
        text = "失去联系已满六个月。想尽办法仍联系不上的，应停止党籍，由党组织讨论决定。"
        return [Hint("MEM-13", months_after(facts.since, LOST_MONTHS), text, private=True)]
    text = "停止党籍已满两年，仍联系不上的，按自行脱党予以除名，由党组织讨论决定。"
    return [Hint("MEM-13", months_after(facts.stopped_on, REMOVED_AFTER_MONTHS), text, private=True)]


def _graduate(facts: AwayFacts, _after: int) -> list[Hint]:
    first, last = (months_after(facts.since, months) for months in GRADUATE_MONTHS)
    return [
        Hint("MEM-11", first, "毕业已满18个月，请联系本人，准备转出组织关系。"),
        Hint("MEM-11", last, "毕业已满两年，组织关系一般不再留在学校，应转出。"),
    ]
