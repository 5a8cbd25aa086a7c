"""Whether enough members came (PD-12): three answers, integers only, and the sentence the office reads."""

from dataclasses import dataclass

from activities.rules.headcount import Headcount, Mark, count_heads, counts_as_present, split_text
from activities.rules.ratio import percent_text, required_for

__all__ = [
    "AttendanceVerdict",
    "Headcount",
    "Mark",
    "count_heads",
    "counts_as_present",
    "judge_attendance",
    "percent_text",
    "required_for",
    "split_text",
]

TOTAL = "total"
EXPECTED = "expected"
STRICT = "strict"
ALLOW_ONE_ABSENT = "allow_one_absent"
SMALL_BRANCH = 4


@dataclass(frozen=True)
class AttendanceVerdict:
    """The judgement of one event with the figures it rests on.

    `met` is None when people without any mark could still change it, or when nobody was obliged to come.
    """

    headcount: Headcount
    pct: int
    denominator: str
    base: int
    required: int
    met: bool | None

    @property
    def applies(self) -> bool:
        return self.base > 0

    @property
    def missing(self) -> int:
        """How many more would have been needed."""
        return max(self.required - self.headcount.present, 0)

    @property
    def rate_text(self) -> str:
        """The rate that is judged."""
        return percent_text(self.headcount.present, self.base)

    @property
    def total_rate_text(self) -> str:
        return percent_text(self.headcount.present, self.headcount.total)

    @property
    def expected_rate_text(self) -> str:
        return percent_text(self.headcount.present, self.headcount.expected)

    @property
    def coverage_text(self) -> str:
        """Present and made up, of the same base: the branch's work, never the 80% (AT-08, N03)."""
        return percent_text(self.covered, self.base)

    @property
    def covered(self) -> int:
        heads = self.headcount
        served = heads.made_up_exempt if self.denominator == TOTAL else 0
        return heads.present + heads.made_up + served

    @property
    def sentence(self) -> str:
        """需4人，实到3人（75%），差1人"""
        if not self.applies:
            return "党员全部豁免，到会率不适用"
        present = self.headcount.present
        start = f"需{self.required}人，实到{present}人（{self.rate_text}）"
        if self.met is None:
            return f"{start}，{self.headcount.unsettled}人待核，现在不能判定"
        return f"{start}，够" if self.met else f"{start}，差{self.missing}人"

    @property
    def other_rate_sentence(self) -> str:
        """The rate by the other base, offered as explanation only (E-08); empty when both are the same."""
        heads = self.headcount
        stayed_away = heads.exempt - heads.present_exempt
        if not stayed_away:
            return ""
        if self.denominator == EXPECTED:
            return f"豁免{stayed_away}人，按党员总数计{self.total_rate_text}"
        if not heads.expected:
            return f"豁免{stayed_away}人，按应到计不适用"
        return f"豁免{stayed_away}人，按应到计{self.expected_rate_text}"

    @property
    def coverage_sentence(self) -> str:
        """到会加补课21人（87.5%），还差3人补课"""
        owing = self.base - self.covered - self.headcount.unsettled
        text = f"到会加补课{self.covered}人（{self.coverage_text}）"
        return f"{text}，还差{owing}人补课" if owing > 0 else text


def judge_attendance(
    headcount: Headcount,
    pct: int = 80,
    denominator: str = TOTAL,
    small_branch_mode: str = STRICT,
) -> AttendanceVerdict:
    """Judge one event by the limits in force on its day."""
    base = headcount.expected if denominator == EXPECTED else headcount.total
    required = _required(base, pct, small_branch_mode)
    return AttendanceVerdict(headcount, pct, denominator, base, required, _met(headcount, base, required))


def _required(base: int, pct: int, small_branch_mode: str) -> int:
    required = required_for(base, pct)
    if small_branch_mode == ALLOW_ONE_ABSENT and 1 < base <= SMALL_BRANCH:
        return min(required, base - 1)
    return required


def _met(headcount: Headcount, base: int, required: int) -> bool | None:
    if base <= 0:
        return None
    if headcount.present >= required:
        return True
    # A register that was not taken is not a list of absentees (N14).
    return None if headcount.present + headcount.unsettled >= required else False
