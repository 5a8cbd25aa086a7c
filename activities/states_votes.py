"""The states of a ballot: prepared → open → closed → announced; void where it has to be repeated."""

from activities.choices_votes import BallotState
from partywork.common.states import StateMachine, step

B = BallotState
BALLOT = StateMachine(
    "表决",
    {value: str(label) for value, label in BallotState.choices},
    (
        step("open", "开始", [B.PREPARED], B.OPEN),
        step("close", "结束", [B.OPEN], B.CLOSED),
        step("announce", "宣布结果", [B.CLOSED], B.ANNOUNCED),
        step("void", "作废", [B.OPEN], B.VOID),
    ),
)
