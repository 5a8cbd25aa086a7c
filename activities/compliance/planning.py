"""Was the year plan handed in on time (PL-03, PL-04)."""

from collections.abc import Iterator

from activities.compliance.facts import BranchYear
from activities.compliance.sources import COMPANY_WORK_PLAN
from partywork.common.clock import due_text, local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of


class PlanInTime(Rule[BranchYear]):
    """The plan of the year is refined and filed with the committee by the end of March."""

    code = "planning.in-time"
    title = "按期报送年度计划"
    citation = Citation(
        COMPANY_WORK_PLAN,
        "三、强化基层党组织建设（二）",
        "3月底前细化支部“三会一课”学习教育计划、“两学一做”学习教育计划、及主题党日活动实施方案",
    )
    severity = Severity.REMINDER
    parameters = ("pl.plan_due",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        plan = facts.plan
        if plan is None:
            return
        subject, due = f"plan:{plan.year}", plan.due
        if plan.submitted_at is not None:
            text = f"{plan.year}年度计划{due_text(plan.submitted_at)}报送，时限{due_text(due)}"
            on_time = verdict_of(plan.submitted_at < due)
            yield self.finding(subject, on_time, text, on=local_day(plan.submitted_at))
        elif facts.now >= due:
            text = f"{plan.year}年度计划没有报送，时限{due_text(due)}"
            yield self.finding(subject, Verdict.NOT_MET, text, on=local_day(facts.now))
        else:
            text = f"{plan.year}年度计划待报送，时限{due_text(due)}"
            yield self.finding(subject, Verdict.UNKNOWN, text, on=local_day(facts.now))
