"""Once a year: life meeting, appraisal, talks with everybody, and how members think (OL-01, DA-01, TT-01, TT-04)."""

from collections.abc import Iterator
from datetime import date

from activities.choices import ActivityKind
from activities.compliance.duty_findings import duty_findings
from activities.compliance.facts import BranchYear
from activities.compliance.sources import COMPANY_WORK_PLAN, MAIN_TASKS_ONE, STRICT_MEMBERS, STUDENT_PLAN
from activities.rules.regulations import BRANCH_REGULATIONS
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of


class YearlyLifeMeeting(Rule[BranchYear]):
    """An organizational life meeting for every year; until the end of March it may still be held for the last."""

    code = "life.meeting"
    title = "每年召开组织生活会"
    citation = Citation(
        STUDENT_PLAN,
        MAIN_TASKS_ONE,
        "各支部要定期召开组织生活会",
        also=f"{BRANCH_REGULATIONS}第十七条",
    )
    severity = Severity.WARNING
    parameters = ("ol.per_year",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        return duty_findings(self, facts, ActivityKind.ORGANIZATIONAL_LIFE_MEETING)


class YearlyAppraisal(Rule[BranchYear]):
    """Members are appraised once a year; it may be held together with the life meeting."""

    code = "life.appraisal"
    title = "每年民主评议党员"
    citation = Citation(
        STUDENT_PLAN,
        MAIN_TASKS_ONE,
        "每年开展一次民主评议党员",
        also=f"{BRANCH_REGULATIONS}第十八条",
    )
    severity = Severity.WARNING
    parameters = ("da.per_year",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        return duty_findings(self, facts, ActivityKind.APPRAISAL)


class TalksOfTheYear(Rule[BranchYear]):
    """Everybody is talked with in the year: numbers of pairs, never who and never what (TT-05)."""

    code = "life.talks"
    title = "每年谈心谈话"
    citation = Citation(
        COMPANY_WORK_PLAN,
        STRICT_MEMBERS,
        "支部班子间、支部书记与委员间、党员与党员间谈心谈话每年不少于2次",
        also=f"{BRANCH_REGULATIONS}第十九条",
    )
    severity = Severity.REMINDER
    parameters = ("tt.per_year",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        duties = facts.duties
        if duties is None or duties.talks is None or not duties.talks.asked or not _whole_year(facts):
            return
        asked, missing = duties.talks.asked, duties.talks.missing
        met = True if not missing else None if duties.today <= date(facts.year, 12, 31) else False
        text = f"{facts.year}年谈心谈话应谈{asked}项，{f'还有{missing}项没有谈到' if missing else '都谈到了'}"
        yield self.finding(str(facts.year), verdict_of(met), text, on=date(facts.year, 12, 31))


class ThinkingAnalysed(Rule[BranchYear]):
    """The members' thinking is analysed as often in the year as the committee asks (TT-04)."""

    code = "life.thinking"
    title = "定期分析党员思想状况"
    citation = Citation(COMPANY_WORK_PLAN, STRICT_MEMBERS, "定期分析党员的思想状况")
    severity = Severity.REMINDER
    parameters = ("tt.thought_analysis_per_year",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        duties = facts.duties
        asked = duties.times("tt.thought_analysis_per_year", 12) if duties else 0
        if duties is None or not asked or not _whole_year(facts):
            return
        done = duties.analyses
        last = date(facts.year, 12, 31)
        verdict = (
            Verdict.MET if done >= asked else Verdict.UNKNOWN if duties.today <= last else Verdict.NOT_MET
        )
        text = f"{facts.year}年思想状况分析{done}次，应不少于{asked}次"
        yield self.finding(str(facts.year), verdict, text, on=last)


def _whole_year(facts: BranchYear) -> bool:
    """A duty of the year is asked of a branch that was there, and kept here, all of it (E-84)."""
    duties = facts.duties
    if duties is None or duties.begun is None or duties.first > 1 or duties.last < 12:
        return False
    return duties.begun <= (facts.year, 1) or duties.today <= date(facts.year, 12, 31)
