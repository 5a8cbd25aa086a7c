"""The judgement of a vote: may it begin, can it pass, did it pass, and the sentence that says so with its numbers.

The rows stand in vote_table.py (V-GEN, V-COM, V-ADM, V-ELE, V-PUN). The same judgement stands on the page, on the
result sheet, in the minutes and in `manage.py explain_vote`.
"""

from dataclasses import dataclass

from activities.rules.vote_table import VOTES, VoteRule, vote_rule
from partywork.common.errors import DomainError
from partywork.common.majority import BASE_NAMES, Base, Majority


@dataclass(frozen=True)
class Opening:
    """What is said before the vote begins: is it lawful, and can it pass at all (E-39)?"""

    kind: str
    expected: int
    present: int
    written: int
    quorum_met: bool
    quorum_needed: int
    needed: int
    can_pass: bool
    sentence: str


@dataclass(frozen=True)
class Judgement:
    """What became of the vote. Without a quorum nothing passes, however many were in favour."""

    kind: str
    expected: int
    present: int
    written: int
    in_favour: int
    quorum_met: bool
    quorum_needed: int
    passes: bool
    needed: int
    formula: str
    sentence: str


def judge_opening(
    key: str, *, expected: int, present: int, written: int = 0, base: Base | None = None
) -> Opening:
    """`written` are opinions of those absent, handed in before the meeting: votes, but not people present (E-41)."""
    rule = vote_rule(key)
    _check_people(rule, expected, present, written)
    majority = _majority(rule, base, expected, present)
    met = rule.quorum.is_met(present, expected)
    can_pass = met and majority.passes(present + written)
    begin = _quorum_sentence(rule, expected, present)
    if not met:
        sentence = f"{begin}，不能开始表决"
    elif can_pass:
        sentence = f"{begin}，可以开始；赞成{majority.needed}票通过"
    else:
        most = (
            f"到会的人加书面意见{written}份最多{present + written}票"
            if written
            else f"到会的人全部赞成也只有{present}票"
        )
        sentence = f"{begin}，可以开始，但不可能通过：须赞成{majority.needed}票，{most}"
    return Opening(
        kind=rule.kind.value,
        expected=expected,
        present=present,
        written=written,
        quorum_met=met,
        quorum_needed=rule.quorum.needed(expected),
        needed=majority.needed,
        can_pass=can_pass,
        sentence=f"{sentence}（{rule.clause}）。",
    )


def judge_vote(
    key: str,
    *,
    expected: int,
    present: int,
    in_favour: int,
    written: int = 0,
    others: int = 0,
    base: Base | None = None,
) -> Judgement:
    """`in_favour` counts every vote in favour, those among the written opinions included (E-41).

    `others` are votes against, abstentions and void papers: they are checked against the heads and help nobody.
    """
    rule = vote_rule(key)
    _check_people(rule, expected, present, written)
    _check_votes(present, written, in_favour, others)
    majority = _majority(rule, base, expected, present)
    base_name = BASE_NAMES[base or rule.base]
    met, passes = rule.quorum.is_met(present, expected), majority.passes(in_favour)
    sign = ">" if passes else "≤"
    formula = f"赞成{in_favour}票 {sign} {base_name}{majority.of}人 ÷ 2 = {_half(majority.of)}"
    begin = _quorum_sentence(rule, expected, present)
    votes = f"赞成{in_favour}票{f'（含书面意见中的，书面意见共{written}份）' if written else ''}"
    if not met:
        sentence = f"{begin}，会议不能表决，{votes}也不算通过"
    elif passes:
        after = "，报上级党组织批准" if rule.superior_approves else ""
        sentence = (
            f"{begin}；{votes}，超过{base_name}{majority.of}人的半数（至少{majority.needed}票），通过{after}"
        )
    else:
        sentence = (
            f"{begin}；{votes}，没有超过{base_name}{majority.of}人的半数（至少{majority.needed}票），不通过"
        )
    return Judgement(
        kind=rule.kind.value,
        expected=expected,
        present=present,
        written=written,
        in_favour=in_favour,
        quorum_met=met,
        quorum_needed=rule.quorum.needed(expected),
        passes=met and passes,
        needed=majority.needed,
        formula=formula,
        sentence=f"{sentence}（{rule.clause}）。",
    )


def quorum_formula(key: str, *, expected: int, present: int) -> str:
    """7 ≥ 10 × 4 ÷ 5 = 8 is what a result sheet prints; here with the words of the table."""
    rule = vote_rule(key).quorum
    met = rule.is_met(present, expected)
    sign = (">" if met else "≤") if rule.exceeds else ("≥" if met else "<")
    share = _half(expected) if rule.under == 2 else _tenths(expected * rule.over * 10 // rule.under)
    times = f" × {rule.over}" if rule.over > 1 else ""
    return f"实到{present}人 {sign} 应到{expected}人{times} ÷ {rule.under} = {share}"


def _majority(rule: VoteRule, base: Base | None, expected: int, present: int) -> Majority:
    return Majority(expected if (base or rule.base) is Base.EXPECTED else present)


def _quorum_sentence(rule: VoteRule, expected: int, present: int) -> str:
    is_met = "符合" if rule.quorum.is_met(present, expected) else "不足"
    needed = rule.quorum.needed(expected)
    return f"应到{rule.who}{expected}人，实到{present}人，{is_met}“{rule.quorum.words}”（至少{needed}人）"


def _half(number: int) -> str:
    return _tenths(number * 5)


def _tenths(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def _check_people(rule: VoteRule, expected: int, present: int, written: int) -> None:
    if expected < 1:
        raise DomainError(f"应到{expected}人，没有有表决权的人，不能表决。", field="expected")
    if present < 0:
        raise DomainError(f"实到人数不能是{present}。", field="present")
    if written < 0:
        raise DomainError(f"书面意见份数不能是{written}。", field="written")
    if present > expected:
        raise DomainError(f"实到{present}人多于应到{expected}人，请核对。", field="present")
    if written and not rule.written:
        only = f"只有讨论接收预备党员、转正时，会前交的才算票（{VOTES['V-ADM'].clause}）。"
        text = f"{rule.kind.value} 不能用书面意见：{only}"
        raise DomainError(text, field="written", code="written_not_allowed")
    if present + written > expected:
        text = f"实到{present}人加书面意见{written}份，多于应到{expected}人，请核对：到会的人不再交书面意见。"
        raise DomainError(text, field="written")


def _check_votes(present: int, written: int, in_favour: int, others: int) -> None:
    if in_favour < 0 or others < 0:
        raise DomainError(f"票数不能是{min(in_favour, others)}。", field="in_favour")
    whose = f"实到{present}人加书面意见{written}份" if written else f"实到{present}人"
    if in_favour > present + written:
        raise DomainError(f"赞成{in_favour}票，多于{whose}，请核对。", field="in_favour")
    if in_favour + others > present + written:
        raise DomainError(f"赞成{in_favour}票加其他{others}票，多于{whose}，请核对。", field="in_favour")
