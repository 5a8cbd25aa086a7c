"""The checklist of an organizational life meeting, each step read from what stands there (OL-03, OL-06)."""

from dataclasses import dataclass

BEFORE, DURING, AFTER = "会前", "会上", "会后"
DONE, MISSING, OFF = "done", "missing", ""


@dataclass(frozen=True)
class LifeFacts:
    """What was found; `members` are those of the branch, `absent` those who were not at the meeting.

    `held` is None before the meeting was closed: what belongs to the meeting is then not missing yet.
    """

    members: int
    has_committee: bool
    studies: int = 0
    opinions: int = 0
    talks: int = 0
    members_with_problems: int = 0
    committee_examined: bool = False
    reported_on: str = ""
    last_year_items: int = 0
    last_year_report: bool = False
    secretary_first: bool | None = None
    spoken: int = 0
    criticisms: int = 0
    unanswered: int = 0
    absent: int = 0
    read_out: int = 0
    remarks: int = 0
    guests_above: int = 0
    committee_items: int = 0
    personal_items: int = 0
    members_with_items: int = 0
    open_items: int = 0
    shown: str = ""
    held: bool | None = None


@dataclass(frozen=True)
class LifeStep:
    """One line of the list; the state is done, missing or not due yet."""

    phase: str
    label: str
    fact: str
    state: str


def life_steps(facts: LifeFacts) -> list[LifeStep]:
    """All three phases in the order of the office."""
    return [*_before(facts), *_during(facts), *_after(facts)]


def _before(facts: LifeFacts) -> list[LifeStep]:
    late = facts.held is not None
    steps = [
        _step(BEFORE, "集中学习", f"{facts.studies} 次", facts.studies > 0, late),
        _step(BEFORE, "征求意见", f"{facts.opinions} 条", facts.opinions > 0, late),
        _step(BEFORE, "谈心谈话", f"{facts.talks} 次", facts.talks > 0, late),
    ]
    if facts.has_committee:
        fact = "已写" if facts.committee_examined else "还没写"
        steps.append(_step(BEFORE, "班子查摆问题", fact, facts.committee_examined, late))
    listed = facts.members_with_problems
    steps.append(
        _step(BEFORE, "个人查摆问题", f"{listed} / {facts.members} 人", listed >= facts.members > 0, late)
    )
    reported = facts.reported_on or "还没报"
    return [*steps, _step(BEFORE, "方案报上级", reported, bool(facts.reported_on), late)]


def _during(facts: LifeFacts) -> list[LifeStep]:
    late, came = facts.held is not None, max(facts.members - facts.absent, 0)
    steps = []
    if facts.last_year_items:
        fact = "已通报" if facts.last_year_report else f"上年 {facts.last_year_items} 项，还没通报"
        steps.append(_step(DURING, "通报上年整改", fact, facts.last_year_report, late))
    first = {True: "书记先发言", False: "不是书记先发言", None: "还没有人发言"}[facts.secretary_first]
    steps.append(_step(DURING, "书记带头自我批评", first, facts.secretary_first is True, late))
    steps.append(_step(DURING, "逐个自我批评", f"{facts.spoken} 人", facts.spoken >= came > 0, late))
    waiting = f"，{facts.unanswered} 条没有表态" if facts.unanswered else ""
    said = facts.criticisms > 0 and not facts.unanswered
    steps.append(_step(DURING, "相互批评", f"{facts.criticisms} 条{waiting}", said, late))
    if facts.absent and late:
        fact = f"宣读 {facts.read_out} / {facts.absent} 人"
        steps.append(_step(DURING, "缺席者书面发言", fact, facts.read_out >= facts.absent, late))
    if facts.guests_above:
        fact = f"{facts.remarks} / {facts.guests_above} 人"
        steps.append(_step(DURING, "上级点评", fact, facts.remarks >= facts.guests_above, late))
    return steps


def _after(facts: LifeFacts) -> list[LifeStep]:
    steps = []
    if facts.has_committee:
        steps.append(
            _step(AFTER, "班子整改清单", f"{facts.committee_items} 项", facts.committee_items > 0, False)
        )
    fact = f"{facts.members_with_items} 人 {facts.personal_items} 项"
    steps.append(_step(AFTER, "个人整改清单", fact, facts.members_with_items >= facts.members > 0, False))
    steps.append(_step(AFTER, "在一定范围公开", facts.shown or "还没公开", bool(facts.shown), False))
    number = facts.committee_items + facts.personal_items
    fact = (
        f"还有 {facts.open_items} 项"
        if facts.open_items
        else f"{number} 项都办结了"
        if number
        else "还没有清单"
    )
    return [*steps, _step(AFTER, "整改到位", fact, number > 0 and not facts.open_items, False)]


def _step(phase: str, label: str, fact: str, done: bool, late: bool) -> LifeStep:
    return LifeStep(phase, label, fact, DONE if done else MISSING if late else OFF)
