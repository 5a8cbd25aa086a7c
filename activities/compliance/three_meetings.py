"""三会一课 and the monthly study: as often as asked, counted by what was registered (MT-01, MT-03..MT-05, ED-04)."""

from collections.abc import Iterator

from activities.choices import ActivityKind
from activities.compliance.duty_findings import duty_findings
from activities.compliance.facts import BranchYear
from activities.compliance.sources import (
    ASSOCIATION_MEETINGS,
    ASSOCIATION_WORK_PLAN,
    COMPANY_WORK_PLAN,
    STRICT_MEMBERS,
)
from activities.rules.regulations import BRANCH_REGULATIONS
from partywork.common.compliance import Citation, Finding, Rule, Severity


class QuarterlyMemberMeeting(Rule[BranchYear]):
    """A branch holds a general meeting of its members at least once a quarter."""

    code = "three-meetings.member-meeting"
    title = "每季度召开一次党员大会"
    citation = Citation(
        ASSOCIATION_WORK_PLAN,
        ASSOCIATION_MEETINGS,
        "支部党员大会：每季度召开 1 次",
        also=f"{BRANCH_REGULATIONS}第十一条",
    )
    severity = Severity.WARNING
    parameters = ("mt.dahui_per_quarter",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        return duty_findings(self, facts, ActivityKind.MEMBER_MEETING)


class MonthlyCommitteeMeeting(Rule[BranchYear]):
    """The branch committee meets once a month; a branch without one is not asked (E-28)."""

    code = "three-meetings.committee-meeting"
    title = "每月召开一次支委会"
    citation = Citation(
        ASSOCIATION_WORK_PLAN,
        ASSOCIATION_MEETINGS,
        "支委会：每月召开 1 次",
        also=f"{BRANCH_REGULATIONS}第十二条",
    )
    severity = Severity.WARNING
    parameters = ("mt.zhiwei_per_month",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        return duty_findings(self, facts, ActivityKind.COMMITTEE_MEETING)


class MonthlyGroupMeeting(Rule[BranchYear]):
    """Every Party group meets once a month; a branch without groups is not asked."""

    code = "three-meetings.group-meeting"
    title = "每个党小组每月开一次会"
    citation = Citation(
        ASSOCIATION_WORK_PLAN,
        ASSOCIATION_MEETINGS,
        "每月召开 1 次，围绕支部安排的学习内容和工作任务进行讨论，党小组长做好记录",
        also=f"{BRANCH_REGULATIONS}第十三条",
    )
    severity = Severity.WARNING
    parameters = ("mt.xiaozu_per_month",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        return duty_findings(self, facts, ActivityKind.GROUP_MEETING)


class LecturesOfTheYear(Rule[BranchYear]):
    """As many Party lectures in the year as the committee asks for; a missed quarter can be made good in it."""

    code = "three-meetings.lecture"
    title = "按次数上党课"
    citation = Citation(
        ASSOCIATION_WORK_PLAN,
        ASSOCIATION_MEETINGS,
        "党课：每年安排 1 次",
        also=f"{BRANCH_REGULATIONS}第十六条",
    )
    severity = Severity.WARNING
    parameters = ("mt.class_per_year",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        return duty_findings(self, facts, ActivityKind.LECTURE)


class MonthlyStudy(Rule[BranchYear]):
    """Collective study once a month; a themed Party day is study as well (ED-04)."""

    code = "study.monthly"
    title = "每月集中学习"
    citation = Citation(COMPANY_WORK_PLAN, STRICT_MEMBERS, "每月开展一次集中学习")
    severity = Severity.REMINDER
    parameters = ("ed.collective_study_per_month",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        return duty_findings(self, facts, ActivityKind.STUDY)
