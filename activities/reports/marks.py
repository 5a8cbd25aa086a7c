"""How a mark came about, in the words of the register (AT-14): the rung, the hour, and who wrote it down."""

from collections.abc import Iterable

from activities.choices import AttendanceStatus, SignInMethod
from activities.models import Attendance
from partywork.common import clock

BY_HAND = (SignInMethod.LIST, SignInMethod.CARD, SignInMethod.PAPER, SignInMethod.LOG, SignInMethod.ROLL_CALL)


def how_marked(row: Attendance) -> str:
    """会场平板 14:03（17:20 补传）; 王三代签 14:03; 名单登记 14:03（张一），15:10 离开."""
    by = f"（{row.marked_by}）" if row.method in BY_HAND and row.marked_by else ""
    left = f"，{row.left_at.astimezone(clock.OFFICE):%H:%M} 离开" if row.left_at else ""
    return f"{_rung(row)}{_when(row)}{by}{left}"


def rungs_sentence(rows: Iterable[Attendance]) -> str:
    """本人扫码 18 人，代签 1 人（王三代赵四）: each rung for what it is, none less than another (AT-14)."""
    here = [row for row in rows if row.is_present]
    parts = []
    for method in SignInMethod:
        mine = [row for row in here if row.method == method]
        named = [f"{row.proxy.name}代{row.member.name}签" for row in mine if row.proxy]
        if mine:
            parts.append(f"{method.label}{len(mine)}人" + (f"（{'、'.join(named)}）" if named else ""))
    return "，".join(parts)


def early_leave_sentence(rows: Iterable[Attendance]) -> str:
    """早退2人（李二15:10、王三14:30，时间不足不计到会）; empty when nobody did."""
    left = [row for row in rows if row.status in (AttendanceStatus.LEFT_EARLY, AttendanceStatus.LEFT_SHORT)]
    named = []
    for row in left:
        hour = f"{row.left_at.astimezone(clock.OFFICE):%H:%M}" if row.left_at else ""
        short = "，时间不足不计到会" if row.status == AttendanceStatus.LEFT_SHORT else ""
        named.append(f"{row.member.name}{hour}{short}")
    return f"早退{len(left)}人（{'、'.join(named)}）" if left else ""


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
