"""The way of one person: open, stopped, given up, refused, ended well or badly (DV-01, DV-21, E-06)."""

from members.choices_development import DevelopmentState
from partywork.common.states import StateMachine, step

D = DevelopmentState

DEVELOPMENT = StateMachine(
    noun="这位同志的发展过程",
    labels={state.value: str(state.label) for state in D},
    steps=(
        step("stop", "停止培养", [D.OPEN], D.STOPPED),
        step("withdraw", "登记撤回申请", [D.OPEN], D.WITHDRAWN),
        step("refuse", "登记未予接收", [D.OPEN], D.REFUSED),
        step("restart", "重新开始", [D.STOPPED, D.WITHDRAWN, D.REFUSED], D.OPEN),
        step("annul", "取消预备党员资格", [D.OPEN], D.ANNULLED),
        step("finish", "归档办结", [D.OPEN], D.FULL),
    ),
)
