"""Was a probationary member looked at, and his full membership discussed and answered in time (DV-21, DV-22)?"""

from collections.abc import Iterator

from activities.compliance.development_limits import DoneInTime, Span
from activities.compliance.facts import PersonOnTheWay
from activities.compliance.sources import DEVELOPMENT_RULES, PARTY_CHARTER
from members.rules import development_limits as limits
from members.rules.development_limits import Limit
from partywork.common.clock import full_date
from partywork.common.compliance import Citation, Severity


class ReviewedEveryQuarter(DoneInTime):
    """The branch looks at a probationary member every quarter."""

    code = "development.probation"
    title = "预备期每季度考察一次"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第三十一条",
        "通过党的组织生活、听取本人汇报、个别谈心、集中培训、实践锻炼等方式，对预备党员进行教育和考察",
    )
    severity = Severity.WARNING

    def spans(self, person: PersonOnTheWay) -> Iterator[Span]:
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
            sentence = f"预备期第{number}个季度到{full_date(end)}，应考察一次。"
            late = next((day for day in person.quarters if day > end), None)
            yield Span(Limit("DV-21", sentence, due=end), done or late, f":quarter{number}")
            before = end


class ConversionDiscussedInTime(DoneInTime):
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

    def spans(self, person: PersonOnTheWay) -> Iterator[Span]:
        meeting = person.done.get("admitted")
        if meeting is None or "approved" not in person.done:
            return
        until = limits.probation_until(meeting, extended_months=person.extended_months)
        yield Span(limits.conversion_meeting(until), person.done.get("conversion_decided"))


class ConversionAnsweredInTime(DoneInTime):
    """The committee answers what the meeting decided on full membership within three months."""

    code = "development.conversion-approval"
    title = "转正三个月内审批"
    citation = Citation(
        DEVELOPMENT_RULES,
        "第三十四条",
        "党委对党支部上报的预备党员转正的决议，应当在三个月内审批",
    )
    severity = Severity.BREACH

    def spans(self, person: PersonOnTheWay) -> Iterator[Span]:
        meeting = person.done.get("conversion_decided")
        if meeting is not None:
            limit = limits.conversion_approval_by(meeting)
            yield Span(limit, person.done.get("conversion_approved"))
