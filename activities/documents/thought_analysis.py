"""F-41 思想状况分析: for the branch committee, printed on the spot and kept nowhere."""

from dataclasses import dataclass
from datetime import date

from activities.models import ThoughtAnalysis
from partywork.common.pdf import Document


@dataclass(frozen=True)
class ThoughtAnalysisContent:
    branch: str
    period: str
    overall: str
    kinds: str
    problems: str
    measures: str
    written_by: str
    heard_on: date | None


class ThoughtAnalysisDocument(Document[ThoughtAnalysisContent]):
    template = "documents/thought_analysis.html"
    stylesheets = ("form.css", "table.css", "slip.css", "talk_record.css")
    content_type = ThoughtAnalysisContent


def thought_sheet(row: ThoughtAnalysis) -> ThoughtAnalysisDocument:
    return ThoughtAnalysisDocument(
        ThoughtAnalysisContent(
            branch=row.branch.name_on(row.until),
            period=row.period,
            overall=row.overall or "",
            kinds=row.kinds or "",
            problems=row.problems or "",
            measures=row.measures or "",
            written_by=str(row.written_by),
            heard_on=row.meeting.day if row.meeting is not None else None,
        )
    )
