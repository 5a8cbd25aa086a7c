"""The assessment sheet F-16 from the assessments in force, or blank with the names of today."""

from datetime import date

from branches.models import Organization
from members.choices_dues import ReliefApprover
from members.documents.dues_assessment import AssessmentRow, AssessmentSheet
from members.models import DuesAssessment
from members.reports.dues_assessments import SheetLine, assessments_of
from members.reports.dues_member import explanation_of
from members.rules.dues_explained import exact_text
from members.rules.dues_months import later, month_text
from members.rules.dues_scale import FIXED_KINDS
from partywork.common.money import yuan_text

SPARE = 5


def filled_assessment(branch: Organization, *, today: date, shows_base: bool) -> AssessmentSheet:
    """`shows_base` reads every base: whoever asks for it notes the reading (PI-03)."""
    lines = assessments_of(branch, today)
    rows = tuple(_row(number, line, shows_base) for number, line in enumerate(lines, start=1))
    total = sum(_owed(line) for line in lines)
    return AssessmentSheet(branch.name_on(today), today.year, rows, yuan_text(total), shows_base, as_of=today)


def blank_assessment(branch: Organization, *, today: date) -> AssessmentSheet:
    names = [*(line.name for line in assessments_of(branch, today)), *[""] * SPARE]
    rows = tuple(AssessmentRow(number, name) for number, name in enumerate(names, start=1))
    return AssessmentSheet(branch.name_on(today), today.year, rows)


def _owed(line: SheetLine) -> int:
    if line.assessment is None:
        return 0
    return line.relief.monthly_fen if line.relief else line.assessment.monthly_fen


def _row(number: int, line: SheetLine, shows_base: bool) -> AssessmentRow:
    held = line.assessment
    if held is None:
        return AssessmentRow(number, line.name, reason="还没有核定")
    base, rate, computed = _worked_out(held) if shows_base else ("", "", "")
    reason = held.reason
    if line.relief is not None:
        reason = f"{reason}；{ReliefApprover(line.relief.approver).label}批准减免（{line.relief.paper}）"
    return AssessmentRow(
        number=number,
        name=line.name,
        kind=f"{held.get_kind_display()}{'（减免）' if line.relief else ''}",
        base=base,
        rate=rate,
        computed=computed,
        monthly=yuan_text(_owed(line)),
        months=_months(held, line),
        reason=reason,
        confirmed=str(held.confirmed_by),
    )


def _worked_out(held: DuesAssessment) -> tuple[str, str, str]:
    explained = explanation_of(held)
    if explained is None:
        return "—", "原数额", yuan_text(held.monthly_fen)
    if held.kind in FIXED_KINDS or explained.base is None:
        return "—", "固定", f"{explained.computed:.2f}"
    return f"{explained.base:,.2f}", explained.rate, exact_text(explained.computed)


def _months(held: DuesAssessment, line: SheetLine) -> str:
    relief = line.relief
    if relief is not None:
        return f"{month_text(relief.since)}至{month_text(later(relief.period.upper, -1))}"
    return f"{month_text(held.since)}起"
