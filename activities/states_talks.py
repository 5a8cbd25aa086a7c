"""How the record of a heart-to-heart talk moves on: entered by one, confirmed by the other."""

from activities.choices_talks import TalkState
from partywork.common.states import StateMachine, step

S = TalkState
TALK = StateMachine(
    "谈话记录",
    {value: str(label) for value, label in S.choices},
    (
        step("amend", "修改", [S.ENTERED, S.RETURNED], S.ENTERED),
        step("return", "请对方改", [S.ENTERED], S.RETURNED),
        step("confirm", "确认", [S.ENTERED], S.CONFIRMED),
    ),
)
