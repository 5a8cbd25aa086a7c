"""What is asked of the steps from the end of probation to full membership (DV-20 to DV-22)."""

from collections.abc import Iterator
from datetime import date

from members.choices_development import Conversion
from members.rules import development_limits as limits
from members.rules.admission_vote import ADMISSION_REGULATIONS as FZ
from members.rules.development_admission_checks import approver, not_heard
from members.rules.development_facts import Approval, ConversionMeeting, StepFacts
from members.rules.development_limits import Limit
from members.rules.development_path import WayFacts
from members.rules.development_remarks import Remark, Weight, block, warn
from partywork.common.clock import full_date


def conversion_asked(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """Late once probation is over; never refused (DV-22)."""
    until = way.probation_until
    if until is not None and day > until:
        days = (day - until).days
        yield Remark(
            Weight.LATE,
            "DV-22",
            f"预备期{full_date(until)}期满，{full_date(day)}才提出转正申请，晚了{days}天。",
        )


def conversion_decided(day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """Not before probation is over, extended once, put off for six months at most (DV-20 to DV-22)."""
    assert isinstance(facts, ConversionMeeting)
    until = way.probation_until
    if until is None:
        return
    limit = limits.conversion_meeting(until)
    if facts.decision == Conversion.EXTEND:
        refused = limits.extension_is_allowed(facts.months, extended_before=bool(way.extended_months))
        if refused:
            yield block("DV-21", f"{refused}（{FZ}第三十二条）", "months")
    if facts.decision != Conversion.CANCEL and limit.is_early(day):
        yield block(
            "DV-22",
            f"预备期到{full_date(until)}才满，{full_date(day)}还不能讨论转正（党章第七条）。",
            "day",
        )
    if facts.decision == Conversion.POSTPONE:
        if limit.is_late(day):
            yield block(
                "DV-22", f"推迟讨论最长六个月，到{full_date(_due(limit))}为止，不能再推迟。", "decision"
            )
        if not facts.cause:
            yield block("DV-22", "推迟讨论要写明原因；推迟不是延长，党龄仍从期满之日算起。", "cause")
        return
    if facts.decision == Conversion.CONFIRM:
        yield from not_heard("DV-22", facts.heard, "讨论转正")
    if limit.is_late(day):
        yield warn("DV-22", f"{limit.sentence}{full_date(day)}已经超过，须写明理由。")


def conversion_approved(_day: date, facts: StepFacts, _way: WayFacts) -> Iterator[Remark]:
    """By whoever may approve (DV-19)."""
    assert isinstance(facts, Approval)
    yield from approver(facts)


def _due(limit: Limit) -> date:
    assert limit.due is not None
    return limit.due
