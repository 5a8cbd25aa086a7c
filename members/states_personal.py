"""What becomes of a member's request to correct what is kept about him (PI-05, M15)."""

from members.choices_personal import CorrectionState as S
from partywork.common.states import StateMachine, step

CORRECTION = StateMachine(
    noun="这条更正请求",
    labels={str(value): str(label) for value, label in S.choices},
    steps=(
        step("accept", "采纳并更正", [S.ASKED], S.ACCEPTED),
        step("refuse", "不采纳", [S.ASKED], S.REFUSED),
        step("withdraw", "撤回", [S.ASKED], S.WITHDRAWN),
    ),
)
