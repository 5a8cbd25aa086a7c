"""The ledger as rows of a spreadsheet, with who took it out and when below (PI-13)."""

from collections.abc import Iterator

from activities.reports.ledger import Ledger, LedgerRow
from partywork.common import clock
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = (
    "序号",
    "月份",
    "计划主题",
    "实际日期",
    "变更",
    "预告日期",
    "提前天数",
    "活动主题",
    "方式",
    "地点",
    "时长（分钟）",
    "主持人",
    "党员总数",
    "应到",
    "实到",
    "到会率",
    "请假",
    "缺席",
    "补课办结",
    "测评份数",
    "满意率",
    "纪实表报送",
    "按时",
    "备注",
)


def ledger_workbook(ledger: Ledger, *, by: str) -> bytes:
    title = f"{ledger.year}年度主题党日活动台账"
    taken = f"{by} {clock.now():%Y-%m-%d %H:%M} 导出，{ledger.branch.name}"
    return write_sheet(title, HEAD, _rows(ledger), notes=(ledger.sentence, taken))


def _rows(ledger: Ledger) -> Iterator[list[Cell]]:
    for row in ledger.rows:
        yield _cells(row)


def _cells(row: LedgerRow) -> list[Cell]:
    activity = row.activity
    if activity is None:
        return [row.number, row.month, row.planned, *[None] * (len(HEAD) - 4), row.unheld_text or None]
    held: list[Cell] = [None] * 12
    if row.held:
        in_time = "" if row.in_time is None else "是" if row.in_time else "否"
        held = [
            activity.total,
            activity.expected,
            activity.present,
            row.rate,
            row.on_leave,
            row.absent,
            row.made_up,
            row.ballots,
            row.satisfaction,
            row.filed_on,
            in_time,
            row.remark,
        ]
    return [
        row.number,
        row.month,
        row.planned,
        activity.day,
        row.changed or "无",
        row.notice_on,
        row.notice_lead,
        activity.theme,
        activity.mode,
        activity.place,
        activity.minutes,
        activity.host.name if activity.host else "",
        *held,
    ]
