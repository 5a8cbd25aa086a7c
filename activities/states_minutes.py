"""The steps of minutes: written, signed by two, and handed upward only where the superior asks (MT-11, MT-12)."""

from activities.choices import RecordState as R
from partywork.common.states import StateMachine, step

LABELS = {value: str(label) for value, label in R.choices} | {R.DRAFT.value: "待签字"}
MINUTES = StateMachine(
    "会议记录",
    LABELS,
    (
        step("sign", "签字", [R.DRAFT], R.SIGNED),
        step("submit", "报送", [R.SIGNED, R.RETURNED], R.SUBMITTED),
        step("return", "退回", [R.SUBMITTED], R.RETURNED),
        step("accept", "受理", [R.SUBMITTED], R.ACCEPTED),
    ),
)
