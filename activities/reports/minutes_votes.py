"""What the minutes say about voting: who had a vote, whether the meeting was quorate, how each vote came out (V-*)."""

from collections.abc import Sequence
from typing import Any

from activities.choices_votes import BallotState
from activities.models import Activity, Attendance, Ballot
from activities.rules.vote_table import vote_rule
from members.choices import Standing


def voters_at(activity: Activity, rows: Sequence[Attendance]) -> dict[str, Any]:
    """应到, 实到 with a vote: full members less those the meeting left out (MEM-02, MT-19)."""
    left_out = {row.member_id for row in activity.voter_exclusions.all() if row.approved_at is not None}
    voters = [row for row in rows if row.standing == Standing.FULL]
    counted = [row for row in voters if row.member_id not in left_out]
    expected, present = len(counted), sum(row.is_present for row in counted)
    return {
        "expected": expected,
        "present": present,
        "left_out": len(voters) - expected,
        "quorum": _quorum(activity, expected, present),
    }


def _quorum(activity: Activity, expected: int, present: int) -> str:
    """半数以上即不少于7人，有效"""
    if not activity.sort.quorum:
        return ""
    rule = vote_rule(activity.sort.quorum).quorum
    verdict = "有效" if rule.is_met(present, expected) else "人数不够，不能表决"
    return f"{rule.words}即不少于{rule.needed(expected)}人，{verdict}"


def ballots_at(activity: Activity) -> list[dict[str, Any]]:
    """Each vote with its sums and the formula; one that was void stays in the record as such."""
    return [_ballot(ballot) for ballot in activity.ballots.all() if ballot.has_result or _is_void(ballot)]


def _is_void(ballot: Ballot) -> bool:
    return ballot.state == BallotState.VOID and ballot.opened_at is not None


def _ballot(ballot: Ballot) -> dict[str, Any]:
    matter = f"{ballot.title}（含书面{ballot.written}票）" if ballot.written else ballot.title
    facts = {"matter": matter, "method": str(ballot.get_method_display()).removesuffix("表决")}
    if _is_void(ballot):
        empty = {"in_favour": "", "against": "", "abstained": ""}
        return {**facts, **empty, "result": "作废", "sentence": f"作废：{ballot.void_reason}"}
    return {
        **facts,
        "in_favour": str(ballot.in_favour),
        "against": str(ballot.against),
        "abstained": str(ballot.abstained),
        "result": "通过" if ballot.passed else "未通过",
        "sentence": f"{ballot.sentence.rstrip('。')}。监票人{ballot.teller.name}。",
    }
