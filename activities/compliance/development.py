"""Were people led to membership within the times of the regulations (DV-03..DV-22)?"""

from collections.abc import Callable, Iterator
from datetime import date

from activities.compliance.facts import BranchYear, PersonOnTheWay, PublicNoticeFacts
from activities.compliance.sources import DEVELOPMENT_RULES, PARTY_CHARTER
from members.choices_publicity import NoticePoint
from members.rules import development_limits as limits
from members.rules.development import BY_NUMBER
from members.rules.development_limits import Limit
from members.rules.publicity import BEFORE_STEP
from partywork.common.clock import local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict

Spans = Callable[[PersonOnTheWay], Iterator[tuple[str, Limit, date | None]]]


def in_time(rule: Rule[BranchYear], facts: BranchYear, spans: Spans) -> Iterator[Finding]:
    """What is to be done by a day: which limit, and when it was met; judged in the year of that day."""
    today = local_day(facts.now)
    for person in facts.people:
        for name, limit, done in spans(person):
            if limit.due is None or limit.due.year != facts.year:
                continue
            if done is None and person.ended_on is not None and person.ended_on <= limit.due:
                continue
            verdict, said = _outcome(limit.due, done, today)
            text = f"{person.name}：{limit.sentence}{said}"
            yield rule.finding(f"development:{person.person}{name}", verdict, text, on=limit.due)


def _outcome(due: date, done: date | None, today: date) -> tuple[Verdict, str]:
    if done is not None:
        late = (done - due).days
        if late > 0:
            return Verdict.NOT_MET, f"实际{_text(done)}，晚了{late}天。"
        return Verdict.MET, f"实际{_text(done)}。"
    if today > due:
        return Verdict.NOT_MET, f"还没有办，已超{(today - due).days}天。"
    return Verdict.UNKNOWN, "还没有到期。"


class TalkedWithinAMonth(Rule[BranchYear]):
    """Somebody talks with an applicant within a month."""

    code = "development.talk"
    title = "收到申请书一个月内派人谈话"
    citation = Citation(
        DEVELOPMENT_RULES, "第七条", "党组织收到入党申请书后，应当在一个月内派人同入党申请人谈话"
    )
    severity = Severity.BREACH

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        yield from in_time(self, facts, self._spans)

    @staticmethod
    def _spans(person: PersonOnTheWay) -> Iterator[tuple[str, Limit, date | None]]:
        applied = person.done.get("applied")
        if applied is not None:
            yield "", limits.talk_by(applied), person.done.get("talked")


class ReviewedEveryHalfYear(Rule[BranchYear]):
    """The branch looks at each activist every half-year."""

    code = "development.review"
    title = "每半年考察一次积极分子"
    citation = Citation(DEVELOPMENT_RULES, "第十一条", "党支部每半年对入党积极分子进行一次考察")
    severity = Severity.BREACH

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        yield from in_time(self, facts, self._spans)

    @staticmethod
    def _spans(person: PersonOnTheWay) -> Iterator[tuple[str, Limit, date | None]]:
        last, end = person.done.get("activist"), person.done.get("candidate")
        number = 1
        while last is not None:
            limit = limits.next_review(last)
            if end is not None and limit.due is not None and limit.due >= end:
                return
            done = next((day for day in person.reviews if day > last), None)
            if done is not None and end is not None and done >= end:
                done = None
            yield f":review{number}", limit, done
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
            text = f"{person.name}：{limit.sentence}{_text(candidate)}确定为发展对象。"
            yield self.finding(f"development:{person.person}", verdict, text, on=candidate)


class PutUpForItsDays(Rule[BranchYear]):
    """A public notice stands for the working days the committee asks for, before the step behind it."""

    code = "development.publicity"
    title = "按规定公示并满期限"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第三条（上级对公示的具体要求）",
        "坚持慎重发展",
        also="上级党组织关于发展党员公示的规定",
    )
    severity = Severity.WARNING
    parameters = ("dv.publicity_workdays", "dv.publicity_points")

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        today = local_day(facts.now)
        for person in facts.people:
            for point in NoticePoint:
                step = BY_NUMBER[BEFORE_STEP[point]]
                done = person.done.get(step.key)
                notice = _last(person.notices, point)
                judged = done or (notice.until if notice else None)
                if point not in person.points or judged is None or judged.year != facts.year:
                    continue
                verdict, said = _publicity(notice, done, today, step.title)
                text = f"{person.name}：{point.label}的公示{said}"
                yield self.finding(f"development:{person.person}:{point}", verdict, text, on=judged)


class MeetingFollowsPreview(Rule[BranchYear]):
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

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        yield from in_time(self, facts, self._spans)

    @staticmethod
    def _spans(person: PersonOnTheWay) -> Iterator[tuple[str, Limit, date | None]]:
        previewed = person.done.get("previewed")
        if previewed is not None:
            yield "", limits.meeting_by(previewed, person.meeting_days), person.done.get("admitted")


