"""The register of an activity as the printed form F-03 wants it."""

from dataclasses import dataclass
from typing import Any

from activities.choices import AttendanceStatus, SignInMethod
from activities.documents.sign_in_sheet import (
    SignInGuest,
    SignInLine,
    SignInSheetContent,
    SignInSheetDocument,
)
from activities.models import Activity, Attendance
from activities.reports.cards import numbers_on
from activities.reports.register import register_of
from activities.reports.register_lines import Line
from activities.reports.sheet import LEAVE_STATUSES
from activities.rules.headcount import split_text
from partywork.common import clock

RUNGS = {
    SignInMethod.CODE: "线上",
    SignInMethod.POSTER: "海报",
    SignInMethod.CARD: "刷卡",
    SignInMethod.TABLET: "平板",
    SignInMethod.LIST: "登记",
    SignInMethod.PAPER: "亲笔",
    SignInMethod.PROXY: "代签",
    SignInMethod.LOG: "会议",
    SignInMethod.ROLL_CALL: "点名",
}


@dataclass(frozen=True)
class _Mark:
    rung: str = ""
    time: str = ""
    remark: str = ""


def sign_in_sheet(activity: Activity, *, filled: bool) -> dict[str, Any]:
    """Blank it names who is expected; filled it also says how each mark came about (AT-14)."""
    register = register_of(activity)
    heads = register.verdict.headcount
    marks = _marks(activity) if filled else {}
    codes = {} if filled else numbers_on(activity)
    exempt = len(register.exempt)
    expected = f"应到{split_text(heads.expected, heads.expected_full)}人"
    people = f"党员总数{heads.total}人，{f'豁免{exempt}人；' if exempt else ''}{expected}"
    if filled:
        leave = sum(1 for line in register.lines if line.status in LEAVE_STATUSES)
        absent = sum(1 for line in register.lines if line.status == AttendanceStatus.ABSENT)
        people += (
            f"，实到{split_text(heads.present, heads.present_full)}人，请假{leave}人，无故缺席{absent}人"
        )
        people += f"，待核{heads.unsettled}人" if heads.unsettled else ""
        proxies = sum(mark.rung == RUNGS[SignInMethod.PROXY] for mark in marks.values())
        people += f"，其中代签{proxies}人次" if proxies else ""
    rates = f"按党员总数{register.verdict.total_rate_text}，按应到人数{register.verdict.expected_rate_text}"
    by_group = sorted(register.lines, key=lambda line: (not line.group_name, line.group_name))
    content = SignInSheetContent(
        title=f"{activity.get_kind_display()}活动签到表",
        branch=activity.branch.name_on(activity.day),
        held_on=activity.day,
        theme=activity.theme,
        place=activity.place,
        filled=filled,
        lines=tuple(
            _line(number, line, marks, codes.get(line.member_id, ""), filled=filled)
            for number, line in enumerate(by_group, 1)
        ),
        guests=tuple(SignInGuest(g.name, g.office or g.get_kind_display()) for g in activity.guests.all()),
        people=people,
        rates=f"到会率：{rates}" if filled else "",
    )
    return SignInSheetDocument(content).to_json()


def _line(number: int, line: Line, marks: dict[int, _Mark], code: str, *, filled: bool) -> SignInLine:
    mark = marks.get(line.member_id, _Mark())
    away = filled and not line.is_present
    exempt = "豁免" if line.is_exempt and not line.is_present else ""
    return SignInLine(
        number=number,
        code=code,
        name=line.name,
        standing=line.standing,
        group=line.group_name,
        mark="—" if away else mark.rung,
        time="—" if away else mark.time,
        remark=exempt or (_away(line) if away else mark.remark),
    )


def _away(line: Line) -> str:
    """公务请假 / 缺席 / 待核; a sick leave is named by its class only, as the form asks."""
    return str(line.status.label)


def _marks(activity: Activity) -> dict[int, _Mark]:
    rows = activity.attendances.select_related("proxy")
    return {row.member_id: _mark(row) for row in rows if row.is_present}


def _mark(row: Attendance) -> _Mark:
    # The paper that was typed in does not say when.
    time = "" if row.marked_at == row.entered_at else f"{row.marked_at.astimezone(clock.OFFICE):%H:%M}"
    remarks = [f"{row.proxy.name}代" if row.proxy else ""]
    if row.left_at is not None:
        remarks.append("早退")
    elif row.status == AttendanceStatus.LATE:
        remarks.append("迟到")
    return _Mark(RUNGS.get(SignInMethod(row.method), "登记"), time, "，".join(filter(None, remarks)))
