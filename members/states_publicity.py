"""Two small machines: a public notice, and what goes up to the Party committee for an answer."""

from members.choices_publicity import NoticeState, SubmissionState
from partywork.common.states import StateMachine, step

NOTICE = StateMachine(
    noun="这份公示",
    labels=dict(NoticeState.choices),
    steps=(
        step("conclude", "写结论", ["up"], "concluded"),
        step("withdraw", "撤回", ["up"], "withdrawn"),
    ),
)

SUBMISSION = StateMachine(
    noun="这件呈报",
    labels=dict(SubmissionState.choices),
    steps=(
        step("agree", "同意", ["waiting"], "agreed"),
        step("refuse", "不同意", ["waiting"], "refused"),
        step("return", "退回补充", ["waiting"], "returned"),
        step("resubmit", "重新呈报", ["returned"], "waiting"),
    ),
)
