"""F-06 主题党日活动纪实表: what was planned, who came, what was said and decided, and what the committee answered.

Every figure is an integer that was judged before; this file only words it. The content is frozen when the sheet is
filed, later facts become numbered addenda behind it (N19).
"""

from dataclasses import dataclass
from datetime import date

from activities.rules.chinese_numbers import chinese_number
from activities.rules.headcount import split_text
from activities.rules.ratio import percent_text
from partywork.common.clock import full_date
from partywork.common.pdf import Document

TOTAL, EXPECTED = "total", "expected"


@dataclass(frozen=True)
class Person:
    name: str
    post: str = ""


@dataclass(frozen=True)
class Turnout:
    """The people of the day and the verdict on them (PD-12, E-05 to E-11).

    `basis` says which ratio was judged; `met` is empty where the ratio does not apply, or where people without
    any mark could still change it (N14).
    """

    total: int
    total_full: int
    exempt: int
    exempt_full: int
    expected: int
    expected_full: int
    present: int
    present_full: int
    on_leave: int
    absent: int
    min_pct: int
    required: int
    met: bool | None
    basis: str = TOTAL
    reason: str = ""
    unsettled: int = 0
    rungs: str = ""
    left_early: str = ""

    @property
    def total_text(self) -> str:
        return _people(self.total, self.total_full)

    @property
    def exempt_text(self) -> str:
        return _people(self.exempt, self.exempt_full)

    @property
    def expected_text(self) -> str:
        return _people(self.expected, self.expected_full)

    @property
    def present_text(self) -> str:
        return _people(self.present, self.present_full)

    @property
    def total_ratio(self) -> str:
        return _ratio("党员总数", self.present, self.total)

    @property
    def expected_ratio(self) -> str:
        return _ratio("应到人数", self.present, self.expected)

    @property
    def verdict(self) -> str:
        if self.met is None:
            return "尚不能判定" if self.unsettled else "不适用"
        return "达标" if self.met else "未达标"

    @property
    def standard(self) -> str:
        """标准为80%，须到21人; and how many were short."""
        text = f"标准为{self.min_pct}%，须到{self.required}人"
        return text if self.met is not False else f"{text}，差{self.required - self.present}人"

    @property
    def judged_by_total(self) -> bool:
        return self.basis == TOTAL


def _people(number: int, full: int) -> str:
    """26人（正式20、预备6）: both kinds are printed as soon as there is anybody (E-05)."""
    if number == 0:
        return "0人"
    text = split_text(number, full)
    return f"{number}人{text.removeprefix(str(number))}" if full != number else f"{number}人（正式{number}）"


def _ratio(base_name: str, present: int, base: int) -> str:
    if base <= 0:
        return f"按{base_name}：不适用"
    return f"按{base_name}{present}÷{base}＝{percent_text(present, base)}"


@dataclass(frozen=True)
class Absentee:
    """Who was not there, why, and how the content reached the person all the same (AT-05 to AT-09)."""

    name: str
    reason: str
    makeup: str = ""
    made_up_on: date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True)
class Step:
    """One of the nine steps (PD-06): what was done, when, by whom."""

    name: str
    done: str = ""
    on: date | None = None
    by: str = ""


@dataclass(frozen=True)
class RoutineLine:
    """Oath, charter, flag and badge, materials, service, money (PD-15, PD-17, PD-26, PL-18)."""

    label: str
    text: str


@dataclass(frozen=True)
class Part:
    """One point of the agenda as it was held."""

    title: str
    time: str = ""
    text: str = ""


@dataclass(frozen=True)
class Action:
    """Something agreed on: what, who answers for it, until when."""

    what: str
    who: str = ""
    due: str = ""


@dataclass(frozen=True)
class Carried:
    """Something found wanting at an earlier event, and what was done about it; empty while it goes on (EV-10)."""

    what: str
    when: str
    outcome: str = ""


@dataclass(frozen=True)
class CriterionTally:
    name: str
    satisfied: int
    fairly: int
    dissatisfied: int
    counted: int
    valid: int

    @property
    def rate(self) -> str:
        return percent_text(self.counted, self.valid)


@dataclass(frozen=True)
class RatingResult:
    """The rating of the event; the tallies are shown only from `minimum` valid ballots on (EV-09)."""

    issued: int
    returned: int
    valid: int
    minimum: int
    definition: str
    criteria: tuple[CriterionTally, ...] = ()
    groups: str = ""
    overall: CriterionTally | None = None

    @property
    def is_shown(self) -> bool:
        return self.valid >= self.minimum and self.overall is not None

    @property
    def ballots(self) -> str:
        return f"发出{self.issued}份，收回{self.returned}份，有效{self.valid}份"

    @property
    def overall_rate(self) -> str:
        if self.overall is None or self.overall.valid <= 0:
            return "—"
        return f"{self.overall.counted}/{self.overall.valid}＝{self.overall.rate}"


@dataclass(frozen=True)
class Decision:
    """What the committee above answered."""

    accepted: bool
    remarks: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Addendum:
    """A fact that became known after filing (N19)."""

    number: int
    on: date
    title: str
    text: str
    by: str = ""


@dataclass(frozen=True)
class RecordSheetContent:
    branch: str
    year: int
    sequence: int
    theme: str
    held_on: date
    starts: str
    ends: str
    minutes: int
    place: str
    chair: Person
    recorder: Person
    turnout: Turnout
    steps: tuple[Step, ...]
    number: str = ""
    together: str = ""
    days: int = 1
    mode: str = ""
    category: str = ""
    chair_reason: str = ""
    routine: tuple[RoutineLine, ...] = ()
    guests: tuple[Person, ...] = ()
    guidance: tuple[Person, ...] = ()
    absentees: tuple[Absentee, ...] = ()
    agenda: tuple[Part, ...] = ()
    discussion: str = ""
    consensus: str = ""
    actions: tuple[Action, ...] = ()
    shortcomings: str = ""
    carried: tuple[Carried, ...] = ()
    reply: str = ""
    rating: RatingResult | None = None
    comment: str = ""
    comment_by: str = ""
    branch_opinion: str = "以上情况属实，同意上报。"
    submitted_on: date | None = None
    decision: Decision | None = None
    addenda: tuple[Addendum, ...] = ()
    fingerprint: str = ""

    @property
    def time_text(self) -> str:
        day = self.held_on
        return f"{full_date(day)}{self.starts}—{self.ends}"

    @property
    def duration_text(self) -> str:
        if self.days > 1:
            return f"{self.days}天"
        hours, minutes = divmod(self.minutes, 60)
        return (f"{hours}小时" if hours else "") + (f"{minutes}分" if minutes or not hours else "")

    @property
    def numbered_agenda(self) -> list[tuple[str, Part]]:
        return [(chinese_number(at), part) for at, part in enumerate(self.agenda, 1)]


class RecordSheetDocument(Document[RecordSheetContent]):
    template = "documents/record_sheet.html"
    stylesheets = ("form.css", "table.css", "record_sheet.css")
    content_type = RecordSheetContent
