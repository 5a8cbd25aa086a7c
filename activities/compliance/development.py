"""Were people led to membership within the times of the regulations, up to the committee's answer (DV-03..DV-18)?"""

from collections.abc import Iterator

from activities.compliance.development_limits import DoneInTime, Span
from activities.compliance.facts import BranchYear, PersonOnTheWay
from activities.compliance.sources import DEVELOPMENT_RULES
from members.rules import development_limits as limits
from partywork.common.clock import full_date
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict


class TalkedWithinAMonth(DoneInTime):
    """Somebody talks with an applicant within a month."""

    code = "development.talk"
    title = "收到申请书一个月内派人谈话"
    citation = Citation(
        DEVELOPMENT_RULES, "第七条", "党组织收到入党申请书后，应当在一个月内派人同入党申请人谈话"
    )
    severity = Severity.BREACH

    def spans(self, person: PersonOnTheWay) -> Iterator[Span]:
        applied = person.done.get("applied")
        if applied is not None:
            yield Span(limits.talk_by(applied), person.done.get("talked"))


class ReviewedEveryHalfYear(DoneInTime):
    """The branch looks at each activist every half-year."""

    code = "development.review"
    title = "每半年考察一次积极分子"
    citation = Citation(DEVELOPMENT_RULES, "第十一条", "党支部每半年对入党积极分子进行一次考察")
    severity = Severity.BREACH

    def spans(self, person: PersonOnTheWay) -> Iterator[Span]:
        last, end = person.done.get("activist"), person.done.get("candidate")
        number = 1
        while last is not None:
            limit = limits.next_review(last)
            if end is not None and limit.due is not None and limit.due >= end:
                return
            done = next((day for day in person.reviews if day > last), None)
            if done is not None and end is not None and done >= end:
                done = None
            yield Span(limit, done, f":review{number}")
            last, number = done, number + 1


class CultivatedForAYear(Rule[BranchYear]):
    """Nobody becomes a candidate before a year of cultivation."""

    code = "development.cultivation"
    title = "培养教育满一年才列为发展对象"
    citation = Citation(
        DEVELOPMENT_RULES, "第十三条", "经过一年以上培养教育和考察、基本具备党员条件的入党积极分子"
    )
    severity = Severity.BREACH

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for person in facts.people:
            activist, candidate = person.done.get("activist"), person.done.get("candidate")
            if activist is None or candidate is None or candidate.year != facts.year:
                continue
            limit = limits.candidate_from(activist, earlier_months=person.earlier_months)
            verdict = Verdict.NOT_MET if limit.is_early(candidate) else Verdict.MET
            text = f"{person.name}：{limit.sentence}{full_date(candidate)}确定为发展对象。"
            yield self.finding(f"development:{person.person}", verdict, text, on=candidate)


class MeetingFollowsPreview(DoneInTime):
    """The branch meeting is held within the committee's time after the preview."""

    code = "development.meeting"
    title = "预审同意后按时召开支部大会"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第二十条（期限由上级规定）",
        "经基层党委预审合格的发展对象，由支部委员会提交支部大会讨论",
    )
    severity = Severity.WARNING
    parameters = ("dv.meeting_after_preview_days",)

    def spans(self, person: PersonOnTheWay) -> Iterator[Span]:
        previewed = person.done.get("previewed")
        if previewed is not None:
            yield Span(limits.meeting_by(previewed, person.meeting_days), person.done.get("admitted"))


class ApprovedWithinThreeMonths(DoneInTime):
    """The committee decides on the resolution of the branch within three months, for a special reason within six."""

    code = "development.approval"
    title = "接收预备党员三个月内审批"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第四章（预备党员的接收）",
        "党委对党支部上报的接收预备党员的决议，应当在三个月内审批；如遇特殊情况可适当延长审批时间，但不得超过六个月",
    )
    severity = Severity.BREACH

    def spans(self, person: PersonOnTheWay) -> Iterator[Span]:
        meeting = person.done.get("admitted")
        if meeting is not None:
            limit = limits.approval_by(meeting, special=bool(person.special))
            yield Span(limit, person.done.get("approved"))
