"""The nine steps of a themed Party day, read off the facts and never ticked (PD-06, N08)."""

from activities.choices import RatingState
from activities.rules.step_facts import DONE, FILE, MISSING, NOT_ASKED, OFF, UNKNOWN, Step, StepFacts
from branches.rules.deadlines import day_text
from partywork.common.clock import OFFICE

__all__ = ["Step", "StepFacts", "nine_steps", "steps_sentence"]


def nine_steps(facts: StepFacts) -> tuple[Step, ...]:
    """The nine steps in their order."""
    return (
        _decided(facts),
        _approved(facts),
        _published(facts),
        _convened(facts),
        _signed(facts),
        _reported(facts),
        _held(facts),
        _rated(facts),
        _summed_up(facts),
    )


def steps_sentence(steps: tuple[Step, ...]) -> str:
    """7步有依据，1步待定，1步缺内容"""
    words = ((DONE, "步有依据"), (UNKNOWN, "步待定"), (MISSING, "步缺内容"), (OFF, "步不适用"))
    counted = ((sum(step.state == state for step in steps), word) for state, word in words)
    return "，".join(f"{number}{word}" for number, word in counted if number)


def _decided(facts: StepFacts) -> Step:
    if facts.decided_on is None:
        return Step(1, "支委会定题", MISSING, "没有支委会定题的日期")
    fact = f"{day_text(facts.decided_on)} {facts.decided_text or '支委会定题'}"
    return Step(1, "支委会定题", DONE, fact, facts.decided_on, facts.decided_by)


def _approved(facts: StepFacts) -> Step:
    title = "报上级备案" if facts.approval_mode == FILE else "上级审定"
    word = "备案" if facts.approval_mode == FILE else "审定"
    if facts.approval_mode == NOT_ASKED:
        return Step(2, title, OFF, "上级不要求逐次报送")
    if facts.approved_on is not None:
        fact = f"{day_text(facts.approved_on)} {facts.approved_by}{word}"
        return Step(2, title, DONE, fact, facts.approved_on, facts.approved_by)
    if facts.submitted_on is None:
        return Step(2, title, MISSING, f"还没有报上级{word}")
    fact = f"{day_text(facts.submitted_on)}已报，等上级{word}"
    if facts.approval_mode == FILE:
        return Step(2, title, DONE, f"{day_text(facts.submitted_on)}已报备", facts.submitted_on)
    if not facts.is_ahead:
        return Step(
            2, title, MISSING, f"{fact}（未审定先行）", facts.submitted_on
        )  # E-14: never blocks the event
    return Step(2, title, UNKNOWN, fact, facts.submitted_on)


def _published(facts: StepFacts) -> Step:
    if facts.notice_published_at is None:
        if facts.notice_days == 0:
            return Step(3, "公示预告", OFF, "上级没有规定提前预告")
        return Step(3, "公示预告", MISSING, "还没有发布预告")
    moment = facts.notice_published_at.astimezone(OFFICE)
    fact = f"{day_text(moment.date())} {moment:%H:%M}，提前{facts.notice_lead}{facts.notice_unit}"
    if facts.notice_lead is not None and facts.notice_lead < facts.notice_days:
        fact = f"{fact}，应不少于{facts.notice_days}{facts.notice_unit}"
    return Step(3, "公示预告", DONE, fact, moment.date(), facts.notice_published_by)


def _convened(facts: StepFacts) -> Step:
    title, published = "召集", facts.notice_published_at
    if not facts.notices_total or published is None:
        return Step(4, title, UNKNOWN if facts.is_ahead else MISSING, "还没有通知到人")
    undelivered = facts.notices_total - facts.notices_delivered
    day = published.astimezone(OFFICE).date()
    if undelivered:
        return Step(4, title, MISSING, f"{facts.notices_total}人中{undelivered}人没有送达", day)
    called = f"，电话通知{facts.notices_called}人" if facts.notices_called else ""
    fact = f"{facts.notices_total}人全部送达，{facts.notices_answered}人已答复{called}"
    return Step(4, title, DONE, fact, day, facts.notice_published_by)


def _signed(facts: StepFacts) -> Step:
    title = "签到"
    if facts.signed and not facts.is_closed:
        return Step(5, title, UNKNOWN, f"已登记到会{facts.signed}人，名单还没有核定", facts.event_date)
    if facts.unsettled_names and not facts.is_ahead and facts.signed:
        return Step(5, title, UNKNOWN, f"{_names(facts.unsettled_names)}没有登记", facts.event_date)
    if not facts.signed:
        return _not_yet(facts, 5, title, "没有任何签到登记")
    fact = f"应到{facts.expected}人，登记到会{facts.signed}人"
    return Step(5, title, DONE, fact, facts.event_date, facts.signed_by)


def _reported(facts: StepFacts) -> Step:
    title = "通报到会"
    if facts.reported_at is None:
        return _not_yet(facts, 6, title, "没有通报到会情况的时间")
    moment = facts.reported_at.astimezone(OFFICE)
    text = f"，{facts.report_text}" if facts.report_text else ""
    return Step(6, title, DONE, f"{moment:%H:%M}通报{text}", moment.date(), facts.host)


def _held(facts: StepFacts) -> Step:
    title = "开展活动"
    if not facts.is_closed or facts.starts_at is None or facts.ends_at is None:
        return _not_yet(facts, 7, title, "活动还没有结束登记")
    start, end = facts.starts_at.astimezone(OFFICE), facts.ends_at.astimezone(OFFICE)
    fact = f"{start:%H:%M}—{end:%H:%M}，{facts.minutes}分钟"
    if facts.days > 1:
        fact = f"{day_text(start.date())}{start:%H:%M}—{day_text(end.date())}{end:%H:%M}，{facts.days}天"
    if facts.minutes is not None and facts.minutes < facts.required_minutes:
        fact = f"{fact}，应不少于{facts.required_minutes}分钟"
    return Step(7, title, DONE, fact, start.date(), facts.host)


def _rated(facts: StepFacts) -> Step:
    title = "主题测评"
    if facts.rating_state == RatingState.OPEN:
        return Step(8, title, UNKNOWN, f"测评进行中，已收回{facts.rating_collected}份", facts.event_date)
    if facts.rating_state != RatingState.CLOSED:
        return _not_yet(facts, 8, title, "没有开展测评")
    if not facts.rating_collected:
        return Step(8, title, MISSING, f"发出{facts.rating_issued}份，没有收回", facts.event_date)
    fact = f"发出{facts.rating_issued}份，收回{facts.rating_collected}份，限{facts.rating_hours}小时内"
    return Step(8, title, DONE, fact, facts.event_date)


def _summed_up(facts: StepFacts) -> Step:
    title = "总结提升"
    if facts.summary_missing:
        return _not_yet(facts, 9, title, f"缺{'、'.join(facts.summary_missing)}")
    day = facts.summary_on
    return Step(9, title, DONE, f"{day_text(day)}写明" if day else "已写明", day, facts.summary_by)


def _not_yet(facts: StepFacts, number: int, title: str, missing: str) -> Step:
    """Before the day nothing can be missing; afterwards it is."""
    if facts.is_ahead or (facts.today == facts.event_date and not facts.is_closed):
        return Step(number, title, UNKNOWN, "活动还没有开展" if facts.is_ahead else "活动今天开展")
    return Step(number, title, MISSING, missing)


def _names(names: tuple[str, ...]) -> str:
    if len(names) <= 3:
        return f"{'、'.join(names)}{len(names)}人"
    return f"{'、'.join(names[:3])}等{len(names)}人"
