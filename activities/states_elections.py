"""The tables of states of an election and of one ballot in it."""

from collections.abc import Sequence

from activities.choices_elections import ElectionState, RoundState
from partywork.common.states import StateMachine, step

E, R = ElectionState, RoundState


def _labels(choices: Sequence[tuple[str, object]]) -> dict[str, str]:
    return {value: str(label) for value, label in choices}


ELECTION = StateMachine(
    "这次选举",
    _labels(E.choices),
    (
        step("finish", "办结", [E.OPEN], E.FINISHED),
        step("cancel", "取消", [E.OPEN], E.CANCELLED),
    ),
)
ROUND = StateMachine(
    "这一次投票",
    _labels(R.choices),
    (
        step("open", "发出选票", [R.PREPARED], R.OPEN),
        step("count", "计票", [R.OPEN], R.COUNTED),
        step("recount", "更正计票单", [R.COUNTED], R.OPEN),
        step("announce", "宣布结果", [R.COUNTED], R.ANNOUNCED),
        step("void", "作废重投", [R.PREPARED, R.OPEN, R.COUNTED], R.VOID),
    ),
)
