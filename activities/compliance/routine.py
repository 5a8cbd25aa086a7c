"""Is the charter read whole in the year, and were flag and badge there (PD-15, PD-17)."""

from collections.abc import Iterator
from datetime import date

from activities.compliance.facts import BranchYear, PartyDayFacts
from activities.compliance.sources import OFFICE_PLAN, PROCEDURE, STUDENT_PLAN
from partywork.common.clock import end_of
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of

REQUIRED = "required"


class CharterReadWhole(Rule[BranchYear]):
    """The whole charter is read aloud at least once in the year; before the year ends nothing is missing."""

    code = "charter.whole"
    title = "每年诵读党章全文"
    citation = Citation(STUDENT_PLAN, "三、主要任务（一）", "每年至少诵读党章全文一遍")
    severity = Severity.REMINDER
    parameters = ("pd.charter_readings_per_year",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        state = facts.charter
        if state is None or state.asked == 0:
            return
        last = date(facts.year, 12, 31)
        is_over = facts.now >= end_of(last)
        # A duty of the whole year is asked of whoever was there the whole year (E-84).
        part_of_year = facts.first_month > 1 or (is_over and facts.last_month < 12)
        if part_of_year and not state.is_met:
            return
        text = f"{facts.year}年诵读党章{state.sentence}，要求{state.asked}遍"
        met = state.is_met if is_over or state.is_met else None
        yield self.finding(str(facts.year), verdict_of(met), text, on=last)


class FlagAndBadge(Rule[BranchYear]):
    """Where the committee requires it, the flag hangs and badges are worn; the branch's own word is enough."""

    code = "party-day.flag-badge"
    title = "悬挂党旗、佩戴党徽"
    citation = Citation(
        OFFICE_PLAN,
        PROCEDURE,
        "开展活动现场应悬挂党旗、党员要佩戴“党员徽章”",
        also=f"{STUDENT_PLAN}三、主要任务（一）",
    )
    severity = Severity.REMINDER
    parameters = ("pd.flag_badge",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for event in facts.held:
            if event.limits.flag_badge == REQUIRED and not event.is_online:
                yield self._judge(event)

    def _judge(self, event: PartyDayFacts) -> Finding:
        subject, name = f"activity:{event.activity}", f"{event.day.month}月{event.day.day}日活动"
        if event.flag_hung is None or event.badges_worn is None:
            text = f"{name}还没有记党旗、党徽"
            return self.finding(subject, Verdict.UNKNOWN, text, on=event.day)
        missing = [
            text
            for there, text in ((event.flag_hung, "没有悬挂党旗"), (event.badges_worn, "没有佩戴党徽"))
            if not there
        ]
        text = f"{name}{'、'.join(missing)}" if missing else f"{name}悬挂了党旗，佩戴了党徽"
        return self.finding(subject, verdict_of(not missing), text, on=event.day)
