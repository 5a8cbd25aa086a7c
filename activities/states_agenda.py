"""The states of what was agreed on (F-43)."""

from activities.choices_agenda import ActionState
from partywork.common.states import StateMachine, step

A = ActionState
ACTION = StateMachine(
    "议定事项",
    {value: str(label) for value, label in A.choices},
    (
        step("finish", "办结", [A.OPEN], A.DONE),
        step("drop", "不再办理", [A.OPEN], A.DROPPED),
        step("reopen", "重新办理", [A.DONE, A.DROPPED], A.OPEN),
    ),
)
