"""A branch's year on one page: what is not met, what cannot be told yet, what is met, each with its clause."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from activities.compliance.catalogue import RULES
from activities.reports.branch_facts import branch_findings
from branches.models import Organization
from partywork.common.compliance import VERDICT_NAMES, Citation, Finding, Verdict

BOOK = {rule.code: rule for rule in RULES}
PLACES = {rule.code: place for place, rule in enumerate(RULES)}
# In the order in which somebody has to act.
ORDER = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)
# What the branch does next, by rule; a met one asks for nothing.
NEXT = {
    "planning.in-time": "去报送计划",
    "party-day.monthly": "去看年度计划",
    "party-day.half-day": "去看起止时间",
    "party-day.same-month": "去看变更报备",
    "notice.in-time": "去看预告",
    "party-day.attendance": "去看到会",
    "record.in-time": "去写纪实表",
    "record.make-up": "去记补课",
    "rating.at-once": "去看测评",
    "charter.whole": "去看诵读进度",
    "party-day.flag-badge": "去记党旗、党徽",
    "three-meetings.member-meeting": "去看一年安排",
    "three-meetings.committee-meeting": "去看一年安排",
    "three-meetings.group-meeting": "去看一年安排",
    "three-meetings.lecture": "去看一年安排",
    "study.monthly": "去看一年安排",
    "meetings.committee-first": "去看议程",
    "meetings.minutes-signed": "去签字",
    "education.hours": "去看学时",
    "education.training": "去看学时",
    "education.new-secretary": "去看学时",
    "life.meeting": "去看一年安排",
    "life.appraisal": "去看一年安排",
    "life.talks": "看谁还没有谈",
    "life.thinking": "去写分析",
}
# The year's page is the same for the reader above; the others are the branch's own.
OF_THE_YEAR = ("three-meetings.", "study.", "life.", "education.")
OWN_PAGES = {
    "life.talks": "talk_coverage",
    "life.thinking": "thought_list",
    "education.hours": "study_hours_list",
    "education.training": "study_hours_list",
    "education.new-secretary": "study_hours_list",
}


@dataclass(frozen=True)
class Line:
    """One finding as it stands on the page, under its clause, and where to go."""

    finding: Finding
    title: str
    citation: Citation
    url: str
    go: str


@dataclass(frozen=True)
class Group:
    verdict: Verdict
    name: str
    lines: list[Line]


def findings_page(branch: Organization, year: int, *, runs_branch: bool) -> list[Group]:
    """`runs_branch`: the reader can do something about it and may read who owes a make-up (PI-15)."""
    findings = branch_findings(branch, year, names=runs_branch)
    return [
        Group(
            verdict,
            VERDICT_NAMES[verdict],
            sorted(
                (_line(each, branch, year, runs_branch) for each in findings if each.verdict is verdict),
                key=lambda line: (PLACES[line.finding.rule], line.finding.on or date.max),
            ),
        )
        for verdict in ORDER
    ]


def _line(finding: Finding, branch: Organization, year: int, runs_branch: bool) -> Line:
    rule = BOOK[finding.rule]
    wanted = finding.verdict in (Verdict.NOT_MET, Verdict.UNKNOWN)
    act = NEXT.get(finding.rule, "") if wanted and runs_branch else ""
    url = _of_the_year(finding, branch, year) if finding.rule.startswith(OF_THE_YEAR) else _url(finding)
    look = {"activity": "看活动", "ballot": "看表决"}.get(finding.subject.partition(":")[0], "")
    return Line(finding, rule.title, rule.citation, url, act or look)


def _of_the_year(finding: Finding, branch: Organization, year: int) -> str:
    name = OWN_PAGES.get(finding.rule, "year_grid")
    return f"{reverse(name)}?branch={branch.pk}&year={year}"


def _url(finding: Finding) -> str:
    """To the event, or to the year plan where no event stands behind it."""
    kind, _, key = finding.subject.partition(":")
    if kind == "activity":
        return reverse("activity_detail", args=[int(key.split(":")[0])])
    if kind == "ballot":
        return reverse("ballot_detail", args=[int(key)])
    if finding.rule == "charter.whole":
        return reverse("charter")
    if kind == "plan" or finding.rule == "party-day.monthly":
        return reverse("plan_list")
    return ""
