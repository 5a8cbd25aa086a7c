"""Was the event rated at once, and does the branch stay clear of the third low one (EV-01, EV-05)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from activities.compliance.facts import BranchYear, PartyDayFacts
from activities.compliance.sources import OFFICE_PLAN, RATING
from activities.rules.satisfaction import count_low
from partywork.common.clock import due_text
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of


class RatedAtOnce(Rule[BranchYear]):
    """Every event is rated by those who were there, right after it."""

    code = "rating.at-once"
    title = "一主题一测评，活动后当即开展"
    citation = Citation(OFFICE_PLAN, RATING, "每次“党支部主题党日”活动后必须当即开展测评")
    severity = Severity.WARNING
    parameters = ("ev.open_hours",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for event in facts.held:
            if event.ended_at is not None:
                yield self._judge(facts, event, event.ended_at)

    def _judge(self, facts: BranchYear, event: PartyDayFacts, ended_at: datetime) -> Finding:
        last = ended_at + timedelta(hours=event.limits.rating_hours)
        subject, name = f"activity:{event.activity}", f"{event.day.month}月{event.day.day}日活动"
        opened = event.rating_opened_at
        if opened is not None:
            text = f"{name}{due_text(opened)}开始测评，应在{due_text(last)}前"
            return self.finding(subject, verdict_of(opened <= last), text, on=event.day)
        if facts.now > last:
            return self.finding(subject, Verdict.NOT_MET, f"{name}没有开展测评", on=event.day)
        return self.finding(
            subject, Verdict.UNKNOWN, f"{name}还没有测评，应在{due_text(last)}前", on=event.day
        )


class NotThreeLowRatings(Rule[BranchYear]):
    """With three events under 60% in a year the branch and its committee are left out of commendations."""

    code = "rating.three-low"
    title = "全年满意率低于60%的活动不到3次"
    citation = Citation(
        OFFICE_PLAN,
        RATING,
        "本年度内测评结果3次以上满意率低于60%的,所在党支部及其班子成员不得纳入评先选优范围,同时督促及时整改",
    )
    severity = Severity.BREACH
    parameters = ("ev.threshold_pct", "ev.times", "ev.satisfied", "ev.min_ballots")

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        counted = count_low(facts.rated, facts.year, facts.rating_times, facts.rating_threshold_pct)
        if not facts.rated:
            return
        last = counted.events[-1].day if counted.events else None
        verdict = verdict_of(not counted.is_proposal)
        yield self.finding(str(facts.year), verdict, counted.sentence, on=last)
