"""The tables of states, one machine for each kind of thing that moves on by steps."""

from collections.abc import Sequence

from activities.choices import (
    ActivityState,
    BestCaseState,
    FilingState,
    GroupRegisterState,
    JointState,
    LeaveState,
    MakeUpState,
    ObjectionState,
    PartState,
    PlanState,
    RatingState,
    RecordState,
)
from partywork.common.states import StateMachine, step


def _labels(choices: Sequence[tuple[str, object]]) -> dict[str, str]:
    return {value: str(label) for value, label in choices}


P, A, R, F, L, M, T = (
    PlanState,
    ActivityState,
    RecordState,
    FilingState,
    LeaveState,
    MakeUpState,
    RatingState,
)

PLAN = StateMachine(
    "年度计划",
    _labels(P.choices),
    (
        step("submit", "报送", [P.DRAFT, P.RETURNED], P.SUBMITTED),
        step("return", "退回", [P.SUBMITTED], P.RETURNED),
        step("approve", "备案", [P.SUBMITTED], P.APPROVED),
        step("reopen", "修订", [P.APPROVED], P.DRAFT),
    ),
)
ACTIVITY = StateMachine(
    "活动",
    _labels(A.choices),
    (
        step("announce", "发布预告", [A.DRAFT], A.ANNOUNCED),
        step("close", "结束", [A.DRAFT, A.ANNOUNCED], A.HELD),
        step("cancel", "取消", [A.DRAFT, A.ANNOUNCED], A.CANCELLED),
    ),
)
RECORD = StateMachine(
    "纪实表",
    _labels(R.choices),
    (
        step("submit", "报送", [R.DRAFT, R.RETURNED], R.SUBMITTED),
        step("return", "退回", [R.SUBMITTED], R.RETURNED),
        step("accept", "受理", [R.SUBMITTED], R.ACCEPTED),
    ),
)
FILING = StateMachine(
    "报送件",
    _labels(F.choices),
    (
        step("return", "退回", [F.SUBMITTED], F.RETURNED),
        step("accept", "受理", [F.SUBMITTED], F.ACCEPTED),
        step("resubmit", "重新报送", [F.RETURNED, F.ACCEPTED], F.SUBMITTED),
    ),
)
LEAVE = StateMachine(
    "请假",
    _labels(L.choices),
    (
        step("approve", "批准", [L.ASKED, L.REFUSED], L.APPROVED),
        step("refuse", "不批准", [L.ASKED], L.REFUSED),
        step("withdraw", "撤回", [L.ASKED, L.APPROVED], L.WITHDRAWN),
        step("ask", "再次请假", [L.WITHDRAWN, L.REFUSED], L.ASKED),
    ),
)
MAKE_UP = StateMachine(
    "补课",
    _labels(M.choices),
    (
        step("contact", "记一次联系", [M.OPEN, M.CONTACTED], M.CONTACTED),
        step("contact", "记一次联系", [M.DONE], M.DONE),  # handed in before anybody had telephoned
        step("hand_in", "交补课情况", [M.OPEN, M.CONTACTED], M.DONE),
        step("send_back", "请再补", [M.DONE], M.CONTACTED),
        step("confirm", "确认办结", [M.DONE], M.CONFIRMED),
        step("reopen", "对方撤回登记，重新补课", [M.DONE, M.CONFIRMED], M.OPEN),
    ),
)
RATING = StateMachine(
    "测评",
    _labels(T.choices),
    (
        step("open", "开始", [T.PREPARED], T.OPEN),
        step("close", "结束", [T.OPEN], T.CLOSED),
    ),
)
G = GroupRegisterState
GROUP_REGISTER = StateMachine(
    "小组的到会登记",
    _labels(G.choices),
    (
        step("hand_up", "上报", [G.OPEN, G.RETURNED], G.HANDED_UP),
        step("take_back", "收回", [G.HANDED_UP], G.OPEN),
        step("confirm", "确认", [G.HANDED_UP], G.CONFIRMED),
        step("return", "退回小组", [G.HANDED_UP, G.CONFIRMED], G.RETURNED),
    ),
)
JOINT = StateMachine(
    "联合活动",
    _labels(JointState.choices),
    (step("cancel", "取消", [JointState.OPEN], JointState.CANCELLED),),
)
PART = StateMachine(
    "参加支部",
    _labels(PartState.choices),
    (
        step("adopt", "确认", [PartState.INVITED, PartState.DECLINED, PartState.LEFT], PartState.ADOPTED),
        step("decline", "不参加", [PartState.INVITED], PartState.DECLINED),
        step("leave", "退出", [PartState.ADOPTED], PartState.LEFT),
        step("invite", "再次邀请", [PartState.DECLINED, PartState.LEFT], PartState.INVITED),
    ),
)
J = ObjectionState
OBJECTION = StateMachine(
    "对登记的异议",
    _labels(J.choices),
    (
        step("uphold", "更正", [J.OPEN], J.UPHELD),
        step("dismiss", "维持原登记", [J.OPEN], J.DISMISSED),
    ),
)

B = BestCaseState
BEST_CASE = StateMachine(
    "案例",
    _labels(B.choices),
    (
        step("keep", "收入", [B.NOMINATED], B.KEPT),
        step("decline", "不收入", [B.NOMINATED, B.KEPT], B.DECLINED),
        step("withdraw", "撤回", [B.NOMINATED], B.WITHDRAWN),
        step("nominate", "再次推荐", [B.DECLINED, B.WITHDRAWN], B.NOMINATED),
    ),
)
