"""The appraisal in numbers: how many may be 优秀, whose sums may be shown, what follows a grade (DA-04..DA-08)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from activities.choices_life import AppraisalGrade, Decided
from activities.rules.chinese_numbers import chinese_number

CLAUSE = "“优秀”等次一般不超过支部正式党员总数的三分之一（DA-04）"
OUTCOMES: dict[str, str] = {
    Decided.OUTSTANDING: "给予表扬，可以推荐为优秀共产党员。",
    Decided.QUALIFIED: "肯定优点，提出希望和要求。",
    Decided.BASICALLY_QUALIFIED: "指出差距，帮助改进。",
    Decided.UNQUALIFIED: "立足教育转化，限期改正；没有转变的，按规定程序处置。",
    Decided.UNGRADED: "",
}


@dataclass(frozen=True)
class Cap:
    """DA-04, E-43: at most ⌊full members on the day of the meeting × ratio⌋ are 优秀."""

    full_members: int
    ratio: Fraction

    @property
    def most(self) -> int:
        return self.full_members * self.ratio.numerator // self.ratio.denominator

    def is_kept_by(self, outstanding: int) -> bool:
        return outstanding <= self.most

    @property
    def sentence(self) -> str:
        """正式党员 10 人，三分之一取整，优秀最多 3 人"""
        return f"正式党员 {self.full_members} 人，{ratio_text(self.ratio)}取整，优秀最多 {self.most} 人"

    def refusal(self, outstanding: int) -> str:
        over = outstanding - self.most
        return f"评为优秀的有 {outstanding} 人，超过了上限：{self.sentence}。{CLAUSE}，请减少 {over} 人。"


def ratio_text(ratio: Fraction) -> str:
    """三分之一 · 15% · 2/7"""
    if ratio.numerator == 1:
        return f"{chinese_number(ratio.denominator)}分之一"
    if 100 % ratio.denominator == 0:
        return f"{ratio.numerator * 100 // ratio.denominator}%"
    return f"{ratio.numerator}/{ratio.denominator}"


def fewest_marks(min_ballots: int) -> int:
    """In a box of `min_ballots` papers everybody but the person marks him: one fewer is still enough to show."""
    return max(min_ballots - 1, 1)


def shown_counts(
    counts: Mapping[str, Mapping[str, int]], lines: Iterable[str], *, returned: int, min_ballots: int
) -> dict[str, dict[str, int] | None]:
    """Line → its sums, or None where so few marked it that they could be recognized (E-31).

    With fewer papers than the minimum nobody's sums are shown; nor one person's, whom too few marked.
    """
    least = fewest_marks(min_ballots)
    shown: dict[str, dict[str, int] | None] = {}
    for line in lines:
        given = dict(counts.get(line, {}))
        shown[line] = given if returned >= min_ballots and sum(given.values()) >= least else None
    return shown


def added(*sums: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Phones and paper as one."""
    total: dict[str, dict[str, int]] = {}
    for each in sums:
        for line, options in each.items():
            into = total.setdefault(line, {})
            for option, count in options.items():
                into[option] = into.get(option, 0) + count
    return total


def paper_refusal(
    counts: Mapping[str, Mapping[str, int]], names: Mapping[str, str], returned: int
) -> tuple[str, str]:
    """(line, sentence) of the first line with more ticks than papers; two empty strings where all is in order."""
    for line, options in counts.items():
        marks = sum(options.values())
        if marks > returned:
            return line, f"{names.get(line, '这一项')}四档合计 {marks} 份，多于收回的 {returned} 份。"
    return "", ""


def grades_text(counts: Mapping[str, int]) -> str:
    """优秀 5，合格 3，基本合格 0，不合格 0"""
    return "，".join(f"{grade.label} {counts.get(grade, 0)}" for grade in AppraisalGrade)
