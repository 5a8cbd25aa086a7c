"""An honour on its way: nominated, recommended, awarded or not, and withdrawn again (CA-04, CA-08)."""

from members.choices_honours import HonourState
from partywork.common.states import StateMachine, step

S = HonourState
HONOUR = StateMachine(
    noun="这项荣誉",
    labels=dict(HonourState.choices),
    steps=(
        step("recommend", "推荐给上级", [S.NOMINATED], S.RECOMMENDED),
        step("award", "授予", [S.NOMINATED, S.RECOMMENDED], S.AWARDED),
        step("decline", "没有评上", [S.NOMINATED, S.RECOMMENDED], S.DECLINED),
        step("withdraw", "撤销", [S.AWARDED], S.WITHDRAWN),
    ),
)
