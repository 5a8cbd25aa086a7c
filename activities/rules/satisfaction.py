"""The satisfaction rate of an event and the three low ones of a year (EV-01 to EV-05, E-31 to E-37)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from activities.choices import Criterion, Grade
from activities.rules.ratio import percent_text

BROAD = "broad"
STRICT = "strict"
COUNTED = {
    BROAD: frozenset({Grade.SATISFIED, Grade.FAIRLY}),
    STRICT: frozenset({Grade.SATISFIED}),
}
DEFINITIONS = {
    BROAD: "满意率＝（满意＋基本满意）÷有效份数",
    STRICT: "满意率＝满意÷有效份数",
}

Tally = Mapping[str, Mapping[str, int]]
"""Criterion → grade → how often it was given; a ballot left blank for a criterion is in none of these."""


@dataclass(frozen=True)
class Satisfaction:
    """The rate of one criterion with the figures it rests on; `low` is None when nothing may be concluded.

    `valid` leaves blank ballots out, `shown` says whether the distribution may be shown at all (E-31).
    """

    satisfied: int
    valid: int
    collected: int
    issued: int
    definition: str
    min_ballots: int
    threshold_pct: int
    low: bool | None

    @property
    def shown(self) -> bool:
        return self.valid >= self.min_ballots and not self.is_void

    @property
    def is_void(self) -> bool:
        """More ballots came back than were handed out: the rating has to be repeated (E-34)."""
        return self.collected > self.issued

    @property
    def rate_text(self) -> str:
        return percent_text(self.satisfied, self.valid) if self.shown else ""

    @property
    def definition_text(self) -> str:
        return DEFINITIONS[self.definition]

    @property
    def sentence(self) -> str:
        """满意率94.1%（16/17份） · 已测评3份，不足5份，结果不显示"""
        if self.is_void:
            return f"收回{self.collected}份，多于发出的{self.issued}份，测评无效，应重新测评"
        if self.collected < self.min_ballots:
            return f"已测评{self.collected}份，不足{self.min_ballots}份，结果不显示"
        if not self.valid:
            return f"收回{self.collected}份，没有有效票，未有效测评"
        if not self.shown:
            return f"收回{self.collected}份，有效{self.valid}份，不足{self.min_ballots}份，结果不显示"
        text = f"满意率{self.rate_text}（{self.satisfied}/{self.valid}份）"
        return f"{text}，低于{self.threshold_pct}%" if self.low else text


NOTHING_SAID = frozenset({"", "无", "没有", "暂无", "不存在", "无不足", "没有不足", "暂无不足", "略"})


def names_nothing(text: str) -> bool:
    """Whether an improvement item says only that there is none: under the line that is no answer (EV-10)."""
    return text.strip().strip("。．.，,、；;！!—-… ").strip() in NOTHING_SAID


def improvement_demand(result: Satisfaction | None, text: str) -> str:
    """Why the shortcomings must (still) be written before filing, with the figures; "" when they need not.

    A result that is not known yet, or rests on too few ballots, demands nothing (EV-09, EV-10).
    """
    if result is None or not result.low or not names_nothing(text):
        return ""
    return f"{result.sentence}，报送前请写明存在的不足和怎么改进，不能空着或只写“无”。"


def judge_satisfaction(
    tally: Tally,
    *,
    collected: int,
    issued: int,
    definition: str = BROAD,
    min_ballots: int = 5,
    threshold_pct: int = 60,
    criterion: str = Criterion.OVERALL,
) -> Satisfaction:
    """The rate of the criterion, by default the overall judgement, which alone decides (EV-04)."""
    counts = tally.get(criterion, {})
    valid = sum(counts.values())
    satisfied = sum(count for grade, count in counts.items() if grade in COUNTED[definition])
    concluded = valid > 0 and valid >= min_ballots and collected <= issued
    # 低于60% leaves exactly 60% out (E-33).
    low = satisfied * 100 < valid * threshold_pct if concluded else None
    return Satisfaction(satisfied, valid, collected, issued, definition, min_ballots, threshold_pct, low)


@dataclass(frozen=True)
class RatedEvent:
    """One event of the branch with its own result (E-37); `low` is None where nothing could be concluded."""

    day: date
    title: str
    low: bool | None
    activity: int = 0


@dataclass(frozen=True)
class LowCount:
    """How often the branch fell below the line in a calendar year, and what follows from it (EV-05)."""

    year: int
    events: tuple[RatedEvent, ...]
    times: int
    threshold_pct: int

    @property
    def number(self) -> int:
        return len(self.events)

    @property
    def is_warning(self) -> bool:
        """One more would be enough: the secretary is told (N09)."""
        return 0 < self.number == self.times - 1

    @property
    def is_proposal(self) -> bool:
        """3次以上 includes the third; the committee confirms, the software never decides."""
        return self.number >= self.times

    @property
    def sentence(self) -> str:
        start = f"{self.year}年低于{self.threshold_pct}%的活动：{self.number}次"
        if self.is_proposal:
            return f"{start}，达到{self.times}次，建议支部及其班子成员不纳入评先选优，由上级党组织确认"
        if self.is_warning:
            return f"{start}，再有1次，支部及其班子成员不得纳入评先选优"
        return start


def count_low(events: Iterable[RatedEvent], year: int, times: int = 3, threshold_pct: int = 60) -> LowCount:
    """Count the low events of the calendar year by their own day."""
    low = sorted(
        (event for event in events if event.low and event.day.year == year), key=lambda each: each.day
    )
    return LowCount(year, tuple(low), times, threshold_pct)
