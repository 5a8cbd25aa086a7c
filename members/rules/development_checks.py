"""May this step be taken on this day, with these facts: what stops it, what asks for a reason, what is late (DV-*)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from members.choices_development import ApproverKind, Conversion, Heard
from members.rules import development_limits as limits
from members.rules.admission_vote import ADMISSION_REGULATIONS as FZ
from members.rules.admission_vote import judge_admission
from members.rules.development import BY_KEY, DevelopmentStep
from members.rules.development_facts import (
    Approval,
    Candidate,
    ConversionMeeting,
    Meeting,
    StepFacts,
    Talk,
    Training,
)
from members.rules.development_limits import Limit
from members.rules.development_path import (
    WayFacts,
    conversion_of,
    latest_before,
    limits_of,
    missing_for,
    training_of,
)
from partywork.common.clock import full_date
from partywork.common.months import months_after

CONSTITUTION = "党章第七条"


class Weight(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    LATE = "late"


@dataclass(frozen=True)
class Remark:
    """One sentence with its numbers. BLOCK stops; WARN may be gone past with a reason; LATE is only kept."""

    weight: Weight
    rule: str
    sentence: str
    field: str = ""


def block(rule: str, sentence: str, field: str = "") -> Remark:
    return Remark(Weight.BLOCK, rule, sentence, field)


def warn(rule: str, sentence: str, field: str = "reason") -> Remark:
    return Remark(Weight.WARN, rule, sentence, field)


def remarks_on(key: str, day: date, facts: StepFacts, way: WayFacts) -> tuple[Remark, ...]:
    """Everything the rules say about the step, the order of steps and days first."""
    step = BY_KEY[key]
    found = [*_order(step, day, facts, way)]
    if not found:
        check = _CHECKS.get(key)
        found = [*(check(day, facts, way) if check else ()), *_late(key, day, way)]
    return tuple(found)


def needs_waived(step: DevelopmentStep, facts: StepFacts, way: WayFacts) -> bool:
    """Extending or ending probation does not wait for an application to become a full member (DV-21)."""
    if step.key == "conversion_approved":
        decided = conversion_of(way)
        return decided is not None and decided.decision in (Conversion.EXTEND, Conversion.CANCEL)
    is_other = isinstance(facts, ConversionMeeting) and facts.decision in (
        Conversion.EXTEND,
        Conversion.CANCEL,
    )
    return step.key == "conversion_decided" and is_other


def _order(step: DevelopmentStep, day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    missing = missing_for(step, way.done)
    if needs_waived(step, facts, way):
        missing = tuple(each for each in missing if each.key != "conversion_asked")
    if missing:
        names = "、".join(f"第{each.number}步“{each.title}”" for each in missing)
        yield block("DV-01", f"要先办{names}，才能办第{step.number}步“{step.title}”。")
        return
    before = latest_before(step, way)
    if before is not None and day < before[1]:
        title = f"第{before[0].number}步“{before[0].title}”"
        yield block("DV-01", f"日期{full_date(day)}早于{title}的{full_date(before[1])}，请核对。", "day")


# What is late is kept as it was, with the days it was late by; nothing is asked.
_ONLY_LATE = ("talked", "cultivation", "admitted", "probation", "conversion_approved")


def _late(key: str, day: date, way: WayFacts) -> Iterator[Remark]:
    if key not in _ONLY_LATE:
        return
    limit = limits_of(key, way)[:1]
    for each in limit:
        if each.due is not None and each.is_late(day):
            days = (day - each.due).days
            yield Remark(Weight.LATE, each.rule, f"{each.sentence}实际{full_date(day)}，晚了{days}天。")


def _applied(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    limit = limits.applies_from(way.born_on)
    if limit.is_early(day):
        said = limits.age_sentence(way.born_on, day)
        yield block("DV-02", f"{said}（{CONSTITUTION.replace('第七条', '第一条')}）", "day")


def _activist(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    for limit in limits_of("activist", way):
        if limit.is_early(day):
            yield warn("DV-04", f"{limit.sentence}现在填的是{full_date(day)}，不满时间须写明理由。")


def _candidate(day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    assert isinstance(facts, Candidate)
    for limit in limits_of("candidate", way):
        if limit.is_early(day):
            yield block("DV-08", f"{limit.sentence}现在填的是{full_date(day)}（{FZ}第十三条）。", "day")
    yield from _not_heard("DV-09", facts.heard, "确定发展对象")


def _political_review(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    effective = way.done.get("candidate_filed")
    if effective and day < effective:
        yield block(
            "DV-11", f"备案同意{full_date(effective)}以后才是发展对象，政治审查不能早于这一天。", "day"
        )


def _training(day: date, facts: StepFacts, _way: WayFacts) -> Iterator[Remark]:
    assert isinstance(facts, Training)
    if facts.begins and facts.begins > day:
        yield block("DV-12", f"培训开始{full_date(facts.begins)}晚于结束{full_date(day)}，请核对。", "begins")
    if not _is_trained(facts):
        said = limits.training_sentence(facts.days, facts.hours)
        yield block("DV-12", f"{said}经上级批准可以不足的，请写明批准的文件（{FZ}第十七条）。", "hours")


def _reviewed(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    training = training_of(way)
    if training is not None and not _is_trained(training):
        yield block(
            "DV-12", f"{limits.training_sentence(training.days, training.hours)}没有培训合格不能审查。"
        )
    yield from _review_expired(day, way)
    yield from _leaves_soon(day, way)


def _previewed(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    yield from _leaves_soon(day, way)


def _admitted(day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    assert isinstance(facts, Meeting)
    yield from _review_expired(day, way)


def _approved(day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    assert isinstance(facts, Approval)
    yield from _approver(facts)
    meeting = way.done["admitted"]
    usual, special = limits.approval_by(meeting), limits.approval_by(meeting, special=True)
    if special.is_late(day):
        months = limits.APPROVAL_MONTHS_SPECIAL
        last = months_after(meeting, months)
        yield block(
            "DV-17",
            f"{full_date(meeting)}支部大会通过，到{full_date(last)}满{months}个月仍未审批，须由支部大会重新讨论。"
            f"请在第15步按“重新办理”（{FZ}）。",
            "day",
        )
    elif usual.is_late(day) and not facts.special:
        yield block(
            "DV-17", f"{usual.sentence}{full_date(day)}已经超过，请写明是什么特殊情况（{FZ}）。", "special"
        )


def _conversion_asked(_day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    until = way.probation_until
    if until is not None and _day > until:
        days = (_day - until).days
        yield Remark(
            Weight.LATE,
            "DV-22",
            f"预备期{full_date(until)}期满，{full_date(_day)}才提出转正申请，晚了{days}天。",
        )


def _conversion_decided(day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
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
            f"预备期到{full_date(until)}才满，{full_date(day)}还不能讨论转正（{CONSTITUTION}）。",
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
        yield from _not_heard("DV-22", facts.heard, "讨论转正")
    if limit.is_late(day):
        yield warn("DV-22", f"{limit.sentence}{full_date(day)}已经超过，须写明理由。")


def _conversion_approved(_day: date, facts: StepFacts, _way: WayFacts) -> Iterator[Remark]:
    assert isinstance(facts, Approval)
    yield from _approver(facts)


def _superior_talk(_day: date, facts: StepFacts, _way: WayFacts) -> Iterator[Remark]:
    assert isinstance(facts, Talk)
    if not facts.talker:
        yield block("DV-17", "请写明上级党委派谁谈的话：审批以前要派专人谈话。", "talker")


def judged(facts: StepFacts) -> StepFacts:
    """A meeting's numbers with what they come to (V-ADM); anything else as it is."""
    if not isinstance(facts, Meeting):
        return facts
    if isinstance(facts, ConversionMeeting) and facts.decision == Conversion.POSTPONE:
        return type(facts)(decision=facts.decision, cause=facts.cause)
    vote = judge_admission(
        expected=facts.expected,
        present=facts.present,
        in_favour=facts.in_favour,
        others=facts.others,
        written=facts.written,
    )
    kept: dict[str, Any] = {**facts.as_json(), "passed": vote.passed, "sentence": vote.sentence}
    return type(facts)(**kept)


