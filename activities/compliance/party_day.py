"""Was the themed Party day held as asked: every month, long enough, in its month, with enough members."""

from collections.abc import Iterator

from activities.compliance.facts import BranchYear, PartyDayFacts
from activities.compliance.sources import FIXED_TIME, FULL_COVERAGE, OFFICE_PLAN
from activities.rules.attendance import judge_attendance
from activities.rules.regulations import BRANCH_REGULATIONS
from branches.rules.calendar import last_of_month
from partywork.common.clock import local_day
from partywork.common.compliance import Citation, Finding, Rule, Severity, Verdict, verdict_of


class MonthlyPartyDay(Rule[BranchYear]):
    """A branch holds at least one themed Party day in every month."""

    code = "party-day.monthly"
    title = "每月开展一次主题党日"
    citation = Citation(
        OFFICE_PLAN,
        FIXED_TIME,
        "“党支部主题党日”活动必须坚持每月开展一次",
        also=f"{BRANCH_REGULATIONS}第十六条",
    )
    severity = Severity.WARNING
    parameters = ("pd.events_per_month", "pd.exempt_months")

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for month in range(facts.first_month, facts.last_month + 1):
            if month not in facts.exempt_months:
                yield self._judge_month(facts, month)

    def _judge_month(self, facts: BranchYear, month: int) -> Finding:
        subject = f"{facts.year}-{month:02d}"
        end = last_of_month(local_day(facts.now).replace(year=facts.year, month=month, day=1))
        held, asked = len(facts.held_for(month)), facts.asked_in(month)
        if held >= asked:
            return self.finding(subject, Verdict.MET, f"{month}月已开展{held}次", on=end)
        if local_day(facts.now) <= end:
            missing = f"{month}月还没有开展，{end.month}月{end.day}日前开展即可"
            return self.finding(subject, Verdict.UNKNOWN, missing, on=end)
        if held:
            sentence = f"{month}月开展{held}次，应不少于{asked}次"
        else:
            sentence = f"{month}月没有开展主题党日"
        return self.finding(subject, Verdict.NOT_MET, sentence, on=end, explained=facts.excuse_for(month))


class HalfADay(Rule[BranchYear]):
    """An event is not shorter than half a day."""

    code = "party-day.half-day"
    title = "每次活动不少于半天"
    citation = Citation(OFFICE_PLAN, FIXED_TIME, "时间不少于半天")
    severity = Severity.WARNING
    parameters = ("pd.half_day_minutes",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for event in facts.held:
            asked, minutes = event.limits.half_day_minutes, event.minutes
            subject = f"activity:{event.activity}"
            if minutes is None:
                yield self.finding(subject, Verdict.UNKNOWN, "没有登记起止时间", on=event.day)
                continue
            text = f"{_name(event)}{minutes}分钟，应不少于{asked}分钟"
            verdict = verdict_of(minutes >= asked)
            yield self.finding(subject, verdict, text, on=event.day, explained=event.short_reason)


class StaysInItsMonth(Rule[BranchYear]):
    """A fixed day is moved only with a reason, reported before, and still completed in the same month."""

    code = "party-day.same-month"
    title = "改期须报备并在当月完成"
    citation = Citation(
        OFFICE_PLAN,
        FIXED_TIME,
        "原则上不得随意变更,确因工作需要或特殊情况不能按时开展的,可适当提前或顺延,需报党委报备并说明原因,但必须在当月完成",
    )
    severity = Severity.WARNING
    parameters = ("pd.same_month", "pd.change_needs")

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for event in facts.events:
            for number, move in enumerate(event.moves, start=1):
                if move.new is None or event.is_cancelled:
                    continue
                faults = []
                in_month = (move.old.year, move.old.month) == (move.new.year, move.new.month)
                if not in_month and event.limits.same_month and not move.committee_agreed:
                    faults.append(f"改到{move.new.month}月{move.new.day}日，没有在当月完成")
                if not move.reason.strip():
                    faults.append("没有写明原因")
                if move.reported_at is None or local_day(move.reported_at) > min(move.old, move.new):
                    faults.append("没有在活动前报备")
                moved = f"由{move.old.month}月{move.old.day}日改到{move.new.month}月{move.new.day}日"
                text = f"{_name(event)}{'；'.join(faults)}" if faults else f"{_name(event)}{moved}，已报备"
                subject = f"activity:{event.activity}:move:{number}"
                yield self.finding(subject, verdict_of(not faults), text, on=move.old)


class EnoughMembers(Rule[BranchYear]):
    """At every event at least 80 of a hundred members of the branch are present."""

    code = "party-day.attendance"
    title = "到会人数不低于规定比例"
    citation = Citation(
        OFFICE_PLAN,
        FULL_COVERAGE,
        "主题党日活动每次参加的人数,必须保证达到本支部党员总数的80%以上",
    )
    severity = Severity.WARNING
    parameters = ("pd.min_attendance_pct", "pd.denominator", "pd.small_branch_mode")

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for event in facts.held:
            subject = f"activity:{event.activity}"
            if event.headcount is None:
                yield self.finding(subject, Verdict.UNKNOWN, f"{_name(event)}没有登记到会", on=event.day)
                continue
            limits = event.limits
            judged = judge_attendance(
                event.headcount, limits.min_attendance_pct, limits.denominator, limits.small_branch_mode
            )
            verdict = verdict_of(judged.met) if judged.applies else Verdict.NOT_APPLICABLE
            parts = [judged.sentence]
            if verdict is Verdict.NOT_MET and judged.other_rate_sentence:
                parts.append(judged.other_rate_sentence)
            yield self.finding(
                subject,
                verdict,
                f"{_name(event)}{'；'.join(parts)}",
                on=event.day,
                explained=event.low_attendance_reason,
            )


def _name(event: PartyDayFacts) -> str:
    return f"{event.day.month}月{event.day.day}日活动"
