"""What is asked of the steps from application to admission (DV-02 to DV-19)."""

from collections.abc import Iterator
from datetime import date

from members.choices_development import ApproverKind, Heard
from members.rules import development_limits as limits
from members.rules.admission_vote import ADMISSION_REGULATIONS as FZ
from members.rules.development_facts import Approval, Candidate, Meeting, StepFacts, Talk, Training
from members.rules.development_path import WayFacts, limits_of, training_of
from members.rules.development_remarks import Remark, block, warn
from partywork.common.clock import full_date
from partywork.common.months import months_after


def applied(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """Eighteen on the day of applying (DV-02)."""
    limit = limits.applies_from(way.born_on)
    if limit.is_early(day):
        said = limits.age_sentence(way.born_on, day)
        yield block("DV-02", f"{said}（党章第一条）", "day")


def activist(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """Half a year after the application as a rule (DV-04)."""
    for limit in limits_of("activist", way):
        if limit.is_early(day):
            yield warn("DV-04", f"{limit.sentence}现在填的是{full_date(day)}，不满时间须写明理由。")


def candidate(day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """A year as an activist, and everybody heard (DV-08, DV-09)."""
    assert isinstance(facts, Candidate)
    for limit in limits_of("candidate", way):
        if limit.is_early(day):
            yield block("DV-08", f"{limit.sentence}现在填的是{full_date(day)}（{FZ}第十三条）。", "day")
    yield from not_heard("DV-09", facts.heard, "确定发展对象")


def political_review(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """Only of somebody who is a candidate by the superior's record (DV-11)."""
    effective = way.done.get("candidate_filed")
    if effective and day < effective:
        yield block(
            "DV-11", f"备案同意{full_date(effective)}以后才是发展对象，政治审查不能早于这一天。", "day"
        )


def training(day: date, facts: StepFacts, _way: WayFacts) -> Iterator[Remark]:
    """Three days or 24 hours, or the paper that allows less (DV-12)."""
    assert isinstance(facts, Training)
    if facts.begins and facts.begins > day:
        yield block("DV-12", f"培训开始{full_date(facts.begins)}晚于结束{full_date(day)}，请核对。", "begins")
    if not _is_trained(facts):
        said = limits.training_sentence(facts.days, facts.hours)
        yield block("DV-12", f"{said}经上级批准可以不足的，请写明批准的文件（{FZ}第十七条）。", "hours")


def reviewed(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """By the committee: trained, the political review still valid, nobody about to leave (DV-11 to DV-13)."""
    training = training_of(way)
    if training is not None and not _is_trained(training):
        yield block(
            "DV-12", f"{limits.training_sentence(training.days, training.hours)}没有培训合格不能审查。"
        )
    yield from _review_expired(day, way)
    yield from _leaves_soon(day, way)


def previewed(day: date, _facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """By the superior: nobody about to leave (DV-13)."""
    yield from _leaves_soon(day, way)


def admitted(day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """By the meeting: the political review still valid (DV-11). The vote itself is judged with its numbers."""
    assert isinstance(facts, Meeting)
    yield from _review_expired(day, way)


def approved(day: date, facts: StepFacts, way: WayFacts) -> Iterator[Remark]:
    """Within three months of the meeting, six with a reason, by whoever may approve (DV-17, DV-19)."""
    assert isinstance(facts, Approval)
    yield from approver(facts)
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


def superior_talk(_day: date, facts: StepFacts, _way: WayFacts) -> Iterator[Remark]:
    """Who was sent to talk (DV-17)."""
    assert isinstance(facts, Talk)
    if not facts.talker:
        yield block("DV-17", "请写明上级党委派谁谈的话：审批以前要派专人谈话。", "talker")


def approver(facts: Approval) -> Iterator[Remark]:
    """A general branch may discuss, not approve (DV-19)."""
    if facts.approver_kind == ApproverKind.GENERAL_BRANCH or "总支" in facts.approver:
        yield block(
            "DV-19",
            f"“{facts.approver}”是党总支，只能审议，不能审批预备党员；请填有审批权的党委（{FZ}）。",
            "approver",
        )


def not_heard(rule: str, heard: tuple[str, ...], what: str) -> Iterator[Remark]:
    """Whose opinion was not asked; whoever does not exist is named in the reason (DV-09)."""
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
