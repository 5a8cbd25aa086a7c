"""F-01 年度主题党日活动计划表: the year's rows, who discussed them, and the superior's answer (PL-01..PL-04)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class PlanLine:
    when: str
    mode: str
    content: str
    category: str
    responsible: str = ""
    remark: str = ""


@dataclass(frozen=True)
class AnnualPlanContent:
    branch: str
    superior: str
    year: int
    made_on: date
    rows: tuple[PlanLine, ...]
    fixed_day: str = ""
    note: str = ""
    discussed_on: date | None = None
    made_by: str = ""
    answered_on: date | None = None
    answer: str = ""
    accepted: bool = False

    @property
    def numbered(self) -> list[tuple[int, PlanLine]]:
        return list(enumerate(self.rows, 1))


class AnnualPlanDocument(Document[AnnualPlanContent]):
    template = "documents/annual_plan.html"
    stylesheets = ("form.css", "table.css", "annual_plan.css")
    content_type = AnnualPlanContent
