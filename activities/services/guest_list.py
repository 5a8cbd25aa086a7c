"""As long as the guests of an activity may be put right: one home for who invites, marks and takes off (PD-10)."""

from activities.choices import ActivityState
from activities.models import Activity
from partywork.common.verbs import lock, require


def require_guests_open(activity: Activity) -> None:
    """Until the record is handed in the list may be put right."""
    require(activity.state != ActivityState.CANCELLED, "活动已经取消。", code="wrong_state")
    held = activity.state == ActivityState.HELD
    if held:
        record = lock(activity.record)
        require(record.is_editable, f"{record.why_closed}，来宾名单不能再改。", code="filed")
