"""Was the record sheet handed in on time, and is every absence made up (PD-20, AT-05, AT-07)."""

from collections.abc import Iterator
from datetime import datetime

from activities.compliance.facts import BranchYear, MakeUpFacts, PartyDayFacts
from activities.compliance.sources import OFFICE_PLAN, PROCEDURE, STUDENT_PLAN
from partywork.common.clock import due_text, end_of, local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of


class RecordInTime(Rule[BranchYear]):
    """The record sheet reaches the committee within two days; the first submission counts (RC-02)."""

    code = "record.in-time"
    title = "按期报送活动纪实表"
    citation = Citation(OFFICE_PLAN, PROCEDURE, "每月活动结束后2日内上报活动纪实表(见附件)至机关党委")
    severity = Severity.WARNING
    parameters = ("pd.filing_days", "pd.filing_counting", "pd.filing_roll")

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for event in facts.held:
            if event.record_due is not None:
                yield self._judge(facts, event, event.record_due)

    def _judge(self, facts: BranchYear, event: PartyDayFacts, due: datetime) -> Finding:
        submitted = event.record_submitted_at
        subject, name = f"activity:{event.activity}", f"{event.day.month}月{event.day.day}日活动纪实表"
        if submitted is not None:
            late = submitted >= due
            text = f"{name}{due_text(submitted)}报送，时限{due_text(due)}"
            return self.finding(subject, verdict_of(not late), text, on=event.day)
        if facts.now >= due:
            return self.finding(
                subject, Verdict.NOT_MET, f"{name}没有报送，时限{due_text(due)}", on=event.day
            )
        text = f"{name}待报送，时限{due_text(due)}"
        return self.finding(subject, Verdict.UNKNOWN, text, on=event.day)


class AbsenceMadeUp(Rule[BranchYear]):
    """Everybody who was absent is contacted, told, and makes up for it; the make-up is recorded."""

    code = "record.make-up"
    title = "缺席党员按期补课"
    citation = Citation(
        STUDENT_PLAN,
        "三、主要任务（二）",
        "对没有参加的党员逐一进行联系,掌握缺席原因,取得联系后要向其通报活动情况,采取一定形式进行“补课”",
    )
    severity = Severity.REMINDER
    parameters = ("at.makeup_days",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for make_up in facts.make_ups:
            yield self._judge(facts, make_up)

    def _judge(self, facts: BranchYear, make_up: MakeUpFacts) -> Finding:
        last, done = make_up.last_day, make_up.confirmed_on
        subject = f"make-up:{make_up.make_up}"
        name = f"{make_up.member_name}“{make_up.event_title}”的补课"
        limit = f"限{last.month}月{last.day}日"
        if done is not None:
            text = f"{name}{done.month}月{done.day}日办结，{limit}"
            return self.finding(subject, verdict_of(done <= last), text, on=last)
        if facts.now >= end_of(last):
            days = (local_day(facts.now) - last).days
            return self.finding(subject, Verdict.NOT_MET, f"{name}没有办结，{limit}，已超{days}天", on=last)
        return self.finding(subject, Verdict.UNKNOWN, f"{name}还没有办结，{limit}", on=last)
