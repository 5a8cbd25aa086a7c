"""Was the event announced in time (PD-05)."""

from collections.abc import Iterator

from activities.compliance.facts import BranchYear, PartyDayFacts
from activities.compliance.sources import FIXED_TIME, OFFICE_PLAN
from branches.rules.deadlines import latest_notice_day, notice_lead
from partywork.common.clock import local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of


class NoticeInTime(Rule[BranchYear]):
    """Members are told five days before the event, counted from the publication that counts (E-19)."""

    code = "notice.in-time"
    title = "提前公示活动安排"
    citation = Citation(OFFICE_PLAN, FIXED_TIME, "原则上提前5天,以适当方式将活动安排向本支部党员公示")
    severity = Severity.WARNING
    parameters = ("pd.notice_days", "pd.notice_counting")

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for event in facts.events:
            if event.limits.notice_days and not event.is_cancelled:
                yield self._judge(facts, event)

    def _judge(self, facts: BranchYear, event: PartyDayFacts) -> Finding:
        days, working = event.limits.notice_days, event.limits.notice_in_workdays
        unit = "个工作日" if working else "天"
        subject, reason = f"activity:{event.activity}", event.late_notice_reason
        name = f"{event.day.month}月{event.day.day}日活动"
        if event.published_at is None:
            deadline = latest_notice_day(event.day, days, working, facts.calendar)
            late = deadline.is_past(facts.now)
            text = (
                f"{name}没有预告，应提前{days}{unit}" if late else f"{name}还没有预告，{deadline.explanation}"
            )
            verdict = Verdict.NOT_MET if late else Verdict.UNKNOWN
            return self.finding(subject, verdict, text, on=event.day, explained=reason)
        calendar = facts.calendar if working else None
        lead = notice_lead(event.day, local_day(event.published_at), calendar)
        text = f"{name}提前{lead}{unit}预告，应不少于{days}{unit}"
        return self.finding(subject, verdict_of(lead >= days), text, on=event.day, explained=reason)
