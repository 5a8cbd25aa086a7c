"""How a mark came about, in the words of the register (AT-14): the rung, the hour, and who wrote it down."""

from activities.choices import SignInMethod
from activities.models import Attendance
from partywork.common import clock

BY_HAND = (SignInMethod.LIST, SignInMethod.CARD, SignInMethod.PAPER, SignInMethod.LOG)


def how_marked(row: Attendance) -> str:
    """会场平板 14:03（17:20 补传）; 王三代签 14:03; 名单登记 14:03（张一）."""
    by = f"（{row.marked_by}）" if row.method in BY_HAND and row.marked_by else ""
    return f"{_rung(row)}{_when(row)}{by}"


def _rung(row: Attendance) -> str:
    rung = str(row.get_method_display())
    return f"{row.proxy.name}{rung}" if row.proxy else rung


def _when(row: Attendance) -> str:
    at = f" {row.marked_at.astimezone(clock.OFFICE):%H:%M}"
    if row.entered_at is None:
        return at
    entered = row.entered_at.astimezone(clock.OFFICE)
    same_day = clock.local_day(row.marked_at) == entered.date()
    later = f"{entered:%H:%M}" if same_day else f"{entered:%-m月%-d日 %H:%M}"
    if row.entered_at == row.marked_at:  # the paper does not say when
        return f"，{later} 录入"
    return f"{at}（{later} 补传）"
