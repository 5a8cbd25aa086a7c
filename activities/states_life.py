"""The steps of an appraisal, as a table."""

from activities.choices_life import AppraisalState
from partywork.common.states import StateMachine, step

S = AppraisalState
APPRAISAL = StateMachine(
    "民主评议",
    {state.value: str(state.label) for state in S},
    (
        step("open", "开始民主测评", [S.PREPARED], S.OPEN),
        step("call_off", "作废重来", [S.OPEN], S.PREPARED),
        step("close", "结束民主测评", [S.OPEN], S.CLOSED),
        step("publish", "反馈结果", [S.CLOSED], S.PUBLISHED),
    ),
)
