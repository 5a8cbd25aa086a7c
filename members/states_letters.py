"""A letter of introduction: issued, then accepted by its receipt; or it runs out, or is taken back (MEM-07, MEM-08)."""

from members.choices_letters import LetterState
from partywork.common.states import StateMachine, step

ISSUED, EXPIRED = LetterState.ISSUED, LetterState.EXPIRED

LETTER = StateMachine(
    noun="这份介绍信",
    labels=dict(LetterState.choices),
    steps=(
        step("accept", "接收", [ISSUED, EXPIRED], LetterState.ACCEPTED),
        step("expire", "记为过期", [ISSUED], EXPIRED),
        step("void", "作废", [ISSUED, EXPIRED], LetterState.VOID),
    ),
)
