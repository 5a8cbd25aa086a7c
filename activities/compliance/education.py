"""Hours of study of the year, training of those in office, of new secretaries (ED-01, ED-02)."""

from collections.abc import Iterator, Sequence
from datetime import date

from activities.compliance.facts import BranchYear, StudyFacts
from activities.compliance.sources import COMPANY_WORK_PLAN, DEVELOPMENT_RULES, STRICT_MEMBERS
from activities.rules.regulations import EDUCATION_PLAN, EDUCATION_PLAN_NOW, EDUCATION_REGULATIONS
from partywork.common.clock import end_of, full_date, local_day, long_date
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of

# From here on a year that will be short can still be made good, and somebody should say so.
AUTUMN = 10


class StudyHoursOfTheYear(Rule[BranchYear]):
    """Every member learns his hours in the calendar year; judged when it is over, with a hint from October on."""

    code = "education.hours"
    title = "每年集中学习学时"
    citation = Citation(
        EDUCATION_REGULATIONS,
        "第二十条",
        "党员每年集中学习培训时间一般不少于32学时",
        also=f"{EDUCATION_PLAN}（班子成员56学时；现行规划为{EDUCATION_PLAN_NOW}）；"
        f"{COMPANY_WORK_PLAN}{STRICT_MEMBERS}写的24、40学时是以前的规定",
    )
    severity = Severity.WARNING
    parameters = (
        "ed.hours_member",
        "ed.hours_committee_member",
        "ed.hour_per_half_day",
        "ed.hour_per_day",
    )

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        judged = [each for each in facts.studied or () if each.is_judged]
        if not judged:
            return
        last, missing = date(facts.year, 12, 31), [each for each in judged if not each.is_done]
        subject, head = str(facts.year), f"{facts.year}年应完成学时的{len(judged)}人"
        if not missing:
            yield self.finding(subject, Verdict.MET, f"{head}都完成了", on=last)
        elif facts.now >= end_of(last):
            text = f"{head}，{_counted(missing)}没有完成{_named(missing)}"
            yield self.finding(subject, Verdict.NOT_MET, text, on=last)
        elif local_day(facts.now) >= date(facts.year, AUTUMN, 1):
            behind = [each for each in missing if each.is_behind]
            text = f"{head}，{_counted(missing)}还没有完成，年底前补上"
            more = f"；其中{_counted(behind)}要抓紧{_named(behind)}" if behind else ""
            yield self.finding(subject, Verdict.UNKNOWN, text + more, on=last)


class CommitteeTrained(Rule[BranchYear]):
    """Whoever is in the branch committee takes part in an intensive training in the year."""

    code = "education.training"
    title = "班子成员每年参加集中培训"
    citation = Citation(
        EDUCATION_PLAN,
        "（学时要求）",
        "基层党组织书记和班子成员每年参加集中培训和集体学习时间不少于56学时，至少参加1次集中培训",
        also=f"{EDUCATION_PLAN_NOW}，请以现行规划为准",
    )
    severity = Severity.REMINDER
    parameters = ("ed.trainings_per_year",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        asked = [each for each in facts.studied or () if each.is_committee and each.is_judged]
        if not asked:
            return
        last = date(facts.year, 12, 31)
        missing = [each for each in asked if each.trainings < each.trainings_asked]
        over = facts.now >= end_of(last)
        if missing and not over and local_day(facts.now) < date(facts.year, AUTUMN, 1):
            return
        text = f"{facts.year}年班子成员{len(asked)}人" + (
            f"，{_counted(missing)}{'没有' if over else '还没有'}参加集中培训{_named(missing)}"
            if missing
            else "都参加了集中培训"
        )
        met = not missing if over or not missing else None
        yield self.finding(str(facts.year), verdict_of(met), text, on=last)


class NewSecretaryTrained(Rule[BranchYear]):
    """Whoever is secretary for the first time is trained within half a year."""

    code = "education.new-secretary"
    title = "新任书记半年内参加培训"
    citation = Citation(
        EDUCATION_PLAN,
        "（培训要求）",
        "新任基层党组织书记一般在半年内进行任职培训",
        also=f"{EDUCATION_PLAN_NOW}，请以现行规划为准",
    )
    severity = Severity.REMINDER
    parameters = ("ed.new_secretary_months",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for each in facts.studied or ():
            new = each.new_secretary
            if new is None or new.due_on.year != facts.year:
                continue
            met = new.is_met(local_day(facts.now))
            if new.trained_on is not None:
                text = f"新任书记于{long_date(new.trained_on)}参加了培训，应在{long_date(new.due_on)}前"
            else:
                text = f"新任书记应在{long_date(new.due_on)}前参加集中培训，还没有登记"
            yield self.finding(f"secretary:{new.since}", verdict_of(met), text, on=new.due_on)


class NewMemberTrained(Rule[BranchYear]):
    """Whoever was admitted takes part in an intensive training within his first year, the year of probation."""

    code = "education.new-member"
    title = "新党员入党后一年内参加集中培训"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第三十一条",
        "通过党的组织生活、听取本人汇报、个别谈心、集中培训、实践锻炼等方式，对预备党员进行教育和考察",
        also="第三十二条（预备期一年）；细则没有另写集中培训的期限，上级另有要求的用参数“新党员入党后集中培训期限”",
    )
    severity = Severity.REMINDER
    parameters = ("ed.new_member_months",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        by_day: dict[tuple[date, date], list[tuple[StudyFacts, bool | None]]] = {}
        today = local_day(facts.now)
        for each in facts.studied or ():
            new = each.new_member
            if new is not None and each.is_judged and new.due_on.year == facts.year:
                by_day.setdefault((new.since, new.due_on), []).append((each, new.is_met(today)))
        for (since, due), people in sorted(by_day.items()):
            missing = [each for each, met in people if met is not True]
            late = any(met is False for _, met in people)
            head = f"{full_date(since)}入党的{len(people)}人，应在{full_date(due)}前参加集中培训"
            text = f"{head}，{_counted(missing)}{'没有按时' if late else '还没有'}参加{_named(missing)}"
            verdict = verdict_of(False if late else None if missing else True)
            yield self.finding(f"joined:{since}", verdict, text if missing else f"{head}，都参加了", on=due)


def _counted(people: Sequence[StudyFacts]) -> str:
    return f"{len(people)}人"


def _named(people: Sequence[StudyFacts]) -> str:
    """（张一、李二）where the reader may know who; nothing above the branch (PI-15)."""
    names = [each.member_name for each in people if each.member_name]
    return f"（{'、'.join(names)}）" if names else ""