def _approver(facts: Approval) -> Iterator[Remark]:
    if facts.approver_kind == ApproverKind.GENERAL_BRANCH or "总支" in facts.approver:
        yield block(
            "DV-19",
            f"“{facts.approver}”是党总支，只能审议，不能审批预备党员；请填有审批权的党委（{FZ}）。",
            "approver",
        )


def _not_heard(rule: str, heard: tuple[str, ...], what: str) -> Iterator[Remark]:
    missing = [str(each.label) for each in Heard if each not in heard]
    if missing:
        said = "、".join(missing)
        yield warn(
            rule,
            f"{what}要听取党小组、培养联系人、党员和群众的意见，还没有勾选：{said}。不适用的请写明理由。",
        )


def _review_expired(day: date, way: WayFacts) -> Iterator[Remark]:
    reviewed = way.done.get("political_review")
    if reviewed is None:
        return
    limit = limits.political_review_until(reviewed)
    if limit.is_late(day):
        yield warn("DV-11", f"{limit.sentence}{full_date(day)}已经失效，请先重新审查；仍要办的须写明理由。")


def _leaves_soon(day: date, way: WayFacts) -> Iterator[Remark]:
    if way.leaving_on is not None and limits.leaves_soon(day, way.leaving_on):
        months = limits.LEAVING_MONTHS
        yield warn(
            "DV-13",
            f"预计{full_date(way.leaving_on)}离开，离{full_date(day)}不到{months}个月，一般不办理接收（{FZ}第十九条）；要办须写明理由。",
        )


def _is_trained(training: Training) -> bool:
    return limits.training_is_enough(training.days, training.hours) or bool(training.exception)


def _due(limit: Limit) -> date:
    assert limit.due is not None
    return limit.due


_CHECKS: Mapping[str, Callable[[date, StepFacts, WayFacts], Iterator[Remark]]] = MappingProxyType(
    {
        "applied": _applied,
        "activist": _activist,
        "candidate": _candidate,
        "political_review": _political_review,
        "training": _training,
        "reviewed": _reviewed,
        "previewed": _previewed,
        "admitted": _admitted,
        "superior_talk": _superior_talk,
        "approved": _approved,
        "conversion_asked": _conversion_asked,
        "conversion_decided": _conversion_decided,
        "conversion_approved": _conversion_approved,
    }
)