class ApprovedWithinThreeMonths(Rule[BranchYear]):
    """The committee decides on the resolution of the branch within three months, for a special reason within six."""

    code = "development.approval"
    title = "接收预备党员三个月内审批"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第四章（预备党员的接收）",
        "党委对党支部上报的接收预备党员的决议，应当在三个月内审批；如遇特殊情况可适当延长审批时间，但不得超过六个月",
    )
    severity = Severity.BREACH

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        yield from in_time(self, facts, self._spans)

    @staticmethod
    def _spans(person: PersonOnTheWay) -> Iterator[tuple[str, Limit, date | None]]:
        meeting = person.done.get("admitted")
        if meeting is not None:
            limit = limits.approval_by(meeting, special=bool(person.special))
            yield "", limit, person.done.get("approved")


class ReviewedEveryQuarter(Rule[BranchYear]):
    """The branch looks at a probationary member every quarter."""

    code = "development.probation"
    title = "预备期每季度考察一次"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第三十条",
        "通过党的组织生活、听取本人汇报、个别谈心、集中培训、实践锻炼等方式，对预备党员进行教育和考察",
    )
    severity = Severity.WARNING

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        yield from in_time(self, facts, self._spans)

    @staticmethod
    def _spans(person: PersonOnTheWay) -> Iterator[tuple[str, Limit, date | None]]:
        meeting = person.done.get("admitted")
        if meeting is None or "approved" not in person.done:
            return
        ends = limits.probation_reviews(meeting, extended_months=person.extended_months)
        before = meeting
        for number, end in enumerate(ends, start=1):
            done = next((day for day in person.quarters if before < day <= end), None)
            decided = person.done.get("conversion_decided")
            if done is None and decided is not None and decided <= end:
                return
            sentence = f"预备期第{number}个季度到{_text(end)}，应考察一次。"
            late = next((day for day in person.quarters if day > end), None)
            yield f":quarter{number}", Limit("DV-21", sentence, due=end), done or late
            before = end


class ConversionDiscussedInTime(Rule[BranchYear]):
    """At the end of probation the branch meeting discusses full membership, no later than six months after it."""

    code = "development.conversion"
    title = "预备期满及时讨论转正"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第三十二条",
        "预备党员预备期满，党支部应当及时讨论其能否转为正式党员",
        also=PARTY_CHARTER + "第七条",
    )
    severity = Severity.BREACH

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        yield from in_time(self, facts, self._spans)

    @staticmethod
    def _spans(person: PersonOnTheWay) -> Iterator[tuple[str, Limit, date | None]]:
        meeting = person.done.get("admitted")
        if meeting is None or "approved" not in person.done:
            return
        until = limits.probation_until(meeting, extended_months=person.extended_months)
        yield "", limits.conversion_meeting(until), person.done.get("conversion_decided")


class ConversionAnsweredInTime(Rule[BranchYear]):
    """The committee answers what the meeting decided on full membership within three months."""

    code = "development.conversion-approval"
    title = "转正三个月内审批"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第五章（预备党员的教育、考察和转正）",
        "党委对党支部上报的预备党员转正的决议，应当在三个月内审批",
    )
    severity = Severity.BREACH

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        yield from in_time(self, facts, self._spans)

    @staticmethod
    def _spans(person: PersonOnTheWay) -> Iterator[tuple[str, Limit, date | None]]:
        meeting = person.done.get("conversion_decided")
        if meeting is not None:
            limit = limits.conversion_approval_by(meeting)
            yield "", limit, person.done.get("conversion_approved")


def _last(notices: tuple[PublicNoticeFacts, ...], point: str) -> PublicNoticeFacts | None:
    return max((each for each in notices if each.point == point), key=lambda each: each.until, default=None)


def _publicity(
    notice: PublicNoticeFacts | None, done: date | None, today: date, step: str
) -> tuple[Verdict, str]:
    if notice is None:
        assert done is not None
        return Verdict.NOT_MET, f"没有记录，{_text(done)}已经“{step}”。"
    span = f"{_text(notice.posted_on)}至{_text(notice.until)}，{notice.workdays}个工作日"
    if notice.workdays < notice.asked:
        return Verdict.NOT_MET, f"{span}，不足上级规定的{notice.asked}个。"
    if done is not None and done <= notice.until:
        return Verdict.NOT_MET, f"{span}，没有期满，{_text(done)}就已“{step}”。"
    if today <= notice.until:
        return Verdict.UNKNOWN, f"{span}，正在公示。"
    if not notice.result:
        return Verdict.UNKNOWN, f"{span}，期满还没有写结论。"
    return Verdict.MET, f"{span}，已有结论。"


def _text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
