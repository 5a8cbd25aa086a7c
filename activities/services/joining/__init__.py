"""A joint event: a branch or a committee opens it, other branches make it a Party day of their own (E-20, E-21).

Locks are taken in one order everywhere: the organizer's activity, the event, the others' activities, a part.
"""

from activities.services.joining.answering import adopt, decline, leave
from activities.services.joining.changing import cancel, change, set_agenda, write_text
from activities.services.joining.inviting import (
    invite_branches,
    open_for_branches,
    open_joint,
    withdraw_invitation,
)

__all__ = [
    "adopt",
    "cancel",
    "change",
    "decline",
    "invite_branches",
    "leave",
    "open_for_branches",
    "open_joint",
    "set_agenda",
    "withdraw_invitation",
    "write_text",
]
