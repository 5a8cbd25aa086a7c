"""What a group has handed up and the secretary has confirmed is no longer changed by hand (G03)."""

from activities.choices import GroupRegisterState
from activities.models import Activity, GroupRegister
from members.reports.led_group import people_of
from partywork.common.verbs import require


def locked_members(activity: Activity) -> set[int]:
    """Members of groups whose register is confirmed. Whoever signs in himself is not kept out by it."""
    confirmed = GroupRegister.objects.filter(
        activity=activity, state=GroupRegisterState.CONFIRMED
    ).select_related("group")
    return {member for register in confirmed for member in people_of(register.group, activity.day)}


def require_unlocked(activity: Activity, member_id: int) -> None:
    require(
        member_id not in locked_members(activity),
        "这位同志所在小组的到会已经确认。要改，请先把小组的登记退回。",
        code="group_locked",
    )
