"""What dues pass through: a month is open until it is counted, a remittance until it is receipted above."""

from partywork.common.states import StateMachine, step

DUES_MONTH = StateMachine(
    noun="这个月的党费",
    labels={"open": "未结账", "closed": "已结账"},
    steps=(step("close", "结账", ["open"], "closed"),),
)

DUES_REMITTANCE = StateMachine(
    noun="这笔上缴",
    labels={"sent": "待上级收讫", "received": "上级已收讫"},
    steps=(step("receive", "收讫", ["sent"], "received"),),
)

DUES_HANDOVER = StateMachine(
    noun="这次交接",
    labels={"written": "待另一方确认", "confirmed": "双方已确认"},
    steps=(step("confirm", "确认", ["written"], "confirmed"),),
)
