"""Did important matters go through the committee first, and were the minutes signed in time (MT-08, MT-11, MT-12)?"""

from collections.abc import Iterator

from activities.compliance.facts import BranchYear
from activities.compliance.meeting_facts import MinutesFacts
from activities.rules.regulations import BRANCH_REGULATIONS
from partywork.common.clock import local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of


class CommitteeFirst(Rule[BranchYear]):
    """What the members decide has normally been discussed by the branch committee before."""

    code = "meetings.committee-first"
    title = "重要事项先经支委会讨论"
    citation = Citation(
        BRANCH_REGULATIONS,
        "第十二条",
        "重要事项提交党员大会决定前，一般应当经党支部委员会会议讨论",
        also=f"{BRANCH_REGULATIONS}第十一条",
    )
    severity = Severity.WARNING

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for matter in facts.matters:
            day = f"{matter.day.month}月{matter.day.day}日"
            came = "经支委会讨论后提交" if matter.from_committee else "没有对应的支委会议题"
            yield self.finding(
                f"activity:{matter.activity}:item:{matter.item}",
                verdict_of(matter.from_committee),
                f"{day}党员大会“{matter.title}”{came}",
                on=matter.day,
                explained="" if matter.from_committee else matter.reason,
            )


class MinutesSignedInTime(Rule[BranchYear]):
    """Chair and recorder sign the minutes within the days the committee asks for."""

    code = "meetings.minutes-signed"
    title = "会议记录按时签字"
    citation = Citation(
        "上级党组织设定的会议记录签字期限",
        "（参数“会议记录签字期限”）",
        "会议记录由主持人、记录人签字，签字后只能补充，不能改动",
    )
    severity = Severity.REMINDER
    parameters = ("mt.sign_days",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for minutes in facts.minutes:
            yield self._judge(facts, minutes)

    def _judge(self, facts: BranchYear, minutes: MinutesFacts) -> Finding:
        last, signed = minutes.last_day, minutes.signed_on
        subject = f"activity:{minutes.activity}:minutes"
        name = f"{minutes.day.month}月{minutes.day.day}日{minutes.title}"
        limit = f"限{last.month}月{last.day}日"
        if signed is not None:
            said = f"{name}{signed.month}月{signed.day}日签齐，{limit}"
            late = (signed - last).days
            said += f"，晚{late}天" if late > 0 else ""
            return self.finding(subject, verdict_of(late <= 0), said, on=minutes.day)
        over = (local_day(facts.now) - last).days
        if over > 0:
            said = f"{name}还没有签齐，{limit}，已超{over}天"
            return self.finding(subject, Verdict.NOT_MET, said, on=minutes.day)
        return self.finding(subject, Verdict.UNKNOWN, f"{name}待签字，{limit}", on=minutes.day)
