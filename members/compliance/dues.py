"""Were the dues collected month by month, handed up in time, disclosed, and kept by a named person (DU-12, DU-17..20)?

Who is behind is never a finding: that is between the member, the keeper and the secretary (N28, MEM-14).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from members.compliance.facts import DuesYear, HasDues, RemitPeriod
from members.rules.dues_keeping import keeping_sentence
from members.rules.dues_months import later, months_until, quarter_end, span_text
from members.rules.dues_scale import RULES
from partywork.common.clock import full_date, local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of

# What rules.md V078 rests on: the national rules name neither a keeper in the branch nor a day for handing up.
PUBLISHED_RULES = "机关单位公布的党费收缴、使用及管理制度（dgjj.dg.gov.cn，2018年5月）"
STUDENT_PLAN = "《党支部主题党日活动计划》（学生党支部）"


class DuesCollectedMonthly(Rule[HasDues]):
    """Dues are collected and counted every month; by the quarter where the branch has agreed."""

    code = "dues.monthly"
    title = "党费按月收缴、结账"
    citation = Citation(RULES, "第十二条", "主动按月交纳党费。遇到特殊情况，经党支部同意，可以每季度交纳一次")
    severity = Severity.REMINDER
    parameters = ("du.quarterly_payment",)

    def findings(self, facts: HasDues) -> Iterator[Finding]:
        dues, today = facts.dues, local_day(facts.now)
        if dues is None:
            return
        for month in months_until(dues.first_month, date(facts.year, 12, 1)):
            if month <= today:
                yield self._judged(dues, month, today)

    def _judged(self, dues: DuesYear, month: date, today: date) -> Finding:
        last_day = _last_day(quarter_end(month) if month.month in dues.by_quarter else month)
        closed = dues.closed.get(month)
        subject, name = f"dues:{month:%Y-%m}", f"{month.month}月党费"
        if closed is not None:
            return self.finding(subject, Verdict.MET, f"{name}{full_date(closed)}结账", on=last_day)
        if today > last_day:
            said = f"{name}到{full_date(last_day)}还没有结账"
            return self.finding(subject, Verdict.NOT_MET, said, on=last_day)
        said = f"{name}还没有结账，收到{full_date(last_day)}为止"
        return self.finding(subject, Verdict.UNKNOWN, said, on=last_day)


class DuesHandedUpInTime(Rule[HasDues]):
    """What was collected goes up by the tenth of the quarter's last month, or as the committee asks."""

    code = "dues.handed-up"
    title = "党费按时上缴"
    citation = Citation(
        PUBLISHED_RULES,
        "第七条",
        "收缴党费人员必须及时向上级党组织上缴党费,不得个人长期保管现金",
        also="上级党组织设定的党费上缴周期和日期（参数“党费上缴周期”“党费上缴日”）",
    )
    severity = Severity.WARNING
    parameters = ("du.remit_cycle", "du.remit_day")

    def findings(self, facts: HasDues) -> Iterator[Finding]:
        dues, today = facts.dues, local_day(facts.now)
        for period in dues.periods if dues is not None else ():
            if period.first <= today:
                yield self._judged(period, today)

    def _judged(self, period: RemitPeriod, today: date) -> Finding:
        name = f"{span_text([*months_until(period.first, period.last)])}的党费"
        subject, due = f"dues-up:{period.last:%Y-%m}", period.due_on
        if period.handed_on is not None:
            late = (period.handed_on - due).days
            said = f"{name}{full_date(period.handed_on)}上缴" + (f"，晚{late}天" if late > 0 else "")
            return self.finding(subject, Verdict.NOT_MET if late > 0 else Verdict.MET, said, on=due)
        if today > due:
            said = f"{name}应在{full_date(due)}前上缴，还没有缴齐，已晚{(today - due).days}天"
            return self.finding(subject, Verdict.NOT_MET, said, on=due)
        return self.finding(subject, Verdict.UNKNOWN, f"{name}应在{full_date(due)}前上缴", on=due)


class DuesDisclosed(Rule[HasDues]):
    """The members are told once a year what came in and where it went; overdue on the last day of the year."""

    code = "dues.disclosed"
    title = "党费收缴使用情况向党员公布"
    citation = Citation(
        STUDENT_PLAN, "三、主要任务（一）", "党支部对党费收缴使用情况每年向党员公开一次", also=RULES
    )
    severity = Severity.WARNING
    parameters = ("du.disclosure_per_year",)

    def findings(self, facts: HasDues) -> Iterator[Finding]:
        dues, today = facts.dues, local_day(facts.now)
        if dues is None:
            return
        end, asked, done = date(facts.year, 12, 31), dues.disclosures_asked, len(dues.disclosed_on)
        days = "、".join(full_date(day) for day in dues.disclosed_on)
        if done >= asked:
            yield self.finding("dues-told", Verdict.MET, f"{days}公示了党费收缴使用情况", on=end)
        elif today > end:
            said = f"{facts.year}年应公示{asked}次党费收缴使用情况，公示了{done}次"
            yield self.finding("dues-told", Verdict.NOT_MET, said, on=end)
        else:
            said = f"应公示{asked}次，已公示{done}次，到{full_date(end)}为止"
            yield self.finding("dues-told", Verdict.UNKNOWN, said, on=end)


class DuesHaveAKeeper(Rule[HasDues]):
    """One named person collects the dues and hands over to the next."""

    code = "dues.keeper"
    title = "党费由专人收缴"
    citation = Citation(
        PUBLISHED_RULES,
        "第四条",
        "党费必须由支部专人负责,一般由支部组织委员管理,若需换届,必须及时办好移交手续",
    )
    severity = Severity.REMINDER

    def findings(self, facts: HasDues) -> Iterator[Finding]:
        if facts.dues is None:
            return
        number = facts.dues.keepers
        yield self.finding("dues-keeper", verdict_of(number == 1), keeping_sentence(number))


def _last_day(month: date) -> date:
    return later(month) - timedelta(days=1)
