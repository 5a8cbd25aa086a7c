"""V-ADM for the way to membership: more than half there, more than half of those expected in favour (FZ, DV-16).

The ballots of a meeting are judged by activities.rules.voting; a test holds the two together number by number.
"""

from dataclasses import dataclass

from partywork.common.errors import DomainError
from partywork.common.majority import Majority
from partywork.common.quorum import MORE_THAN_HALF

ADMISSION_REGULATIONS = "《中国共产党发展党员工作细则》"
CLAUSE = f"{ADMISSION_REGULATIONS}第二十条、第二十一条"


@dataclass(frozen=True)
class AdmissionVote:
    """Did it pass, and the sentence with its numbers. Without a quorum nothing passes."""

    quorum_met: bool
    passed: bool
    sentence: str


def judge_admission(
    *, expected: int, present: int, in_favour: int, others: int = 0, written: int = 0
) -> AdmissionVote:
    """`in_favour` counts the written opinions in favour too; `others`: against, abstained, void (E-41)."""
    _check(expected, present, in_favour, others, written)
    majority = Majority(expected)
    met, enough = MORE_THAN_HALF.is_met(present, expected), majority.passes(in_favour)
    there = "符合" if met else "不足"
    begin = (
        f"应到有表决权的正式党员{expected}人，实到{present}人，"
        f"{there}“{MORE_THAN_HALF.words}”（至少{MORE_THAN_HALF.needed(expected)}人）"
    )
    votes = f"赞成{in_favour}票{f'（含书面意见中的，书面意见共{written}份）' if written else ''}"
    needed = f"应到{expected}人的半数（至少{majority.needed}票）"
    if not met:
        text = f"{begin}，会议不能表决，{votes}也不算通过"
    elif enough:
        text = f"{begin}；{votes}，超过{needed}，通过，报上级党组织批准"
    else:
        text = f"{begin}；{votes}，没有超过{needed}，不通过"
    return AdmissionVote(met, met and enough, f"{text}（{CLAUSE}）。")


def _check(expected: int, present: int, in_favour: int, others: int, written: int) -> None:
    whose = f"实到{present}人加书面意见{written}份" if written else f"实到{present}人"
    wrong = (
        (expected < 1, "expected", f"应到{expected}人，没有有表决权的人，不能表决。"),
        (present < 0, "present", f"实到人数不能是{present}。"),
        (written < 0, "written", f"书面意见份数不能是{written}。"),
        (present > expected, "present", f"实到{present}人多于应到{expected}人，请核对。"),
        (
            present + written > expected,
            "written",
            f"实到{present}人加书面意见{written}份，多于应到{expected}人，请核对：到会的人不再交书面意见。",
        ),
        (in_favour < 0 or others < 0, "in_favour", f"票数不能是{min(in_favour, others)}。"),
        (in_favour > present + written, "in_favour", f"赞成{in_favour}票，多于{whose}，请核对。"),
        (
            in_favour + others > present + written,
            "in_favour",
            f"赞成{in_favour}票加其他{others}票，多于{whose}，请核对。",
        ),
    )
    for is_wrong, field, sentence in wrong:
        if is_wrong:
            raise DomainError(sentence, field=field)
