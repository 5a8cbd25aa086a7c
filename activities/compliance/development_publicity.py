"""Did a name stand on the notice for its days before the step behind it?"""

from collections.abc import Iterator
from datetime import date

from activities.compliance.facts import BranchYear, PublicNoticeFacts
from activities.compliance.sources import DEVELOPMENT_RULES
from members.choices_publicity import NoticePoint
from members.rules.development import BY_NUMBER
from members.rules.publicity import BEFORE_STEP
from partywork.common.clock import full_date, local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict


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


def _last(notices: tuple[PublicNoticeFacts, ...], point: str) -> PublicNoticeFacts | None:
    return max((each for each in notices if each.point == point), key=lambda each: each.until, default=None)


def _publicity(
    notice: PublicNoticeFacts | None, done: date | None, today: date, step: str
) -> tuple[Verdict, str]:
    if notice is None:
        assert done is not None
        return Verdict.NOT_MET, f"没有记录，{full_date(done)}已经“{step}”。"
    span = f"{full_date(notice.posted_on)}至{full_date(notice.until)}，{notice.workdays}个工作日"
    if notice.workdays < notice.asked:
        return Verdict.NOT_MET, f"{span}，不足上级规定的{notice.asked}个。"
    if done is not None and done <= notice.until:
        return Verdict.NOT_MET, f"{span}，没有期满，{full_date(done)}就已“{step}”。"
    if today <= notice.until:
        return Verdict.UNKNOWN, f"{span}，正在公示。"
    if not notice.result:
        return Verdict.UNKNOWN, f"{span}，期满还没有写结论。"
    return Verdict.MET, f"{span}，已有结论。"
