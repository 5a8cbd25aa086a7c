"""What each of the twenty-five steps leaves behind, as F-24 asks for it, and the line that says so."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from members.choices_development import Conversion, DecidedBy, Heard, RecommendedBy


@dataclass(frozen=True)
class StepFacts:
    """Nothing but the date. `says` is the line under the step; `passes` is false where it came to nothing."""

    @property
    def says(self) -> str:
        return ""

    @property
    def passes(self) -> bool:
        return True

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Talk(StepFacts):
    talker: str = ""
    opinion: str = ""

    @property
    def says(self) -> str:
        return _joined(f"谈话人：{self.talker}" if self.talker else "", self.opinion)


@dataclass(frozen=True)
class Activist(StepFacts):
    method: str = RecommendedBy.MEMBERS
    decided_by: str = DecidedBy.COMMITTEE

    @property
    def says(self) -> str:
        return f"{RecommendedBy(self.method).label}，{DecidedBy(self.decided_by).label}决定"


@dataclass(frozen=True)
class Filed(StepFacts):
    number: str = ""

    @property
    def says(self) -> str:
        return f"备案文号：{self.number}" if self.number else ""


@dataclass(frozen=True)
class People(StepFacts):
    """The members themselves stand in DevelopmentContact; the names are those of the day."""

    members: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        return "、".join(self.names)


@dataclass(frozen=True)
class Review(StepFacts):
    """What was seen stands in the CultivationReview of that day; older rows have one line of opinion alone."""

    opinion: str = ""

    @property
    def says(self) -> str:
        return self.opinion


@dataclass(frozen=True)
class Candidate(StepFacts):
    heard: tuple[str, ...] = ()
    decided_by: str = DecidedBy.COMMITTEE

    @property
    def says(self) -> str:
        whose = "、".join(str(Heard(each).label) for each in self.heard)
        return _joined(f"听取了{whose}的意见" if whose else "", f"{DecidedBy(self.decided_by).label}决定")


@dataclass(frozen=True)
class PoliticalReview(StepFacts):
    passed: bool = True
    conclusion: str = ""

    @property
    def says(self) -> str:
        return _joined("合格" if self.passed else "不合格", self.conclusion)

    @property
    def passes(self) -> bool:
        return self.passed


@dataclass(frozen=True)
class Training(StepFacts):
    begins: date | None = None
    days: int = 0
    hours: int = 0
    result: str = ""
    exception: str = ""

    @property
    def says(self) -> str:
        begins = f"{self.begins}起" if self.begins else ""
        counted = ((self.days, "天"), (self.hours, "学时"))
        length = "、".join(f"{number}{unit}" for number, unit in counted if number)
        exempt = f"经批准不足：{self.exception}" if self.exception else ""
        return _joined(begins, length, self.result, exempt)


@dataclass(frozen=True)
class Consent(StepFacts):
    """The review of the committee, the preview of the superior."""

    passed: bool = True
    number: str = ""
    opinion: str = ""

    @property
    def says(self) -> str:
        number = f"文号：{self.number}" if self.number else ""
        return _joined("同意" if self.passed else "不同意", number, self.opinion)

    @property
    def passes(self) -> bool:
        return self.passed


@dataclass(frozen=True)
class FormFilled(StepFacts):
    number: str = ""

    @property
    def says(self) -> str:
        return f"志愿书编号：{self.number}" if self.number else ""


@dataclass(frozen=True)
class Meeting(StepFacts):
    """The vote of the branch meeting, as counted (V-ADM). `written` of the votes came before the meeting (E-41)."""

    expected: int = 0
    present: int = 0
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    void: int = 0
    written: int = 0
    passed: bool = False
    sentence: str = ""

    @property
    def says(self) -> str:
        written = f"，含书面意见{self.written}份" if self.written else ""
        votes = f"赞成{self.in_favour}，反对{self.against}，弃权{self.abstained}"
        void = f"，无效{self.void}" if self.void else ""
        return f"应到{self.expected}，实到{self.present}，{votes}{void}{written}"

    @property
    def passes(self) -> bool:
        return self.passed

    @property
    def others(self) -> int:
        return self.against + self.abstained + self.void


@dataclass(frozen=True)
class ConversionMeeting(Meeting):
    decision: str = Conversion.CONFIRM
    months: int = 0
    heard: tuple[str, ...] = ()
    cause: str = ""

    @property
    def says(self) -> str:
        decided = str(Conversion(self.decision).label)
        if self.decision == Conversion.EXTEND:
            decided += f"{self.months}个月"
        votes = "" if self.decision == Conversion.POSTPONE else super().says
        return _joined(decided, votes, self.cause)

    @property
    def passes(self) -> bool:
        return self.decision != Conversion.POSTPONE and self.passed


@dataclass(frozen=True)
class Approval(StepFacts):
    approver: str = ""
    approver_kind: str = "committee"
    passed: bool = True
    number: str = ""
    special: str = ""

    @property
    def says(self) -> str:
        number = f"文号：{self.number}" if self.number else ""
        special = f"特殊情况：{self.special}" if self.special else ""
        return _joined(f"{self.approver}{'批准' if self.passed else '不批准'}", number, special)

    @property
    def passes(self) -> bool:
        return self.passed


@dataclass(frozen=True)
class Grouped(StepFacts):
    group: int | None = None
    group_name: str = ""
    announced_on: date | None = None

    @property
    def says(self) -> str:
        told = f"{self.announced_on}在党员大会上宣布" if self.announced_on else ""
        return _joined(self.group_name or "支部不设党小组", told)


@dataclass(frozen=True)
class Oath(StepFacts):
    place: str = ""

    @property
    def says(self) -> str:
        return self.place


@dataclass(frozen=True)
class Archived(StepFacts):
    kept_at: str = ""

    @property
    def says(self) -> str:
        return f"存入：{self.kept_at}" if self.kept_at else ""


FACTS: Mapping[str, type[StepFacts]] = MappingProxyType(
    {
        "applied": StepFacts,
        "talked": Talk,
        "activist": Activist,
        "activist_filed": Filed,
        "contacts": People,
        "cultivation": Review,
        "candidate": Candidate,
        "candidate_filed": Filed,
        "introducers": People,
        "political_review": PoliticalReview,
        "training": Training,
        "reviewed": Consent,
        "previewed": Consent,
        "form_filled": FormFilled,
        "admitted": Meeting,
        "superior_talk": Talk,
        "approved": Approval,
        "registered": Filed,
        "grouped": Grouped,
        "oath": Oath,
        "probation": Review,
        "conversion_asked": StepFacts,
        "conversion_decided": ConversionMeeting,
        "conversion_approved": Approval,
        "archived": Archived,
    }
)


def facts_of(key: str, kept: Mapping[str, Any]) -> StepFacts:
    """What was kept as JSON, read back; whatever the step does not know is left aside."""
    kind = FACTS[key]
    return kind(
        **{each.name: _read(each.type, kept[each.name]) for each in fields(kind) if each.name in kept}
    )


def _read(kind: Any, value: Any) -> Any:
    if isinstance(value, str) and "date" in str(kind):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)
