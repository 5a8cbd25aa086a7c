"""A quiz is open from its first to its last day unless it is withdrawn (ED-08)."""

from activities.choices_quiz import QuizState
from partywork.common.states import StateMachine, step

Q = QuizState
QUIZ = StateMachine(
    "测试",
    {value: str(label) for value, label in Q.choices},
    (step("withdraw", "撤回", [Q.OPEN], Q.WITHDRAWN),),
)
